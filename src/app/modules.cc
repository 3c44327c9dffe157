#include "app/modules.h"

#include "services/access/module.h"
#include "services/admin/module.h"
#include "services/api/module.h"
#include "services/assets/module.h"
#include "services/casework/module.h"
#include "services/contact/module.h"
#include "services/content/module.h"
#include "services/delegates/module.h"
#include "services/desk/module.h"
#include "services/dispatch/module.h"
#include "services/field/module.h"
#include "services/following/module.h"
#include "services/handover/module.h"
#include "services/hooks/module.h"
#include "services/imports/module.h"
#include "services/issues/module.h"
#include "services/kiosk/module.h"
#include "services/knowledge/module.h"
#include "services/look/module.h"
#include "services/mailroom/module.h"
#include "services/maps/module.h"
#include "services/offline/module.h"
#include "services/open311/module.h"
#include "services/operations/module.h"
#include "services/portal/module.h"
#include "services/records/module.h"
#include "services/studio/module.h"
#include "services/telephony/module.h"

namespace cityhall {

std::vector<Module> all_modules() {
  // One a line: a new module is one line more. Staff see the first entries of their menu at once, in this order.
  return {
      portal_module(),
      access_module(),
      desk_module(),
      dispatch_module(),
      contact_module(),
      telephony_module(),
      mailroom_module(),
      admin_module(),
      studio_module(),
      field_module(),
      issues_module(),
      casework_module(),
      handover_module(),
      kiosk_module(),
      assets_module(),
      knowledge_module(),
      content_module(),
      look_module(),
      offline_module(),
      following_module(),
      open311_module(),
      api_module(),
      hooks_module(),
      imports_module(),
      maps_module(),
      delegates_module(),
      records_module(),
      operations_module(),
  };
}

std::vector<store::Migration> migrations_of(std::span<Module const> modules) {
  std::vector<store::Migration> all;
  for (auto const& module : modules) all.insert(all.end(), module.migrations.begin(), module.migrations.end());
  return all;
}

std::vector<Consumer> consumers_of(std::span<Module const> modules) {
  std::vector<Consumer> all;
  for (auto const& module : modules) all.insert(all.end(), module.consumers.begin(), module.consumers.end());
  return all;
}

std::vector<PermissionDefault> permission_defaults(std::span<Module const> modules) {
  std::vector<PermissionDefault> all;
  for (auto const& module : modules)
    for (auto const& permission : module.permissions) all.push_back({permission.name, permission.default_roles});
  return all;
}

}  // namespace cityhall
