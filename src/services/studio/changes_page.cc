// What the draft changes, and how it goes live.
#include "base/json.h"
#include "base/line_diff.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/definitions_store.h"
#include "kernel/definitions/diff.h"
#include "kernel/definitions/print.h"
#include "services/page/parts.h"
#include "services/page/version_words.h"
#include "services/studio/pages.h"

namespace cityhall::studio {
namespace {

using namespace web;
using namespace web::tag;

Html differences(Call const& call, DraftView const& view) {
  if (view.live == nullptr) return p(_("The service is new: there is nothing to compare it with."));
  if (view.definition == nullptr) return nothing();
  auto file = *view.file;
  // The version in the file says nothing: it is given when the draft is published.
  file["version"] = view.live->version;
  auto const printed = print_definition(file);
  auto const before = definition_source(call.view(), view.live->id, view.live->version);
  auto const after = parse_leniently(printed);
  auto const lines = line_diff(before, printed);
  return group(diff_section(_("Against the version in force"), diff(*view.live, *after.definition)),
               before == printed ? nothing() : details(summary(_("Line by line")), source_lines(lines)));
}

Html publish_forms(Call const& call, DraftView const& view, Told const& told) {
  auto const& draft = view.draft;
  auto const path = path_of(draft);
  if (draft.state != DraftState::open) return nothing();
  if (!call.actor.may("admin.services")) return p(cls("hint"), _("An administrator publishes it."));
  auto const newest = newest_version(call.city, draft.service);
  bool const behind = newest != draft.base_version;
  auto const now = post_form(
      {.action = path + "/publication", .csrf_token = call.csrf_token, .css_class = "panel"}, h3(_("Now")),
      behind
          ? group(note("warn", p(_("Version {version} was published since this draft was begun.").with("version", std::to_string(newest)))),
                  hidden_field("over", std::to_string(newest)))
          : nothing(),
      p(_("New requests follow it at once; running ones keep the version that they have.")),
      button(type("submit"), behind ? _("Publish over it") : _("Publish")));
  auto const day = input_field({.name = "date", .label = _("Day"), .entered = &told.entered, .required = true, .type = "date"});
  auto const hour =
      input_field({.name = "time", .label = _("Time"), .entered = &told.entered, .value = "06:00", .required = true, .type = "time"});
  auto const later =
      draft.publish_at ? div(cls("panel"), h3(_("At a time")), p(_("Goes live"), " ", strong(time_of(call, *draft.publish_at))),
                             act_button(call, path + "/schedule/removal", _("Not by itself")))
                       : post_form({.action = path + "/schedule", .csrf_token = call.csrf_token, .css_class = "panel"}, h3(_("At a time")),
                                   div(cls("row"), day, hour), button(type("submit"), cls("quiet"), _("Let it go live then")));
  return section(h2(_("Publish")),
                 draft.fault.empty() ? nothing() : note("bad", p(_("It did not go live at its time: {why}").with("why", draft.fault))),
                 div(cls("cards"), now, later));
}

/// Of what one person saved within some minutes, the last: drafts are saved while they are typed.
std::vector<DraftRevision> without_pauses(std::vector<DraftRevision> const& all) {
  constexpr std::chrono::minutes together{5};
  std::vector<DraftRevision> shown;
  for (auto const& one : all) {
    auto const* later = shown.empty() || one.revision == 1 ? nullptr : &shown.back();
    bool const pause = later != nullptr && later->saved_by == one.saved_by && later->saved - one.saved < together;
    if (!pause) shown.push_back(one);
  }
  constexpr std::size_t most = 50;
  if (shown.size() > most) shown.resize(most);
  return shown;
}

Html history(Call const& call, DraftView const& view) {
  auto const& draft = view.draft;
  auto const row = [&](DraftRevision const& revision) {
    bool const here = revision.revision == draft.revision;
    auto const back = here || draft.state != DraftState::open
                          ? nothing()
                          : post_form({.action = path_of(draft) + "/returns", .csrf_token = call.csrf_token},
                                      hidden_field("revision", std::to_string(revision.revision)),
                                      button(type("submit"), cls("quiet small-act"), _("Back to this")));
    return tr(td(revision.revision), td(time_of(call, revision.saved)), td(name_of(call, revision.saved_by)),
              td(here ? span(cls("badge good"), _("Now")) : back));
  };
  return section(h2(_("What was saved")), office_table(_("What was saved"), {_("Number"), _("When"), _("By"), _("Back")},
                                                       each(without_pauses(revisions_of(call.view(), draft.id, 1000)), row)));
}

}  // namespace

Response changes_page(Call const& call, DraftView const& view, Told const& told) {
  auto const content = group(told_strip(call, told), h2(_("Changes and publishing")), differences(call, view),
                             publish_forms(call, view, told), history(call, view));
  return draft_page(call, view, {.title = _("Changes and publishing"), .part = "changes", .content = content, .status = told.status});
}

}  // namespace cityhall::studio
