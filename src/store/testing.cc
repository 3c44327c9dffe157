#include "store/testing.h"

#include "store/engine_sql.h"

namespace cityhall::store {

void write_script(Database& database, std::string const& script) {
  database.write([&](Transaction& tx) { EngineSql::script(tx, script); });
}

}  // namespace cityhall::store
