#include "services/casework/replies_handlers.h"

#include "base/text.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/directory/directory.h"
#include "kernel/replies/prepared_reply.h"
#include "services/casework/rules_page.h"
#include "services/page/parts.h"
#include "web/form.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string path_of(std::int64_t id) { return "/casework/replies/" + std::to_string(id); }

std::string placeholder_list() {
  std::string list;
  for (auto const name : reply_placeholders()) list += (list.empty() ? "{" : ", {") + std::string{name} + "}";
  return list;
}

Html fields(Call const& call, PreparedReply const& reply, Entered const& entered) {
  std::vector<web::Option> languages;
  auto const settings = call.city.settings.get();
  for (auto const& language : settings->languages)
    languages.push_back({language, language == "en" ? "English" : language == "es" ? "Español" : language});
  std::vector<web::Option> services{{"", _("All services")}};
  auto const definitions = call.city.definitions.get();
  for (auto const& definition : definitions->current())
    services.push_back({definition->id, std::string{definition->title.in(call.language)}});
  return group(input_field({.name = "title", .label = _("Title, for staff"), .entered = &entered, .value = reply.title, .required = true}),
               textarea_field({.name = "text",
                               .label = _("Words"),
                               .hint = group(sentence(_("These are filled in: {names}"), {{"names", code(placeholder_list())}})),
                               .entered = &entered,
                               .value = reply.text,
                               .required = true}),
               select_field({.name = "language", .label = _("Language"), .entered = &entered, .value = reply.language}, languages),
               select_field({.name = "service", .label = _("Service"), .entered = &entered, .value = reply.service}, services),
               input_field({.name = "queue",
                            .label = _("Queue"),
                            .hint = group(_("Empty means all; streets/* means every queue of streets.")),
                            .entered = &entered,
                            .value = reply.queue}));
}

std::string service_words(Call const& call, std::string const& service) {
  auto const definition = call.city.definitions.get()->find(service);
  return definition ? std::string{definition->title.in(call.language)} : service;
}

Html row(Call const& call, PreparedReply const& reply) {
  auto const service = reply.service.empty() ? std::string{} : " · " + service_words(call, reply.service);
  auto const queue = reply.queue.empty() ? std::string{} : " · " + queue_words(call, reply.queue);
  return li(a(href(path_of(reply.id)), reply.title,
              span(reply.language, service, queue, " · ", _n("used {count} time", "used {count} times", reply.uses))));
}

Response replies_page(Call const& call, Retold const& told) {
  auto const replies = prepared_replies(call.view());
  auto const list = replies.empty() ? empty_state(_("No prepared reply yet."),
                                                  _("Write the first one: it is offered wherever somebody answers a reporter."))
                                    : ul(cls("links"), each(replies, [&](PreparedReply const& reply) { return row(call, reply); }));
  auto const form =
      post_form({.action = "/casework/replies", .csrf_token = call.csrf_token, .css_class = "panel read"}, h2(_("Add a reply")),
                error_summary(told.entered.errors), fields(call, {}, told.entered), submit(_("Save the reply")));
  return rules_page(call, {.title = _("Prepared replies"), .content = group(list, form), .path = "/casework/replies"}, told.status);
}

Response reply_page(Call const& call, PreparedReply const& reply, Retold const& told) {
  auto const form = post_form({.action = path_of(reply.id), .csrf_token = call.csrf_token, .css_class = "read"},
                              error_summary(told.entered.errors), fields(call, reply, told.entered), submit(_("Save the reply")));
  auto const removal = post_form({.action = path_of(reply.id) + "/removal", .csrf_token = call.csrf_token},
                                 button(type("submit"), cls("quiet"), _("Remove this reply")));
  return rules_page(call, {.title = Text{reply.title}, .content = group(form, removal), .path = "/casework/replies"}, told.status);
}

PreparedReply asked_reply(Call const& call) {
  auto const found = prepared_reply(call.view(), parse_id(call.path_value("reply")));
  if (!found) throw not_found(_("There is no such reply."));
  return *found;
}

Form<PreparedReply> reply_form() {
  return {field("title", &PreparedReply::title).required().most(120), field("text", &PreparedReply::text).required().most(4000).lines(),
          field("language", &PreparedReply::language).required().most(10), field("service", &PreparedReply::service).most(80),
          field("queue", &PreparedReply::queue).most(80)};
}

}  // namespace

Response show_replies(Call& call) { return replies_page(call, {}); }
Response show_prepared_reply(Call& call) { return reply_page(call, asked_reply(call), {}); }

Response save_reply(Call& call) {
  auto reply = read(reply_form(), call.request.form);
  if (!call.path_value("reply").empty()) reply.id = asked_reply(call).id;
  auto unit = call.unit();
  save_prepared_reply(unit, reply);
  return see_other("/casework/replies?saved=yes");
}

Response reply_again(Call& call, Refusal const& refusal) {
  auto const told = retold(call, refusal);
  return call.path_value("reply").empty() ? replies_page(call, told) : reply_page(call, asked_reply(call), told);
}

Response delete_reply(Call& call) {
  auto unit = call.unit();
  delete_prepared_reply(unit, asked_reply(call).id);
  return see_other("/casework/replies?saved=yes");
}

}  // namespace cityhall
