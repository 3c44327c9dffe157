#pragma once
// Every component of the pages with an example of each of its states, made by the functions that the pages themselves use.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "services/page/page.h"

namespace cityhall {

struct Sample {
  Message state;  // "as it comes", "with a fault"
  web::Html shown;
};

/// One component: the function that makes it, or the class of a part that is made of plain elements.
struct Component {
  std::string_view name;  // "input_field", ".card"
  Message use;
  std::vector<Sample> (*samples)(Call const&);
};

std::span<Component const> control_components();
std::span<Component const> part_components();
std::span<Component const> record_components();
std::span<Component const> plain_components();
std::span<Component const> publication_components();
std::span<Component const> service_components();

}  // namespace cityhall
