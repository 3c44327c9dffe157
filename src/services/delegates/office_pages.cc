#include "services/delegates/office_pages.h"

#include <set>

#include "base/text.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/places/zone.h"
#include "services/page/parts.h"
#include "services/delegates/pages.h"
#include "web/controls.h"

namespace cityhall::delegates {
namespace {

using namespace web;
using namespace web::tag;

std::string path_of_delegation(Delegation const& one) { return std::string{office_path} + "/" + to_text(one.id); }

Html state_of(Call const& call, Delegation const& one) {
  if (!one.active) return span(cls("badge late"), _("Switched off"));
  if (one.awake(call.now)) return span(cls("badge good"), _("Awake"));
  return one.valid_until ? span(cls("badge late"), _("Training ended")) : span(cls("badge soon"), _("Training not taken"));
}

Html strip(Call const& call, std::string const& notice, Entered const& entered) {
  if (!notice.empty()) return div(cls("note bad"), role("alert"), p(notice));
  if (!entered.errors.empty()) return error_summary(entered.errors);
  return call.request.query.has("saved") ? note("good", p(_("Saved."))) : nothing();
}

std::vector<web::Option> every_service(Call const& call) {
  std::vector<web::Option> options;
  for (auto const& definition : call.city.definitions.get()->current())
    options.push_back({definition->id, std::string{definition->title.in(call.language)}});
  return options;
}

std::vector<web::Option> zone_options(Call const& call) {
  std::vector<web::Option> options;
  for (auto const& zone : call.city.zones.get()->all())
    if (zone.layer != city_layer) options.push_back({to_text(zone.id), zone.layer + ": " + zone.name});
  return options;
}

std::vector<web::Option> course_options(std::vector<CourseEntry> const& courses) {
  std::vector<web::Option> options{{"", _("No training")}};
  std::set<std::string> seen;
  for (auto const& course : courses)
    if (seen.insert(course.course).second) options.push_back({course.course, course.title});
  return options;
}

std::string zone_lines(Delegation const& one) {
  std::vector<std::string> ids;
  for (auto const zone : one.zones) ids.push_back(to_text(zone));
  return join(ids, "\n");
}

/// A city may have hundreds: folded until somebody wants to choose.
Html services_fold(Call const& call, DelegationView const& view) {
  auto const all = every_service(call);
  auto const chosen = view.delegation.services.size();
  auto const how_many = chosen == 0 ? group(_("All services")) : sentence(_("{count} services"), {{"count", group(chosen)}});
  return details(cls("act many"), summary(_("Services"), ": ", how_many),
                 checkboxes_field({.name = "services",
                                   .label = _("Services"),
                                   .hint = group(_("None: all services.")),
                                   .entered = &view.entered,
                                   .value = join(view.delegation.services, "\n")},
                                  all));
}

Html fields(Call const& call, DelegationView const& view) {
  auto const& one = view.delegation;
  auto const* entered = &view.entered;
  auto const email = one.id ? facts({{_("E-mail address"), group(one.email)}})
                            : input_field({.name = "email",
                                           .label = _("E-mail address"),
                                           .hint = group(_("The person signs in with a code that is mailed there.")),
                                           .entered = entered,
                                           .required = true,
                                           .type = "email",
                                           .attributes = {autocomplete("off")}});
  return group(
      email, input_field({.name = "name", .label = _("Name"), .entered = entered, .value = one.name, .required = true}),
      input_field({.name = "organisation", .label = _("Organization"), .entered = entered, .value = one.organisation, .required = true}),
      input_field({.name = "source",
                   .label = _("Source code"),
                   .hint = group(_("Stands with each report: small letters, such as transit.")),
                   .entered = entered,
                   .value = one.source,
                   .required = true}),
      div(cls("many"), checkboxes_field({.name = "zones",
                                         .label = _("Area"),
                                         .hint = group(_("None: the whole city.")),
                                         .entered = entered,
                                         .value = zone_lines(one)},
                                        zone_options(call))),
      services_fold(call, view),
      select_field({.name = "course", .label = _("Training"), .entered = entered, .value = one.course}, course_options(view.courses)),
      hidden_field("revision", std::to_string(one.revision)));
}

Html training_rows(Call const& call, std::vector<TrainingResult> const& training) {
  if (training.empty()) return p(cls("soft"), _("No course taken yet."));
  return wide_table(_("Training"), {_("Taken"), _("Course"), _("Right"), _("Good until")}, each(training, [&](TrainingResult const& one) {
                    return tr(td(time_of(call, one.taken_at)), td(one.course), td(group(one.right), "/", one.questions),
                              td(one.valid_until ? date_of(call, *one.valid_until) : group(_("Not passed"))));
                  }));
}

Html key_part(Call const& call, DelegationView const& view) {
  auto const shown = view.key.empty() ? nothing()
                                      : group(p(strong(_("This key is shown only now."))), p(cls("secret"), view.key));
  return section(h2(_("API keys")), p(sentence(_("{count} keys report under this delegation."), {{"count", group(view.keys)}})), shown,
                 post_form({.action = path_of_delegation(view.delegation) + "/keys", .csrf_token = call.csrf_token},
                           button(type("submit"), cls("button quiet"), _("Make a key"))));
}

}  // namespace

Response delegations_page(Call const& call, std::vector<Delegation> const& all) {
  auto const rows = each(all, [&](Delegation const& one) {
    return tr(td(cls("what"), a(href(path_of_delegation(one)), one.name.empty() ? one.email : one.name), span(one.email)),
              td(one.organisation), td(code(one.source)), td(state_of(call, one)),
              td(one.valid_until ? date_of(call, *one.valid_until) : nothing()));
  });
  auto const columns = {_("Person"), _("Organization"), _("Source code"), _("State"), _("Training until")};
  auto const table =
      all.empty() ? empty_state(_("Nobody reports for others yet."), _("Add the first delegate: a liaison, transit or police staff."))
                  : wide_table(_("Delegates"), columns, rows);
  auto const content =
      group(h1(_("Delegates")), div(cls("actions"), a(cls("button"), href("/admin/delegates/new"), _("Add a delegate")),
                                   a(cls("button quiet"), href("/admin/courses"), _("Courses"))),
            table);
  return page(call, {.title = _("Delegates"), .content = content, .surface = Surface::staff, .current = office_path});
}

Response delegation_page(Call const& call, DelegationView const& view, int status) {
  auto const& one = view.delegation;
  auto const target = one.id ? path_of_delegation(one) : std::string{office_path};
  auto const active =
      one.id ? checkbox_field({.name = "active", .label = _("Active"), .entered = &view.entered, .value = one.active ? "yes" : ""})
             : nothing();
  auto const form = post_form({.action = target, .csrf_token = call.csrf_token}, fields(call, view), active, submit(_("Save")));
  auto const title = one.id ? Text{one.name.empty() ? one.email : one.name} : Text{_("Add a delegate")};
  auto const beside = one.id ? div(div(cls("panel"), h2(_("Training")), state_of(call, one), training_rows(call, view.training)),
                                   key_part(call, view))
                             : nothing();
  auto const content = group(a(cls("back"), href(office_path), _("Delegates")), h1(title.html()), strip(call, view.notice, view.entered),
                             div(cls("split"), div(form), beside));
  return page(call, {.title = title, .content = content, .surface = Surface::staff, .current = office_path}, status);
}

Response courses_page(Call const& call, CoursesView const& view, int status) {
  auto const rows = each(view.courses, [&](CourseEntry const& one) {
    return tr(td(code(one.course)), td(one.language), td(cls("what"), one.title), td(time_of(call, one.saved_at)));
  });
  std::vector<web::Option> languages;
  for (auto const& language : call.city.settings.get()->languages) languages.push_back({language, language});
  auto const form = post_form(
      {.action = "/admin/courses", .csrf_token = call.csrf_token, .files = true, .css_class = "panel"}, h2(_("Add or replace a text")),
      p(_("A Markdown file with its quiz. A course that is there already is replaced in that language; certificates stay good.")),
      select_field({.name = "language", .label = _("Language"), .entered = &view.entered, .required = true}, languages),
      file_field({.name = "document", .label = _("Course file"), .entered = &view.entered, .required = true,
                  .attributes = {accept(".md,text/markdown")}}),
      submit(_("Save")));
  auto const content =
      group(a(cls("back"), href(office_path), _("Delegates")), h1(_("Courses")), strip(call, view.notice, view.entered),
            wide_table(_("Courses"), {_("Course"), _("Language"), _("Title"), _("Saved")}, rows), div(cls("read"), form));
  return page(call, {.title = _("Courses"), .content = content, .surface = Surface::staff, .current = office_path}, status);
}

}  // namespace cityhall::delegates
