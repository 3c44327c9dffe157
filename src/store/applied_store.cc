#include "store/applied.h"

namespace cityhall::store {

std::vector<AppliedStep> applied_steps(Reader& reader) {
  std::vector<AppliedStep> steps;
  for (auto const row : reader.query(R"sql(SELECT module, number, name, hash FROM migrations ORDER BY module, number)sql"))
    steps.push_back({row.get<std::string>(0), row.get<int>(1), row.get<std::string>(2), row.get<std::string>(3)});
  return steps;
}

}  // namespace cityhall::store
