#include "services/admin/mail_handlers.h"

#include "services/admin/mail_pages.h"

namespace cityhall {
namespace {

NoticesView view_of_notices(Call const& call) {
  auto const& query = call.request.query;
  NoticeFilter const filter{.state = notice_state_from(query.get("state")), .before = NoticeId{parse_id(query.get("before"))}, .most = 50};
  return {.filter = filter, .notices = notices(call.view(), filter)};
}

}  // namespace

web::Response show_notices(Call& call) { return notices_page(call, view_of_notices(call)); }

web::Response send_notice_again(Call& call) {
  auto unit = call.unit();
  resend_notice(unit, NoticeId{parse_id(call.path_value("notice"))});
  return saved("/admin/notices");
}

web::Response notices_again(Call& call, Refusal const& refusal) {
  auto view = view_of_notices(call);
  view.told = told_of(call, refusal);
  return notices_page(call, view);
}

}  // namespace cityhall
