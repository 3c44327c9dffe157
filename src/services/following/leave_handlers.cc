#include "services/following/leave_handlers.h"

#include "base/refusal.h"
#include "kernel/subscriptions/leaving.h"
#include "kernel/subscriptions/subscription.h"
#include "services/following/follow_pages.h"

namespace cityhall {
namespace {

WayOut way_out(Call const& call) {
  auto const way = read_way_out(call.city, call.path_value("token"));
  if (!way) throw not_found(_("This link is damaged."), _("Copy the whole address from the mail."));
  return *way;
}

std::string topic_of(Call const& call, WayOut const& way) {
  if (way.request) return topic_in_words(call.view(), {.request = way.request}, call.language);
  auto const subscription = way.subscription ? subscription_by_id(call.view(), way.subscription) : std::nullopt;
  return subscription ? topic_in_words(call.view(), subscription->topic, call.language) : std::string{};
}

}  // namespace

web::Response show_leave(Call& call) { return leave_page(call, {.topic = topic_of(call, way_out(call))}); }

web::Response leave(Call& call) {
  auto const way = way_out(call);
  bool const all = call.request.form.fields.get("extent") == "all";
  auto unit = call.unit();
  stop_mails(unit, way, all ? Extent::everything : Extent::this_one);
  // RFC 8058 section 3.1: no redirect is followed, so the answer is here.
  return leave_page(call, {.stopped = true});
}

}  // namespace cityhall
