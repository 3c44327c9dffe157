// The workflow: its picture, its states, one state; and the due times of all of them.
#include "base/json.h"
#include "base/text.h"
#include "services/studio/diagram.h"
#include "services/studio/parts.h"
#include "services/studio/places.h"
#include "services/studio/plain_words.h"

namespace cityhall::studio {
namespace {

using namespace web;
using namespace web::tag;

constexpr auto states_place = "/workflow/states";

std::string state_path(Sheet const& sheet, std::string const& at) {
  return with_query(path_of(sheet.view.draft) + "/parts/workflow", {{"at", at}});
}

Html state_row(Sheet const& sheet, std::string const& name) {
  auto const at = below(states_place, name);
  return li(a(href(state_path(sheet, at)), state_label(sheet.call, sheet.view, name)), span(cls("soft small"), " ", name), " ",
            entry_acts(sheet, at));
}

}  // namespace

Html state_rows(Sheet const& sheet) {
  auto const* states = find_at(*sheet.view.file, states_place);
  Html rows;
  if (states != nullptr && states->is_object())
    for (auto const& [state, unused] : states->items()) rows += state_row(sheet, state);
  return ul(cls("links"), rows);
}

Html workflow_part(Sheet const& sheet, std::string const& at) {
  if (!at.empty() && find_at(*sheet.view.file, at) != nullptr && above(at) == states_place)
    return group(p(a(cls("back"), href(path_of(sheet.view.draft) + "/parts/workflow"), _("The whole workflow"))), hidden_field("at", at),
                 h2(_("State"), " ", state_label(sheet.call, sheet.view, last_step(at))), notes_at(sheet, at),
                 input_field({.name = std::string{control::key} + at,
                              .label = _("Short name"),
                              .entered = &sheet.entered,
                              .value = last_step(at),
                              .required = true}),
                 members(sheet, at), entry_acts(sheet, at));
  auto const picture = sheet.view.definition == nullptr
                           ? nothing()
                           : workflow_picture(sheet.call, sheet.view.definition->workflow, path_of(sheet.view.draft) + "/parts/workflow");
  return group(div(id("field-/workflow"), notes_at(sheet, "/workflow"), notes_at(sheet, states_place)), picture,
               member_at(sheet, "/workflow/start"),
               section(h2(_("States")), state_rows(sheet),
                       div(cls("actions"), sheet_button("add /workflow/states", group(_("Add a state")), "quiet"))));
}

Html due_part(Sheet const& sheet, std::string const&) {
  auto const* states = find_at(*sheet.view.file, states_place);
  Html all;
  if (states != nullptr && states->is_object())
    for (auto const& [state, unused] : states->items()) {
      auto const at = below(states_place, state);
      all += section(h2(_("State"), " ", state_label(sheet.call, sheet.view, state)), members(sheet, at, {"sla", "clock", "after"}));
    }
  return group(p(_("The due time of a case is that of the first state that has one. Business days leave out weekends and holidays.")), all);
}

}  // namespace cityhall::studio
