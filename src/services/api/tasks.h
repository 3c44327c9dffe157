#pragma once
// Work orders in the JSON API.

#include "kernel/tasks/conflict.h"
#include "kernel/tasks/task_list.h"
#include "services/api/places.h"

namespace cityhall {
web::Record<Task> const& answer_record(Task const*);
web::Record<TaskConflict> const& answer_record(TaskConflict const*);
web::Record<OperationAnswer> const& answer_record(OperationAnswer const*);
/// What If-Match and ETag speak of.
std::string version_of(Task const& task);
}  // namespace cityhall

namespace cityhall::api {

struct TaskQuery {
  CrewId crew{};
  std::string number{};
  std::string status = "open";
  std::string cursor{};
  int limit = 50;
};
struct TaskAssignmentBody {
  CrewId crew{};
  AccountId assignee{};
};
struct TaskOrderBody {
  double position = 0;
};
struct OperationBody {
  std::string id{};
  std::string kind{};
  std::int64_t base_version = 0;
  std::optional<Time> device_time{};
  std::string note{};
  int minutes = 0;
  std::string materials{};
  std::string outcome{};
  std::string item{};
  std::vector<FileId> files{};
};
struct SettlementBody {
  std::string how{};
};

/// The members of each.
web::Record<TaskQuery> const& body_record(TaskQuery const*);
web::Record<TaskAssignmentBody> const& body_record(TaskAssignmentBody const*);
web::Record<TaskOrderBody> const& body_record(TaskOrderBody const*);
web::Record<OperationBody> const& body_record(OperationBody const*);
web::Record<SettlementBody> const& body_record(SettlementBody const*);

/// Work orders, field conflicts and operations.
std::vector<Route> task_routes();

}  // namespace cityhall::api
