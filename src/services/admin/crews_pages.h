#pragma once
// Crews and queues: the list, one crew.

#include <vector>

#include "kernel/accounts/account.h"
#include "kernel/directory/directory.h"
#include "services/page/office.h"

namespace cityhall {

struct CrewsView {
  Directory const& directory;
  Told told{};  // of the form that names a queue
};
web::Response crews_page(Call const& call, CrewsView const& view);

struct CrewPageView {
  Crew crew{};  // id 0: a new one
  std::vector<Account> members{};
  std::vector<Account> candidates{};  // staff who are in no crew
  Told told{};
};
web::Response crew_page(Call const& call, CrewPageView const& view);

std::string crew_path(CrewId id);

}  // namespace cityhall
