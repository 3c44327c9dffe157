#include "services/page/office.h"

#include "base/text.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::vector<OfficePart> all_parts() {
  return {
      {"/admin/users", _("People"), _("Who may sign in, with which roles and in which crew."), "admin.accounts"},
      {"/admin/roles", _("Roles"), _("What each role may do."), "admin.roles"},
      {"/admin/crews", _("Crews and queues"), _("Who does the work, and where."), "admin.crews"},
      {"/admin/services", _("Services"), _("What residents can ask for: check, publish, retire."), "admin.services"},
      {"/admin/studio", _("Studio"), _("Write services as forms, look at them, publish them."), "studio.edit"},
      {"/admin/zones", _("Map data"), _("Zones, streets, addresses and assets."), "admin.zones"},
      {"/admin/keys", _("API keys"), _("Programs that work with the city, and what they may do."), "admin.keys"},
      {"/admin/hooks", _("Web hooks"), _("Other systems that are told what happens."), "hooks.manage"},
      {"/admin/settings", _("Settings"), _("Name, addresses, languages, mail server."), "admin.settings"},
      {"/admin/look", _("Look of the city"), _("Seal, colors, picture, foot of the page."), "admin.settings"},
      {"/admin/calendars", _("Calendars"), _("Holidays and hours, for the city and its departments."), "admin.settings"},
      {"/admin/telephony", _("Telephone and text messages"), _("The provider, opening hours, what may be spent."), "telephony.settings"},
      {"/admin/mail-in", _("Incoming mail"), _("What people write to the city by mail."), "mailroom.settings"},
      {"/admin/notices", _("Mail"), _("What the city sent, and what failed."), "admin.notices"},
      {"/admin/wordings", _("Messages"), _("What the city writes to people, in its own words."), "admin.notices"},
      {"/desk/conflicts", _("Field conflicts"), _("Work that crews recorded and that did not fit any more."), "issues.dispatch"},
      {"/admin/events", _("Audit trail"), _("Who did what, and when."), "admin.audit"},
      {"/admin/records", _("Records"), _("What will be removed, legal holds, the wish to be forgotten."), "records.see"},
      {"/admin/health", _("Health"), _("What is wrong with this installation, and the remedy."), "admin.settings"}};
}

Html rail(Call const& call, OfficePage const& parts) {
  auto const entry = [&](OfficePart const& part) {
    return li(a(href(part.path), part.path == parts.path ? aria("current", "page") : none(), part.title));
  };
  return nav(aria("label", _("Administration")), ul(cls("rail-list"), each(office_parts(call), entry)));
}

}  // namespace

std::vector<OfficePart> office_parts(Call const& call) {
  auto parts = all_parts();
  std::erase_if(parts, [&](OfficePart const& part) { return !call.actor.may(part.permission); });
  return parts;
}

Response office_page(Call const& call, OfficePage const& parts, int status) {
  auto const content = div(cls("split rail office"), rail(call, parts), div(h1(parts.title.html()), parts.content));
  auto const style = parts.style.empty() ? nothing() : link(rel("stylesheet"), href(call.around.assets.path_of(parts.style)));
  return page(call,
              {.title = parts.title,
               .content = content,
               .surface = Surface::staff,
               .current = "/admin",
               .script = parts.script,
               .head = style},
              status);
}

Told told_of(Call const& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid && refusal.kind != RefusalKind::conflict) throw refusal;
  Told told{.entered = {.values = call.request.form.fields, .errors = refusal.fields},
            .status = refusal.kind == RefusalKind::conflict ? 409 : 422};
  // A verb that says more than "these fields are wrong" is quoted.
  if (refusal.code != "form.invalid") told.notice = call.text(refusal.message) + " " + call.text(refusal.fix);
  return told;
}

namespace {

/// What was done, where "saved" would not say it.
Message done_words(std::string_view done) {
  if (done == "published") return _("Published: it is in force now.");
  if (done == "discarded") return _("Thrown away. Below it can be brought back.");
  if (done == "hidden") return _("Hidden in every copy that people see.");
  return _("Saved.");
}

}  // namespace

Html told_strip(Call const& call, Told const& told) {
  if (!told.notice.empty()) return div(cls("note bad"), role("alert"), p(told.notice));
  if (!told.entered.errors.empty()) return error_summary(told.entered.errors);
  auto const& query = call.request.query;
  return query.has("saved") ? note("good", p(done_words(query.get("done")))) : nothing();
}

Response saved(std::string_view path, std::string_view done) {
  return see_other(with_query(path, {{"saved", "yes"}, {"done", done}}));
}

Html office_table(Message const& table_name, std::vector<Message> const& columns, Html const& rows, TableShape shape) {
  return div(cls("scroll"), tabindex(0), role("region"), aria("label", table_name),
             table(shape == TableShape::cards ? cls("inbox") : none(), caption(cls("visually-hidden"), table_name),
                   thead(tr(each(columns, [](Message const& column) { return th(scope("col"), column); }))), tbody(rows)));
}

Html hint(Message const& words) { return group(words); }

Html act_button(Call const& call, std::string const& path, Message const& words, std::string_view css_class) {
  return post_form({.action = path, .csrf_token = call.csrf_token}, button(type("submit"), cls(css_class), words));
}

Text role_words(std::string_view role_name) {
  if (role_name == "resident") return _("Resident");
  if (role_name == "agent") return _("Agent");
  if (role_name == "dispatcher") return _("Dispatcher");
  if (role_name == "crew") return _("Crew");
  if (role_name == "manager") return _("Manager");
  if (role_name == "administrator") return _("Administrator");
  return role_name;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (auto const line : split(text, '\n'))
    if (auto const clean = trim(line); !clean.empty()) lines.emplace_back(clean);
  return lines;
}

std::string as_lines(std::vector<std::string> const& lines) { return join(lines, "\n"); }

}  // namespace cityhall
