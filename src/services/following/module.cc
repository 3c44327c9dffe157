#include "services/following/module.h"

#include "kernel/subscriptions/subscribers.h"
#include "services/following/follow_handlers.h"
#include "services/following/leave_handlers.h"
#include "services/following/my_handlers.h"

namespace cityhall {
namespace {

using enum web::Method;

Route page_route(std::string_view path, RouteHandler handler, Message summary) {
  return {.method = GET, .path = path, .permission = "public", .access = Access::read, .handler = handler, .summary = std::move(summary)};
}

Route form_route(std::string_view path, RouteHandler handler, Message summary) {
  return {.method = POST, .path = path, .permission = "public", .access = Access::write, .handler = handler, .summary = std::move(summary)};
}

Route with_form_again(Route route, RefusalHandler again) {
  route.redisplay = again;
  return route;
}

std::vector<Route> follow_routes() {
  return {
      page_route("/follow", show_follow, _("Choose what to follow by mail")),
      with_form_again(form_route("/subscriptions", create_subscription, _("Follow an area, a street or a service")), follow_again),
      page_route("/requests/{number}/following", show_follow_request, _("Follow one request by mail")),
      with_form_again(form_route("/requests/{number}/following", follow_request, _("Follow one request")), follow_request_again),
      page_route("/subscriptions/confirmation/{token}", show_confirmation, _("What a mailed link will follow")),
      form_route("/subscriptions/confirmation/{token}", confirm_subscription, _("Confirm what one wants to follow")),
      page_route("/unsubscribe/{token}", show_leave, _("The way out of a mail")),
      form_route("/unsubscribe/{token}", leave, _("Stop these mails, or all; also for one click in a mail program")),
  };
}

std::vector<Route> my_routes() {
  std::vector<Route> routes{
      page_route("/my-requests", show_my_requests, _("What one reported and follows")),
      form_route("/my-requests/settings", save_my_settings, _("How soon mails come, and in which language")),
      form_route("/my-requests/subscriptions/{subscription}/end", end_my_subscription, _("Stop following an area, a street or a service")),
      form_route("/my-requests/followed/{number}/end", end_my_following, _("Stop following a request")),
      page_route("/my-requests/data.json", download_my_data, _("Everything one reported and follows, as JSON")),
  };
  for (auto& route : routes) route.permission = "signed-in";
  return routes;
}

}  // namespace

Module following_module() {
  auto routes = follow_routes();
  for (auto&& route : my_routes()) routes.push_back(route);
  return {.name = "following",
          .title = _("Following"),
          .publishes = {"subscription.made", "subscription.ended", "notices.stopped", "notices.resumed"},
          .routes = std::move(routes),
          .consumers = {{"following.tell_subscribers", {"case.opened", "case.closed", "case.reopened"}, tell_subscribers}}};
}

}  // namespace cityhall
