#include "kernel/addresses.h"
#include "kernel/definitions/definition_set.h"
#include "services/page/parts.h"
#include "services/records/records_pages.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Message what_happens(Erasure what) {
  switch (what) {
    case Erasure::forgets:
      return _("Loses the person, what they wrote and their photos. What the city did stays.");
    case Erasure::is_open:
      return _("Stays: it is open, and the city must be able to answer. It is forgotten by itself when it is closed.");
    case Erasure::is_held:
      return _("Stays: a legal hold is on it.");
    case Erasure::has_open_work:
      return _("Stays: a work order is still open.");
    case Erasure::is_talked_about:
      return _("Stays: somebody talks about it just now, or is to be called. It is forgotten by itself when that is over.");
  }
  return _("Stays: it is open, and the city must be able to answer. It is forgotten by itself when it is closed.");
}

Html report_row(ErasurePlan::Report const& report) {
  return tr(td(a(href(desk_address(report.number)), report.number)), td(what_happens(report.what)));
}

Html reports_part(ErasurePlan const& plan) {
  if (plan.reports.empty()) return p(cls("hint"), _("This person reported nothing that is still kept."));
  return office_table(_("Requests of this person"), {_("Request"), _("What happens to it")}, each(plan.reports, report_row),
                      TableShape::cards);
}

Html goes_part(ErasurePlan const& plan) {
  auto const row = [](std::size_t count, Message const& words) {
    return count == 0 ? nothing() : li(sentence(words, {{"count", group(count)}}));
  };
  return group(row(plan.followed, _("Requests of others that they follow: {count}. They are not told any more.")),
               row(plan.subscriptions, _("Subscriptions: {count}.")),
               row(plan.contacts, _("Calls, visits and messages: {count}. That they took place stays, without the person and the notes.")),
               row(plan.talks, _("Of these, not over: {count}. They are forgotten by themselves when they are over.")),
               row(plan.call_backs, _("Call-backs that wait: {count}. They are forgotten by themselves when somebody has called.")),
               row(plan.being_sent, _("Messages that are being sent just now: {count}. They are forgotten by themselves within the hour.")),
               plan.waits() ? nothing() : row(plan.accounts, _("Their account: {count}. They are signed out everywhere.")),
               li(plan.keeps_person() ? group(_("Name, addresses and numbers stay as long as something here needs them."))
                                      : group(_("Name, addresses and numbers, and mails that were sent to them."))),
               row(plan.held_elsewhere,
                   _("Requests of others that name this person and are on legal hold: {count}. It stays until the hold is lifted.")),
               plan.is_staff ? li(_("The account of a member of staff stays: it belongs to their work.")) : nothing());
}

Html confirmation(Call const& call, PersonView const& view) {
  if (view.plan.held) return note("warn", p(_("A legal hold is on this person: nothing about them may go. Lift the hold first.")));
  return post_form(
      {.action = "/admin/records/people/" + to_text(view.person.id) + "/erasure", .csrf_token = call.csrf_token, .css_class = "panel"},
      checkbox_field({.name = "sure",
                      .label = _("I have made sure that it is this person who asks. It cannot be undone."),
                      .entered = &view.told.entered,
                      .required = true}),
      button(type("submit"), cls("danger"), _("Erase this person")));
}

Html hold_link(Call const& call, PersonView const& view) {
  auto const listed = each(view.holds, [](LegalHold const& hold) { return li(hold.reason, " ", span(cls("soft small"), hold.set_by)); });
  auto const set = call.actor.may("records.hold") && view.holds.empty()
                       ? p(a(cls("button quiet"), href(with_query("/admin/records/holds/new", {{"person", to_text(view.person.id)}})),
                             _("Set a legal hold")))
                       : nothing();
  return section(h2(_("Legal holds")), view.holds.empty() ? p(cls("hint"), _("Nothing is on hold.")) : ul(listed), set);
}

}  // namespace

Response person_page(Call const& call, PersonView const& view) {
  auto const& person = view.person;
  auto const who = facts({{_("Name"), group(person.name)}, {_("E-mail"), group(person.email)}, {_("Phone"), group(person.phone)}});
  auto const content = group(told_strip(call, view.told), div(cls("panel"), who),
                             section(h2(_("If this person wants to be forgotten")),
                                     p(cls("hint"), _("This is what would go, and what would stay. Nothing has happened yet.")),
                                     reports_part(view.plan), ul(goes_part(view.plan)), confirmation(call, view)),
                             hold_link(call, view));
  return office_page(call, {.title = _("One person's data"), .content = content, .path = "/admin/records"}, view.told.status);
}

namespace {

Html what_stays(ErasurePlan const& plan) {
  if (plan.waits()) return p(_("Some of it must stay for now. It goes by itself when nothing is open or on hold that needs it."));
  if (plan.is_staff) return p(_("The account of a member of staff stays: it belongs to their work."));
  return p(_("Nothing names this person any more."));
}

}  // namespace

Response erased_page(Call const& call, ErasurePlan const& plan) {
  auto const content = div(cls("read"),
                           p(cls("lead"), sentence(_("{count} requests have lost the person, what they wrote and their photos."),
                                                   {{"count", group(plan.count(Erasure::forgets))}})),
                           what_stays(plan), p(a(cls("button"), href("/admin/records"), _("Done"))));
  return office_page(call, {.title = _("The person was erased"), .content = content, .path = "/admin/records"});
}

}  // namespace cityhall
