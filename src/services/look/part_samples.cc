#include "services/look/samples.h"

#include <array>

#include "services/page/look.h"
#include "services/page/office.h"
#include "services/page/parts.h"
#include "services/page/qr.h"
#include "services/page/version_words.h"
#include "web/tags.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;
using std::chrono::hours;

std::vector<Sample> due_samples(Call const& call) {
  return {{_("Days away"), due_badge(call.now + hours{80}, false, false, call.now)},
          {_("Today"), due_badge(call.now + hours{3}, false, false, call.now)},
          {_("Too late"), due_badge(call.now - hours{50}, false, false, call.now)},
          {_("The clock rests"), due_badge(std::nullopt, true, false, call.now)}};
}

std::vector<Sample> facts_samples(Call const& call) {
  return {{_("As it comes"), facts({{_("Number"), span(cls("reference"), "SR-27-000123")},
                                    {_("Reported"), time_of(call, call.now - hours{30})},
                                    {_("Due"), due_badge(call.now + hours{3}, false, false, call.now)}})}};
}

std::vector<Sample> narrow_samples(Call const&) {
  return {{_("Filters"), folded_when_narrow("act", _("Filters"), p(_("What is chosen here narrows the list.")))}};
}

std::vector<Sample> empty_samples(Call const&) {
  return {{_("Nothing there yet"), empty_state(_("Nothing waits here."), _("New requests appear as soon as they are sent."))}};
}

std::vector<Sample> note_samples(Call const&) {
  return {{_("To know"), note("", p(_("The office is closed on Monday.")))},
          {_("Done"), note("good", p(_("Saved.")))},
          {_("Careful"), note("warn", p(_("This service is for emergencies only.")))},
          {_("Refused"), note("bad", p(_("Somebody else changed this meanwhile.")))}};
}

std::vector<Sample> told_samples(Call const& call) {
  return {
      {_("What stands in the way of a change"), told_strip(call, {.notice = call.text(_("The role is still in use.")), .status = 409})}};
}

std::vector<Sample> table_samples(Call const& call) {
  auto const row = [&](std::string_view number, Html const& badge) {
    return tr(td(a(href("/styles"), number)), td(_("Pothole")), td(badge), td(cls("number"), 3));
  };
  auto const rows = group(row("SR-27-000123", due_badge(call.now + hours{3}, false, false, call.now)),
                          row("SR-27-000124", due_badge(call.now - hours{50}, false, false, call.now)));
  std::vector<Message> const columns{_("Number"), _("Service"), _("Due"), _("Photos")};
  return {{_("A grid"), office_table(_("Requests as a grid"), columns, rows)},
          {_("Cards on small screens"), office_table(_("Requests as cards"), columns, rows, TableShape::cards)}};
}

std::vector<Sample> act_samples(Call const& call) { return {{_("As it comes"), act_button(call, "/styles", _("Undo"))}}; }

std::vector<Sample> hint_samples(Call const&) { return {{_("As it comes"), span(cls("hint"), hint(_("Only staff see it.")))}}; }

std::vector<Sample> time_samples(Call const& call) { return {{_("A moment"), time_of(call, call.now)}}; }
std::vector<Sample> date_samples(Call const& call) { return {{_("A day"), date_of(call, call.now)}}; }

std::vector<Sample> diff_samples(Call const&) {
  constexpr auto kind = ChangeKind::additive;
  DefinitionDiff const found{.kind = kind, .changes = {{kind, "/questions/size", "A question is new: size."}}};
  return {{_("Something changed"), diff_section(_("What the new version changes"), found)},
          {_("Nothing changed"), diff_section(_("What the new version changes"), {})}};
}

std::vector<Sample> lines_samples(Call const&) {
  return {{_("A line in place of another"), source_lines(line_diff("Call us.\nWe come on Monday.\n", "Call us.\nWe come on Tuesday.\n"))}};
}

std::vector<Sample> qr_samples(Call const&) {
  auto const code = qr_picture("https://fairhaven.example/desk", _("A QR code that opens this work order"));
  return {{_("On paper"), figure(cls("qr"), code, figcaption("WO-27-000041"))}, {_("Large"), figure(cls("qr large"), code)}};
}

std::vector<Sample> seal_samples(Call const& call) {
  return {{_("Of this city"), span(cls("brand"), seal(call), call.city.settings.get()->name)},
          {_("Letters"), span(cls("brand"), span(cls("seal"), aria("hidden", "true"), "FH"), "Fairhaven")}};
}

std::vector<Sample> foot_samples(Call const& call) {
  auto const own = city_foot(call);
  return {{_("Of this city"), own.empty() ? p(cls("soft"), _("The city has written nothing for the foot of its pages.")) : own}};
}

}  // namespace

std::span<Component const> part_components() {
  static std::array const all{
      Component{"due_badge", _("How long is left, for staff."), due_samples},
      Component{"facts", _("Names and values."), facts_samples},
      Component{"folded_when_narrow", _("What a phone shows behind its title, and a wide screen at once."), narrow_samples},
      Component{"empty_state", _("Instead of an empty list: what to do first."), empty_samples},
      Component{"note", _("A strip that says how something went."), note_samples},
      Component{"told_strip", _("The strip above an office form."), told_samples},
      Component{"office_table", _("Tables of the office; wide ones scroll in their own frame."), table_samples},
      Component{"act_button", _("An act that needs nothing but a press."), act_samples},
      Component{"hint", _("Words of help beside a control."), hint_samples},
      Component{"time_of", _("A moment in the city's time and the reader's form."), time_samples},
      Component{"date_of", _("A day in the reader's form."), date_samples},
      Component{"diff_section", _("What another version of a service changes, in words."), diff_samples},
      Component{"source_lines", _("Lines that went and came."), lines_samples},
      Component{"qr_picture", _("What a phone reads from paper or from the screen."), qr_samples},
      Component{"seal", _("The sign beside the city's name."), seal_samples},
      Component{"city_foot", _("What the city says at the foot of each page."), foot_samples},
  };
  return all;
}

}  // namespace cityhall
