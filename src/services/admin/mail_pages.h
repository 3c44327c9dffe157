#pragma once
// Mail that the city sent, and field work that did not fit.

#include <vector>

#include "kernel/notices/notice.h"
#include "kernel/tasks/task.h"
#include "services/page/office.h"

namespace cityhall {

struct NoticesView {
  NoticeFilter filter{};
  std::vector<Notice> notices{};
  Told told{};
};
/// The list, with a button where a mail is stuck.
web::Response notices_page(Call const& call, NoticesView const& view);

struct ConflictsView {
  std::vector<TaskConflict> conflicts{};
  Told told{};
};
/// One panel for each, with a form that settles it.
web::Response conflicts_page(Call const& call, ConflictsView const& view);

/// "failed" and back; nothing for other words.
std::string_view notice_state_name(NoticeState state);
std::optional<NoticeState> notice_state_from(std::string_view word);

}  // namespace cityhall
