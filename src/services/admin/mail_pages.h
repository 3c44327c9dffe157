#pragma once
// Mail that the city sent.

#include <vector>

#include "kernel/notices/notice.h"
#include "services/page/office.h"

namespace cityhall {

struct NoticesView {
  NoticeFilter filter{};
  std::vector<Notice> notices{};
  Told told{};
};
/// The list, with a button where a mail is stuck.
web::Response notices_page(Call const& call, NoticesView const& view);

/// "failed" and back; nothing for other words.
std::string_view notice_state_name(NoticeState state);
std::optional<NoticeState> notice_state_from(std::string_view word);

}  // namespace cityhall
