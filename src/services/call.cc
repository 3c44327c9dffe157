#include "services/call.h"

#include <stdexcept>

#include "store/transaction.h"

namespace cityhall {

Unit Call::unit() {
  if (transaction == nullptr) throw std::logic_error{"this route reads; declare it Access::write to change something"};
  return {city, *transaction, actor, now};
}

}  // namespace cityhall
