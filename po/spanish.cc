#include "po/spanish.h"

#include <cstddef>

extern "C" {
extern char const cityhall_es_mo[];
extern char const cityhall_es_mo_end[];
}

namespace cityhall {

std::string_view spanish_mo() { return {cityhall_es_mo, static_cast<std::size_t>(cityhall_es_mo_end - cityhall_es_mo)}; }

}  // namespace cityhall
