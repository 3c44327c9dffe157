#include "services/imports/module.h"
#include "store/migrations.h"

namespace cityhall {

/// Made from migrations/*.sql at build time.
std::span<store::Migration const> imports_migrations();

Module imports_module() { return {.name = "imports", .title = _("Imports"), .migrations = imports_migrations()}; }

}  // namespace cityhall
