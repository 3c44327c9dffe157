#include "store/pattern.h"

namespace cityhall::store {

std::string anywhere(std::string_view word) {
  std::string pattern = "%";
  for (char const letter : word) {
    if (letter == '%' || letter == '_' || letter == '!') pattern += '!';
    pattern += letter;
  }
  return pattern + "%";
}

}  // namespace cityhall::store
