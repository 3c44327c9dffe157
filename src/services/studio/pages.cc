#include "services/studio/pages.h"

#include "base/json.h"
#include "base/text.h"
#include "base/time_zone.h"
#include "kernel/definitions/definition_set.h"
#include "services/page/dates.h"
#include "services/page/parts.h"
#include "services/studio/places.h"

namespace cityhall::studio {
namespace {

using namespace web;
using namespace web::tag;

constexpr std::size_t faults_shown = 12;

std::string draft_title(Call const& call, Draft const& draft) {
  auto const json = parse_json(draft.json);
  if (!json || !json->is_object() || !json->contains("title")) return draft.service;
  auto const& title = (*json)["title"];
  auto const text = title.is_object() ? text_of(title, call.language) : std::string{};
  return text.empty() ? draft.service : text;
}

Html schedule_badge(Call const& call, Draft const& draft) {
  if (!draft.fault.empty()) return span(cls("badge late"), _("Did not go live"));
  if (draft.publish_at) return group(span(cls("badge soon"), _("Goes live")), " ", time_of(call, *draft.publish_at));
  return draft.base_version == 0 ? span(cls("badge open"), _("New service"))
                                 : span(cls("badge"), _("From version {version}").with("version", std::to_string(draft.base_version)));
}

Html draft_row(Call const& call, Draft const& draft) {
  return tr(td(a(href(path_of(draft)), draft_title(call, draft))), td(schedule_badge(call, draft)), td(time_of(call, draft.saved)),
            td(name_of(call, draft.saved_by)));
}

Html discarded_row(Call const& call, Draft const& draft) {
  return tr(td(draft_title(call, draft)), td(time_of(call, draft.saved)),
            td(act_button(call, path_of(draft) + "/restoring", _("Bring it back"))));
}

std::vector<web::Option> service_options(Call const& call, ListView const& view) {
  std::vector<web::Option> options{{"", "–"}};
  for (auto const& definition : view.services) options.push_back({definition->id, std::string{definition->title.in(call.language)}});
  return options;
}

Html begin_forms(Call const& call, ListView const& view) {
  auto const services = service_options(call, view);
  auto const* entered = &view.told.entered;
  auto const form = [&](std::string_view from, Message const& heading, Html const& fields) {
    return post_form({.action = "/admin/studio", .csrf_token = call.csrf_token, .css_class = "panel"}, h3(heading),
                     hidden_field("from", from), fields, submit(_("Begin")));
  };
  bool const blank = entered->value("from") == "blank";
  bool const copy = entered->value("from") == "copy";
  // The one that was refused keeps the plain ids, to which the list of faults leads.
  auto const apart = [&](std::string_view from) { return entered->value("from") == from ? std::string_view{} : from; };
  auto const pick = [&](std::string_view from) {
    return select_field(
        {.name = "service", .label = _("Service"), .entered = blank ? nullptr : entered, .required = true, .form = apart(from)}, services);
  };
  auto const id = [&](std::string_view from, bool mine) {
    return input_field({.name = "new_id",
                        .label = _("Name in files"),
                        .hint = group(_("Small letters, digits and hyphens, such as bench-broken. It never changes.")),
                        .entered = mine ? entered : nullptr,
                        .required = true,
                        .attributes = {autocomplete("off")},
                        .form = apart(from)});
  };
  return div(cls("cards"), form("live", _("Change a service"), pick("live")),
             form("copy", _("Copy a service"), group(pick("copy"), id("copy", copy))),
             form("blank", _("Begin with nothing"), id("blank", blank)));
}

Html fault_item(DraftView const& view, cityhall::Fault const& fault) {
  return li(a(href(page_for(view.draft, fault.pointer)), fault.message),
            fault.fix.empty() ? nothing() : group(" ", span(cls("soft"), fault.fix)), " ", code(cls("soft small"), fault.pointer));
}

Html parts_menu(DraftView const& view, std::string_view current) {
  auto const path = path_of(view.draft);
  auto const entry = [&](std::string const& address, std::string_view id, Message const& words) {
    return li(a(href(address), id == current ? aria("current", "page") : none(), words));
  };
  Html all = entry(path, "overview", _("Overview"));
  for (auto const& part : parts()) all += entry(path + "/parts/" + std::string{part.id}, part.id, part.title);
  return nav(aria("label", _("Parts of the service")),
             ul(cls("chips studio-parts"), all, entry(path + "/preview", "preview", _("Preview")), entry(path + "/json", "json", _("JSON")),
                entry(path + "/changes", "changes", _("Changes and publishing"))));
}

Html clash_row(Clash const& clash) {
  return li(code(clash.pointer), ": ",
            sentence(_("you wrote {mine}, meanwhile it says {theirs}"),
                     {{"mine", code(clash.mine.empty() ? "–" : clash.mine)}, {"theirs", code(clash.theirs.empty() ? "–" : clash.theirs)}}));
}

/// Beside the button: "Saved 10:42 AM". A script puts it there, and the other sentence when the city could not be reached.
Html saved_state(Call const& call, PartView const& view) {
  auto const& draft = view.draft.draft;
  auto const zone = call.city.zone();
  auto const clock = group(clock_time(zone, draft.saved, call.language));
  auto const told = view.autosaved ? sentence(_("Saved {time}"), {{"time", clock}}) : nothing();
  return span(id("saved-state"), cls("soft small"), role("status"),
              data("failed", call.text(_("Not saved yet: the city cannot be reached. It is tried again."))), told);
}

}  // namespace

Html drafts_table(Call const& call, std::vector<Draft> const& drafts) {
  return office_table(_("Drafts"), {_("Service"), _("State"), _("Saved"), _("By")},
                      each(drafts, [&](Draft const& draft) { return draft_row(call, draft); }));
}

Response list_page(Call const& call, ListView const& view) {
  auto const open = view.open.empty()
                        ? empty_state(_("No draft yet."), _("Choose a service below: nothing changes for residents until you publish."))
                        : drafts_table(call, view.open);
  auto const gone = view.discarded.empty()
                        ? nothing()
                        : section(id("discarded"), h2(_("Thrown away")),
                                  office_table(_("Thrown away"), {_("Service"), _("When"), _("Undo")},
                                               each(view.discarded, [&](Draft const& draft) { return discarded_row(call, draft); })));
  auto const content = group(told_strip(call, view.told), open, section(h2(_("Begin a draft")), begin_forms(call, view)), gone);
  return office_page(call, {.title = _("Studio"), .content = content, .path = "/admin/studio", .style = "studio.css"}, view.told.status);
}

Html verdict_note(DraftView const& view) {
  auto const failed = std::count_if(view.tests.begin(), view.tests.end(), [](TestResult const& one) { return !one.passed(); });
  auto const tests = view.tests.empty() ? group(_("No tests yet."))
                     : failed == 0 ? group(_n("{count} test passed.", "All {count} tests passed.", static_cast<long>(view.tests.size())))
                                   : group(_n("{count} test failed.", "{count} tests failed.", static_cast<long>(failed)));
  if (view.faults.empty()) return div(cls("note good"), p(_("No faults: this may be published."), " ", tests));
  Html first, rest;
  for (std::size_t i = 0; i < view.faults.size(); ++i) (i < faults_shown ? first : rest) += fault_item(view, view.faults[i]);
  auto const more = rest.empty() ? nothing() : details(summary(_("More")), ul(rest));
  return div(cls("note warn"),
             p(strong(_n("{count} thing is to be put right before this can be published.",
                         "{count} things are to be put right before this can be published.", static_cast<long>(view.faults.size()))),
               " ", tests),
             details(open(), summary(_("What is to be put right")), ul(first), more));
}

Html verdict(DraftView const& view) { return div(id("verdict"), data("live", "yes"), role("status"), verdict_note(view)); }

Response draft_page(Call const& call, DraftView const& view, DraftPage const& page) {
  auto const& draft = view.draft;
  auto const saved_line =
      p(cls("soft small"),
        sentence(_("Saved {when} by {who}."), {{"when", time_of(call, draft.saved)}, {"who", group(name_of(call, draft.saved_by))}}));
  auto const closed =
      draft.state == DraftState::open ? nothing()
      : draft.state == DraftState::published
          ? note("good", p(_("This draft is published. Begin a new one to change more.")))
          : div(cls("note warn"), p(_("This draft was thrown away.")), act_button(call, path_of(draft) + "/restoring", _("Bring it back")));
  auto const examined = page.beside.empty() ? group(verdict(view), page.content)
                                            : div(cls("studio-split"), verdict(view), div(page.content), page.beside);
  auto const content =
      group(p(a(cls("back"), href("/admin/studio"), _("All drafts"))), parts_menu(view, page.part), closed, examined, saved_line);
  return office_page(call,
                     {.title = Text{render(group(title_of(call, view), ": ", page.title.html()), words_of(call))},
                      .content = content,
                      .path = "/admin/studio",
                      .script = "studio.js",
                      .style = "studio.css"},
                     page.status);
}

Response overview_page(Call const& call, DraftView const& view, Told const& told) {
  auto const& draft = view.draft;
  auto const path = path_of(draft);
  auto const live = view.live == nullptr ? group(_("Not in force yet"))
                                         : group(_("Version {version}").with("version", std::to_string(view.live->version)));
  auto const rows = facts({{_("Name in files"), code(draft.service)},
                           {_("In force"), live},
                           {_("State"), schedule_badge(call, draft)},
                           {_("Begun by"), group(name_of(call, draft.begun_by))}});
  Html list;
  for (auto const& part : parts()) list += li(a(href(path + "/parts/" + std::string{part.id}), part.title));
  auto const acts =
      div(cls("actions"), a(cls("button"), href(path + "/changes"), _("Changes and publishing")),
          draft.state == DraftState::open ? act_button(call, path + "/discarding", _("Throw the draft away"), "button danger") : nothing());
  auto const content = group(told_strip(call, told), div(cls("panel"), rows), section(h2(_("Edit")), ul(cls("links"), list)), acts);
  return draft_page(call, view, {.title = _("Overview"), .part = "overview", .content = content});
}

Response part_page(Call const& call, PartView const& view) {
  auto const sheet = sheet_of(call, view.draft, view.errors);
  auto const path = path_of(view.draft.draft);
  auto const clashes = view.clashes.empty() ? nothing() : ul(each(view.clashes, clash_row));
  auto const notice = view.notice.empty() ? nothing() : div(cls("note bad"), role("alert"), p(view.notice), clashes);
  auto const saved_note = call.request.query.has("saved") ? note("good", p(_("Saved."))) : nothing();
  auto const action = path + "/parts/" + std::string{view.part.id};
  // A form that shows what somebody else wrote meanwhile is saved by its button only.
  bool const by_itself = view.status == 200 && view.draft.draft.state == DraftState::open;
  auto const form = div(data("examine", path + "/examinations/" + std::string{view.part.id}),
                        by_itself ? data("autosave", path + "/autosaves/" + std::string{view.part.id}) : none(),
                        sheet_form(sheet, action, view.part.content(sheet, view.at), saved_state(call, view)));
  return draft_page(call, view.draft,
                    {.title = view.part.title,
                     .part = view.part.id,
                     .content = group(div(id("notice"), notice), saved_note, error_summary(view.errors),
                                      h2(view.part.title), form),
                     .status = view.status,
                     .beside = preview_beside(call, view.draft, view.at)});
}

}  // namespace cityhall::studio
