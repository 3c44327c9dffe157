#include "services/records/records_pages.h"

#include "kernel/addresses.h"
#include "kernel/cases/case.h"
#include "kernel/definitions/definition_set.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string title_of_service(Call const& call, std::string const& service) {
  auto const versions = call.city.definitions.get()->versions(service);
  return versions.empty() ? service : std::string{versions.back()->definition->title.in(call.language)};
}

Html count_cell(std::size_t count) { return td(cls("number"), count); }

Html outlook_row(Call const& call, OutlookRow const& row) {
  auto const kept = row.held + row.waits;
  return tr(td(title_of_service(call, row.service)), count_cell(row.over - std::min(row.over, kept)), count_cell(row.held),
            count_cell(row.waits));
}

Html outlook_part(Call const& call, RecordsView const& view) {
  auto const list =
      view.outlook.empty()
          ? empty_state(_("Nothing will be removed in the next 30 days."), _("Each service says how long its closed requests are kept."))
          : office_table(_("What will be removed in the next 30 days"),
                         {_("Service"), _("Will be removed"), _("Kept by a hold"), _("Wait for work that is open")},
                         each(view.outlook, [&](OutlookRow const& row) { return outlook_row(call, row); }));
  return section(
      h2(_("The next 30 days")),
      p(cls("hint"), _("Each night, closed requests whose time of keeping is over are removed for good, with everything about the people "
                       "in them. Number, service, times, outcome and a rough place stay for figures.")),
      list);
}

Html hold_subject(LegalHold const& hold) {
  if (hold.case_id) return a(href(desk_address(hold.number)), hold.number);
  return a(href("/admin/records/people/" + to_text(hold.party)), hold.person.empty() ? group(_("A person")) : group(hold.person), " ",
           span(cls("soft small"), _("all requests of this person")));
}

Html hold_row(Call const& call, LegalHold const& hold) {
  auto const lift = call.actor.may("records.hold")
                        ? act_button(call, "/admin/records/holds/" + std::to_string(hold.id) + "/lifting", _("Lift the hold"))
                        : nothing();
  return tr(td(hold_subject(hold)), td(hold.reason), td(hold.set_by, " ", span(cls("soft small"), time_of(call, hold.set_at))), td(lift));
}

Html holds_part(Call const& call, RecordsView const& view) {
  auto const list = view.holds.empty()
                        ? empty_state(_("Nothing is on hold."), _("A hold keeps a request, or all requests of a person, whatever "
                                                                  "their time of keeping is."))
                        : office_table(_("Legal holds"), {_("Request"), _("Why it is so"), _("Set by"), _("Act")},
                                       each(view.holds, [&](LegalHold const& hold) { return hold_row(call, hold); }), TableShape::cards);
  auto const add =
      call.actor.may("records.hold") ? p(a(cls("button"), href("/admin/records/holds/new"), _("Set a legal hold"))) : nothing();
  return section(h2(_("Legal holds")), list, add);
}

Html removed_row(Call const& call, RemovalDay const& row) {
  auto const date = to_iso(Date{std::chrono::sys_days{std::chrono::days{row.day}}});
  return tr(td(date), td(row.service.empty() ? group(_("All services")) : group(title_of_service(call, row.service))),
            td(row.why == "wish" ? group(_("On a person's wish")) : group(_("Time of keeping"))), count_cell(row.cases),
            count_cell(row.people), count_cell(row.photos));
}

Html removed_part(Call const& call, RecordsView const& view) {
  auto const list =
      view.removed.empty()
          ? empty_state(_("Nothing was removed yet."), _("This list shows counts, nobody's data."))
          : office_table(_("What was removed"), {_("Day"), _("Service"), _("Why it is so"), _("Requests"), _("People"), _("Photos")},
                         each(view.removed, [&](RemovalDay const& row) { return removed_row(call, row); }));
  return section(h2(_("What was removed")), list);
}

Html found_choices(NewHoldView const& view) {
  if (view.words.empty()) return nothing();
  if (view.found.empty()) return p(cls("hint"), _("No request has these words."));
  std::vector<web::Option> options;
  for (auto const& row : view.found) options.push_back({row.number, row.number + " " + row.title, group(row.address)});
  return checkboxes_field({.name = "numbers", .label = _("Requests that were found"), .entered = &view.told.entered}, options);
}

Html search_part(NewHoldView const& view) {
  return get_form("/admin/records/holds/new", cls("filters"),
                  label(_("Find requests by words"), void_element("input", {type("search"), name("words"), value(view.words)})),
                  button(type("submit"), cls("quiet"), _("Find")));
}

Html hold_form(Call const& call, NewHoldView const& view) {
  auto const* entered = &view.told.entered;
  auto const what =
      view.person
          ? group(hidden_field("person", to_text(view.person->id)),
                  p(sentence(_("All requests of {name}, also those that come later."), {{"name", strong(view.person->name)}})))
          : group(found_choices(view),
                  textarea_field(
                      {.name = "listed", .label = _("Numbers of requests, one on each line"), .entered = entered, .value = view.number}));
  return post_form({.action = "/admin/records/holds", .csrf_token = call.csrf_token, .css_class = "panel"}, what,
                   textarea_field({.name = "reason",
                                   .label = _("Why must it be kept?"),
                                   .hint = hint(_("Such as the court and the number of the proceedings. Stands in the audit trail.")),
                                   .entered = entered,
                                   .required = true}),
                   submit(_("Set the hold")));
}

}  // namespace

namespace {

/// The way to somebody who asks what is kept about them, or wants to be forgotten.
Html person_search(Call const& call, RecordsView const& view) {
  if (!may_find_person(call)) return nothing();
  auto const row = [](Party const& person) {
    auto const name = person.name.empty() ? person.email.empty() ? person.phone : person.email : person.name;
    return li(a(href("/admin/records/people/" + to_text(person.id)), name), " ", span(cls("soft"), person.email, " ", person.phone));
  };
  auto const found = view.who.empty()      ? nothing()
                     : view.people.empty() ? p(_("Nobody has this e-mail address or telephone number."))
                                           : ul(each(view.people, row));
  return section(h2(_("One person's data")), p(cls("hint"), _("Somebody asks what the city keeps about them, or wants to be forgotten.")),
                 get_form("/admin/records", cls("filters"),
                          label(_("E-mail address or telephone number"),
                                element("input", {name("who"), type("search"), value(view.who), autocomplete("off")})),
                          button(type("submit"), cls("quiet"), _("Find"))),
                 found);
}

}  // namespace

bool may_find_person(Call const& call) { return call.actor.may("records.erase") && call.actor.may("issues.read"); }

Response records_page(Call const& call, RecordsView const& view) {
  auto const content =
      group(told_strip(call, {}), person_search(call, view), outlook_part(call, view), holds_part(call, view), removed_part(call, view));
  return office_page(call, {.title = _("Records"), .content = content, .path = "/admin/records"});
}

Response new_hold_page(Call const& call, NewHoldView const& view) {
  auto const search = view.person ? nothing() : search_part(view);
  auto const content = group(told_strip(call, view.told), search, hold_form(call, view));
  return office_page(call, {.title = _("Set a legal hold"), .content = content, .path = "/admin/records"}, view.told.status);
}

}  // namespace cityhall
