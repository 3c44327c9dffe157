#pragma once
// What a crew sees.

#include <vector>

#include "kernel/assets/asset_link.h"
#include "kernel/cases/case.h"
#include "kernel/fieldwork/check_list.h"
#include "kernel/tasks/conflict.h"
#include "services/page/page.h"

namespace cityhall {

struct WorkListView {
  std::string crew_name{};
  std::vector<Task> open{};
  std::vector<Task> done{};               // today
  std::vector<TaskConflict> conflicts{};  // of who works here, lately
};
/// A work order in the list, as a card.
web::Html job_card(Call const& call, Task const& task);
web::Response work_list_page(Call const& call, WorkListView const& view);

struct WorkOrderView {
  Task task{};
  std::string crew_name{};
  std::vector<CaseFile> files{};
  CaseAssets assets{};         // what it is about, and what is near
  std::vector<CheckLine> checks{};
  std::vector<Task> before{};  // finished earlier at what it is about, the last first
  web::Entered entered{};
  std::string notice{};  // why the last operation was not applied
};
web::Response work_order_page(Call const& call, WorkOrderView const& view, int status = 200);
/// For somebody who is in no crew.
web::Response no_crew_page(Call const& call);
/// For a tablet without a connection that has not kept the page it is asked for.
web::Response offline_page(Call const& call);

}  // namespace cityhall
