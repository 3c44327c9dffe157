#pragma once
// One case with everything on one screen.

#include <vector>

#include "kernel/accounts/account.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/timeline.h"
#include "kernel/tasks/task.h"
#include "services/page/page.h"

namespace cityhall {

struct CaseView {
  Case const& report;
  std::vector<Step> steps{};
  std::vector<CaseFile> files{};
  std::vector<Task> tasks{};
  std::vector<OfferedAction> actions{};
  std::vector<Account> staff{};  // who may be assigned
  std::optional<Party> reporter{};
  std::string personal_answers{};  // JSON object
  web::Entered entered{};
  std::string notice{};  // what went wrong with the act just tried, in words
};

web::Response case_page(Call const& call, CaseView const& view, int status = 200);

}  // namespace cityhall
