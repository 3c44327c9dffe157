#include "services/studio/draft.h"

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/accounts/account.h"
#include "kernel/bell/bell.h"
#include "kernel/city.h"
#include "kernel/definitions/city_context.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/definitions_store.h"
#include "kernel/definitions/form_check.h"
#include "kernel/definitions/print.h"
#include "kernel/events/event.h"
#include "kernel/run_unit.h"
#include "services/studio/draft_rows.h"
#include "store/transaction.h"

namespace cityhall::studio {
namespace {

constexpr std::size_t json_bytes_most = 512U * 1024;
constexpr std::chrono::hours kept_for{90 * 24};

Json said_of(Draft const& draft) { return {{"draft", draft.id.value}, {"service", draft.service}}; }

void require_open(Draft const& draft) {
  if (draft.state == DraftState::discarded)
    throw conflict("draft.discarded", _("This draft was thrown away."), _("Bring it back first, on the page of all drafts."));
  if (draft.state == DraftState::published)
    throw conflict("draft.published", _("This draft is published already."), _("Begin a new draft from the version in force."));
}

DraftId begin(Unit& unit, Json const& file, int base_version) {
  Draft const draft{.id = unit.city.ids().make<DraftId>(),
                    .service = text_of(file, "id"),
                    .base_version = base_version,
                    .json = print_definition(file),
                    .begun = unit.now,
                    .begun_by = unit.actor.account,
                    .saved = unit.now,
                    .saved_by = unit.actor.account};
  draft_rows::add(unit, draft);
  append(unit, "draft.begun", {}, said_of(draft));
  return draft.id;
}

/// The file of the newest version.
Json published_file(Unit& unit, std::string_view service) {
  auto const version = newest_version(unit.city, service);
  if (version == 0) throw not_found(_("There is no such service."));
  auto json = parse_json(definition_source(view_of(unit), service, version));
  if (!json) throw not_found(_("There is no such service."));
  return *std::move(json);
}

void require_free_id(Unit& unit, std::string_view id) {
  if (!is_id(id))
    throw invalid_fields({{"new_id", "invalid", _("Use small letters, digits and hyphens, such as bench-broken; at most 64.")}});
  if (newest_version(unit.city, id) > 0)
    throw invalid_fields({{"new_id", "taken", _("There is a service of that name already. Change it, or choose another name.")}});
  if (draft_rows::open_draft_of(unit.tx, id))
    throw invalid_fields({{"new_id", "taken", _("There is a draft of that name already. Go on with it, or choose another name.")}});
}

/// A service that can be asked for as soon as it has its words.
Json blank_file(std::string_view id) {
  auto const closing = Json{{"to", "closed"}, {"by", Json::array({"dispatcher"})}, {"need", "comment"}};
  auto const reopening = Json{{"to", "open"}, {"by", "reporter"}, {"within", "P14D"}};
  auto const open = Json{{"public", "open"}, {"sla", "P5BD"}, {"actions", {{"close", closing}}}, {"on", {{"work-order-done", "closed"}}}};
  auto const closed = Json{{"public", "closed"}, {"actions", {{"reopen", reopening}}}, {"end", true}};
  auto const told = Json{{"on", "state:closed"}, {"to", Json::array({"reporter", "followers"})}, {"template", "request-closed"}};
  return {{"format", "city-service/1"},
          {"id", id},
          {"version", 1},
          {"owner", "city-hall"},
          {"record", "request"},
          {"number", "SR-{yy}-{seq:6}"},
          {"channels", Json::array({"web", "phone", "counter"})},
          {"questions", Json::array()},
          {"workflow", {{"start", "open"}, {"states", {{"open", open}, {"closed", closed}}}}},
          {"notify", Json::array({told})}};
}

void bump(Unit& unit, Draft& draft) {
  ++draft.revision;
  draft.saved = unit.now;
  draft.saved_by = unit.actor.account;
  draft_rows::change(unit, draft);
  draft_rows::add_revision(unit, draft);
}

/// Whoever set the time publishes, in the name of whom the version then stands.
Actor publisher_of(Draft const& draft) {
  auto actor = system_actor("studio");
  actor.account = draft.publish_by;
  return actor;
}

std::string in_words_of_publisher(Unit& unit, Draft const& draft, Message const& message) {
  auto const actor = publisher_of(draft);
  auto const person = account({unit.city, unit.tx, actor}, draft.publish_by);
  return unit.city.translations().text(message, unit.city.settings.get()->language_for(person.language));
}

/// A time was set for another text: who may publish approves what is written now, anybody else takes the approval back.
void change_approval(Unit& unit, Draft& draft) {
  if (!draft.publish_at) return;
  if (unit.actor.may("admin.services")) {
    draft.publish_by = unit.actor.account;
    return;
  }
  ring(unit, draft.publish_by,
       {.key = "studio/" + to_text(draft.id) + "/unscheduled/" + std::to_string(draft.revision),
        .kind = "draft.unscheduled",
        .by = unit.actor.name + ": " + draft.service,
        .text = in_words_of_publisher(
            unit, draft, _("This draft was changed after you set its time. It goes live only when you look at it and set a time again."))});
  draft.publish_at.reset();
  draft.publish_by = {};
  append(unit, "draft.unscheduled", {}, said_of(draft));
}

void tell_of_failure(Unit& unit, Draft draft, Refusal const& refusal) {
  auto const reason = in_words_of_publisher(unit, draft, refusal.message);
  ring(unit, draft.publish_by,
       {.key = "studio/" + to_text(draft.id) + "/" + std::to_string(draft.revision),
        .kind = "draft.not_published",
        .by = unit.city.settings.get()->name + ": " + draft.service,
        .text = reason});
  draft.publish_at.reset();
  draft.fault = reason;
  draft_rows::change(unit, draft);
  append(unit, "draft.not_published", {}, said_of(draft));
}

}  // namespace

int newest_version(City& city, std::string_view service) {
  auto const definitions = city.definitions.get();
  auto const versions = definitions->versions(service);
  return versions.empty() ? 0 : versions.back()->definition->version;
}

DraftId begin_from(Unit& unit, std::string_view service) {
  require(unit.actor, "studio.edit");
  if (auto const known = draft_rows::open_draft_of(unit.tx, service)) return known->id;
  return begin(unit, published_file(unit, service), newest_version(unit.city, service));
}

DraftId begin_copy(Unit& unit, std::string_view service, std::string_view new_id) {
  require(unit.actor, "studio.edit");
  require_free_id(unit, new_id);
  auto file = published_file(unit, service);
  file["id"] = new_id;
  file["version"] = 1;
  // Two services never share a code.
  if (file.contains("open311") && file["open311"].is_object()) file["open311"]["service_code"] = new_id;
  return begin(unit, file, 0);
}

DraftId begin_blank(Unit& unit, std::string_view new_id) {
  require(unit.actor, "studio.edit");
  require_free_id(unit, new_id);
  return begin(unit, blank_file(new_id), 0);
}

void keep(Unit& unit, Draft const& draft, Json const& file) {
  require(unit.actor, "studio.edit");
  require_open(draft);
  auto next = draft;
  next.json = print_definition(file);
  if (next.json == draft.json) return;
  if (next.json.size() > json_bytes_most)
    throw invalid("draft.too_large", _("The file would be larger than 512 KB."), _("Make it smaller: fewer options, shorter texts."));
  if (auto const id = text_of(file, "id"); !id.empty()) next.service = id;
  if (draft.base_version > 0 && next.service != draft.service)
    throw invalid("draft.id", _("The name in files of a published service never changes."),
                  _("Copy the service to have it under another name."));
  change_approval(unit, next);
  bump(unit, next);
  append(unit, "draft.saved", {}, said_of(next));
}

void go_back(Unit& unit, Draft const& draft, std::int64_t revision) {
  auto const file = parse_json(source_of(view_of(unit), draft.id, revision));
  if (file) keep(unit, draft, *file);
}

void discard(Unit& unit, Draft const& draft) {
  require(unit.actor, "studio.edit");
  require_open(draft);
  auto next = draft;
  next.state = DraftState::discarded;
  next.publish_at.reset();
  next.saved = unit.now;
  draft_rows::change(unit, next);
  append(unit, "draft.discarded", {}, said_of(draft));
}

void restore(Unit& unit, Draft const& draft) {
  require(unit.actor, "studio.edit");
  if (draft.state != DraftState::discarded) return;
  if (draft_rows::open_draft_of(unit.tx, draft.service))
    throw conflict("draft.another", _("Another draft of this service was begun meanwhile."), _("Publish or discard that one first."));
  auto next = draft;
  next.state = DraftState::open;
  draft_rows::change(unit, next);
  append(unit, "draft.restored", {}, said_of(draft));
}

DefinitionPtr publish(Unit& unit, Draft const& draft, int over) {
  require(unit.actor, "studio.edit");
  require_open(draft);
  auto const newest = newest_version(unit.city, draft.service);
  if (newest != draft.base_version && newest != over)
    throw conflict("draft.behind",
                   _("Version {version} was published since this draft was begun. Publishing would undo what it changed.")
                       .with("version", std::to_string(newest)),
                   _("Look at the differences below; then publish over it, or begin again from the version in force."));
  auto file = parse_json(draft.json);
  if (!file) throw invalid("definition.faulty", _("This draft is no service."), _("Correct it as JSON."));
  (*file)["version"] = newest + 1;
  auto const definition = publish_definition(unit, print_definition(*file), check_context(view_of(unit)));
  auto next = draft;
  next.state = DraftState::published;
  next.publish_at.reset();
  next.fault.clear();
  draft_rows::change(unit, next);
  append(unit, "draft.published", {}, said_of(draft));
  return definition;
}

void schedule(Unit& unit, Draft const& draft, std::optional<Time> at) {
  require(unit.actor, "studio.edit");
  require(unit.actor, "admin.services");
  require_open(draft);
  auto next = draft;
  next.publish_at = at;
  next.publish_by = at ? unit.actor.account : AccountId{};
  next.fault.clear();
  draft_rows::change(unit, next);
  append(unit, at ? "draft.scheduled" : "draft.unscheduled", {}, said_of(draft));
}

void publish_due(City& city) {
  auto const looking = system_actor("studio");
  auto const found = run_view(city, looking, [&](View const& view) { return draft_rows::due(view.reader, city.clock().now()); });
  for (auto const& draft : found) {
    auto const actor = publisher_of(draft);
    run_unit(city, actor, [&](Unit& unit) {
      try {
        unit.tx.attempt([&] { publish(unit, draft, 0); });
      } catch (Refusal const& refusal) {
        tell_of_failure(unit, draft, refusal);
      }
    });
  }
}

void forget_drafts(City& city) {
  run_unit(city, system_actor("studio"), [](Unit& unit) { draft_rows::remove_before(unit, unit.now - kept_for); });
}

}  // namespace cityhall::studio
