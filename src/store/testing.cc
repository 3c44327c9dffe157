#include "store/testing.h"

#include <cstdlib>

#include "store/engine_sql.h"

namespace cityhall::store {

TemporaryFolder::TemporaryFolder() {
  auto name = (std::filesystem::temp_directory_path() / "cityhall-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw StoreError{"no temporary folder"};
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void write_script(Database& database, std::string const& script) {
  database.write([&](Transaction& tx) { EngineSql::script(tx, script); });
}

}  // namespace cityhall::store
