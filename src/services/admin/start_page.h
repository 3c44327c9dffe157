#pragma once
// Where administrators begin: what needs somebody, then the parts of the office.

#include <vector>

#include "kernel/events/consume.h"
#include "kernel/health/health.h"
#include "kernel/jobs/job_runs.h"
#include "kernel/notices/notice.h"
#include "kernel/tasks/task.h"
#include "services/admin/office_index.h"
#include "services/page/office.h"

namespace cityhall {

struct OfficeHealth {
  static constexpr std::size_t most = 200;  // counts end here: "200 or more"
  std::size_t failed_notices = 0;
  std::size_t uncertain_notices = 0;
  std::size_t queued_notices = 0;
  std::size_t conflicts = 0;
  std::vector<ParkedEvent> parked{};
  std::vector<FailedJob> jobs{};
  bool mail_server = false;
};

struct OfficeStartView {
  OfficeHealth health{};
  std::vector<Finding> first_steps{};  // what the city still lacks
  std::vector<IndexGroup> index{};  // what whoever calls may do
  std::string words{};              // that somebody looks for
};
web::Response start_page(Call const& call, OfficeStartView const& view);

}  // namespace cityhall
