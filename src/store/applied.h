#pragma once
// Which steps of the schema a database has had (migrations.h).

#include <string>
#include <vector>

#include "store/reader.h"

namespace cityhall::store {

struct AppliedStep {
  std::string module;
  int number = 0;
  std::string name;
  std::string hash;  // of its text
};
/// By module and number.
std::vector<AppliedStep> applied_steps(Reader& reader);

}  // namespace cityhall::store
