#include "kernel/unit.h"

#include "store/transaction.h"

namespace cityhall {

View view_of(Unit& unit) { return {unit.city, unit.tx, unit.actor}; }

}  // namespace cityhall
