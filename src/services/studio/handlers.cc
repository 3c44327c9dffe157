#include "services/studio/handlers.h"

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "base/time_zone.h"
#include "kernel/definitions/definition_set.h"
#include "services/studio/acts.h"
#include "services/studio/pages.h"
#include "services/studio/places.h"

namespace cityhall::studio {
namespace {

Draft asked_draft(Call const& call) { return draft_by_id(call.view(), DraftId{parse_id(call.path_value("draft"))}); }

Part const& asked_part(Call const& call) {
  auto const* part = find_part(call.path_value("part"));
  if (part == nullptr) throw not_found();
  return *part;
}

Json json_of(std::string const& text) {
  auto json = parse_json(text, {.bytes = 1024U * 1024, .depth = 64});
  return json ? *std::move(json) : Json::object();
}

/// What was sent, put into what the form was drawn from, and that brought together with what is kept now.
struct Sent {
  Draft draft;
  std::vector<FieldError> errors{};
  std::vector<Clash> clashes{};
  Json file{};  // where both changed something, it says what was sent
  bool behind = false;  // somebody saved since the form was drawn
};

Sent sent_form(Call const& call) {
  web::require_readable(call.request.form);
  Sent sent{.draft = asked_draft(call)};
  auto const& fields = call.request.form.fields;
  auto const now = json_of(sent.draft.json);
  auto const revision = parse_id(fields.get("revision"));
  sent.behind = revision != 0 && revision != sent.draft.revision;
  auto const base = !sent.behind ? now : json_of(source_of(call.view(), sent.draft.id, revision));
  auto typed = put_in(base, fields, known_of(view_with(call, sent.draft, base)));
  sent.errors = std::move(typed.errors);
  auto merged = merge(base, now, *typed.file);
  for (auto const& clash : merged.clashes) sent.clashes.push_back({clash.pointer, clash.theirs, clash.mine});
  sent.file = *std::move(merged.file);
  return sent;
}

/// The entry whose page it is; its name may have changed.
std::string entry_of(web::Parameters const& fields) {
  auto const at = std::string{fields.get("at")};
  auto const key = trim(fields.get(std::string{control::key} + at));
  return at.empty() || key.empty() ? at : below(above(at), key);
}

/// Where to go on after an act: an entry that was added has a page of its own when entries do.
std::string place_after(std::string const& at, std::string const& shown, Json const& file) {
  if (!shown.empty() && (above(shown) == "/questions" || above(shown) == "/tests" || above(shown) == "/workflow/states")) return shown;
  return find_at(file, at) == nullptr ? std::string{} : at;
}

struct BeginForm {
  std::string from;
  std::string service;
  std::string new_id;
};
BeginForm begin_form(Call const& call) {
  return web::try_read(
             web::Form<BeginForm>{web::field("from", &BeginForm::from).most(20), web::field("service", &BeginForm::service).most(64),
                                  web::field("new_id", &BeginForm::new_id).most(64)},
             call.request.form)
      .value;
}

ListView list_view(Call const& call) {
  ListView view{.open = drafts(call.view(), DraftState::open), .discarded = drafts(call.view(), DraftState::discarded, 20)};
  auto const definitions = call.city.definitions.get();
  view.services.assign(definitions->current().begin(), definitions->current().end());
  std::sort(view.services.begin(), view.services.end(),
            [&](auto const& a, auto const& b) { return fold(a->title.in(call.language)) < fold(b->title.in(call.language)); });
  return view;
}

}  // namespace

web::Response show_drafts(Call& call) { return list_page(call, list_view(call)); }

web::Response begin_draft(Call& call) {
  auto const form = begin_form(call);
  auto unit = call.unit();
  auto const id = form.from == "blank"  ? begin_blank(unit, trim(form.new_id))
                  : form.from == "copy" ? begin_copy(unit, form.service, trim(form.new_id))
                                        : begin_from(unit, form.service);
  return web::see_other("/admin/studio/" + to_text(id));
}

web::Response begin_again(Call& call, Refusal const& refusal) {
  auto view = list_view(call);
  view.told = told_of(call, refusal);
  return list_page(call, view);
}

web::Response show_draft(Call& call) { return overview_page(call, draft_view(call)); }

web::Response show_part(Call& call) {
  auto const& part = asked_part(call);
  return part_page(call, {.draft = draft_view(call), .part = part, .at = std::string{call.request.query.get("at")}});
}

web::Response save_part(Call& call) {
  auto const& part = asked_part(call);
  auto sent = sent_form(call);
  if (!sent.errors.empty()) throw invalid_fields(sent.errors);
  if (!sent.clashes.empty())
    throw conflict("draft.clash", _("Somebody else changed the same place meanwhile."), _("Look at both below. Saving again keeps yours."));
  auto const& fields = call.request.form.fields;
  auto const shown = act_on(sent.file, fields.get("act"));
  auto unit = call.unit();
  keep(unit, sent.draft, sent.file);
  auto const path = path_of(sent.draft) + "/parts/" + std::string{part.id};
  auto const at = place_after(entry_of(fields), fields.get("act").starts_with("add ") ? shown : std::string{}, sent.file);
  auto const anchor = shown.empty() ? std::string{} : "#field-" + percent_encode(shown);
  return web::see_other(with_query(path, {{"at", at}, {"saved", "yes"}}) + anchor);
}

web::Response part_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid && refusal.kind != RefusalKind::conflict) throw refusal;
  auto const& part = asked_part(call);
  auto sent = sent_form(call);
  auto const view = view_with(call, sent.draft, sent.file);
  return part_page(call, {.draft = view,
                          .part = part,
                          .at = entry_of(call.request.form.fields),
                          .errors = std::move(sent.errors),
                          .clashes = std::move(sent.clashes),
                          .notice = refusal.fields.empty() ? call.text(refusal.message) + " " + call.text(refusal.fix) : std::string{},
                          .status = refusal.kind == RefusalKind::conflict ? 409 : 422});
}

web::Response examine_part(Call& call) {
  auto const& part = asked_part(call);
  auto sent = sent_form(call);
  auto const view = view_with(call, sent.draft, sent.file);
  return part_page(call, {.draft = view, .part = part, .at = entry_of(call.request.form.fields), .errors = std::move(sent.errors)});
}

web::Response autosave_part(Call& call) {
  auto const& part = asked_part(call);
  auto sent = sent_form(call);
  if (!sent.errors.empty()) throw invalid_fields(sent.errors);
  // What others wrote would have to be put into a form in which somebody is typing: the button brings both together.
  if (sent.behind)
    throw conflict("draft.saved_meanwhile",
                   _("{who} saved this draft meanwhile. What you typed still stands here, and is not saved yet.")
                       .with("who", name_of(call, sent.draft.saved_by)),
                   _("Press Save: it brings both together."));
  auto unit = call.unit();
  keep(unit, sent.draft, sent.file);
  auto const view = view_with(call, draft_by_id(call.view(), sent.draft.id), sent.file);
  return part_page(call, {.draft = view, .part = part, .at = entry_of(call.request.form.fields), .autosaved = true});
}

web::Response show_changes(Call& call) { return changes_page(call, draft_view(call)); }

web::Response publish_draft(Call& call) {
  auto const draft = asked_draft(call);
  auto unit = call.unit();
  auto const over = static_cast<int>(parse_id(call.request.form.fields.get("over")));
  auto const definition = publish(unit, draft, over);
  return saved("/admin/services/" + definition->id, "published");
}

web::Response publish_again(Call& call, Refusal const& refusal) {
  auto told = told_of(call, refusal);
  // The faults of a definition stand above, each with a link to its field.
  if (refusal.code == "definition.faulty") told.entered.errors.clear();
  return changes_page(call, draft_view(call), told);
}

web::Response schedule_draft(Call& call) {
  auto const draft = asked_draft(call);
  auto const& fields = call.request.form.fields;
  auto const zone = call.city.zone();
  auto const date = parse_date(fields.get("date"));
  auto const clock = fields.get("time");
  auto const hours = parse_id(clock.substr(0, clock.find(':')));
  auto const minutes = clock.find(':') == std::string_view::npos ? 0 : parse_id(clock.substr(clock.find(':') + 1));
  if (!date) throw invalid_fields({{"date", "invalid", _("Enter a day.")}});
  if (clock.size() < 4 || hours > 23 || minutes > 59) throw invalid_fields({{"time", "invalid", _("Enter a time, such as 06:00.")}});
  auto const at = zone.instant(*date, std::chrono::hours{hours} + std::chrono::minutes{minutes});
  if (at <= call.now) throw invalid_fields({{"date", "past", _("This time has passed. Choose a later one, or publish now.")}});
  auto unit = call.unit();
  schedule(unit, draft, at);
  return saved(path_of(draft) + "/changes");
}

web::Response unschedule_draft(Call& call) {
  auto const draft = asked_draft(call);
  auto unit = call.unit();
  schedule(unit, draft, std::nullopt);
  return saved(path_of(draft) + "/changes");
}

web::Response go_back_to(Call& call) {
  auto const draft = asked_draft(call);
  auto unit = call.unit();
  go_back(unit, draft, parse_id(call.request.form.fields.get("revision")));
  return saved(path_of(draft) + "/changes");
}

web::Response discard_draft(Call& call) {
  auto unit = call.unit();
  discard(unit, asked_draft(call));
  return web::see_other("/admin/studio?saved=yes&done=discarded#discarded");
}

web::Response restore_draft(Call& call) {
  auto const draft = asked_draft(call);
  auto unit = call.unit();
  restore(unit, draft);
  return saved(path_of(draft));
}

}  // namespace cityhall::studio
