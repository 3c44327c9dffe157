#include "base/refusal.h"
#include "kernel/city.h"
#include "services/studio/draft_rows.h"
#include "store/transaction.h"

namespace cityhall::studio {
namespace {

constexpr std::int64_t revisions_kept = 1000;  // one for each pause of who types

store::Query select_drafts() {
  return store::Query{
      R"sql(SELECT id, service, base_version, revision, json, state, begun_at, begun_by, saved_at, saved_by, publish_at, publish_by, fault
            FROM service_drafts)sql"};
}

std::string_view word_of(DraftState state) {
  if (state == DraftState::open) return "open";
  return state == DraftState::discarded ? "discarded" : "published";
}

DraftState draft_state_from(std::string_view word) {
  if (word == "open") return DraftState::open;
  return word == "discarded" ? DraftState::discarded : DraftState::published;
}

Draft draft_from(store::Row const& row) {
  return {.id = row.get<DraftId>(0),
          .service = row.get<std::string>(1),
          .base_version = row.get<int>(2),
          .revision = row.get<std::int64_t>(3),
          .json = row.get<std::string>(4),
          .state = draft_state_from(row.get<std::string_view>(5)),
          .begun = row.get<Time>(6),
          .begun_by = row.get<AccountId>(7),
          .saved = row.get<Time>(8),
          .saved_by = row.get<AccountId>(9),
          .publish_at = row.get<std::optional<Time>>(10),
          .publish_by = row.get<AccountId>(11),
          .fault = row.get<std::string>(12)};
}

std::vector<Draft> drafts_from(store::Reader& reader, store::Query const& query) {
  std::vector<Draft> found;
  for (auto const row : reader.query(query)) found.push_back(draft_from(row));
  return found;
}

}  // namespace

namespace draft_rows {

void add(Unit& unit, Draft const& draft) {
  unit.tx.run(
      R"sql(INSERT INTO service_drafts (id, service, base_version, revision, json, state, begun_at, begun_by, saved_at, saved_by, publish_at,
                                        publish_by, fault)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13))sql",
      draft.id, draft.service, draft.base_version, draft.revision, draft.json, word_of(draft.state), draft.begun, draft.begun_by,
      draft.saved, draft.saved_by, draft.publish_at, draft.publish_by, draft.fault);
  add_revision(unit, draft);
}

void change(Unit& unit, Draft const& draft) {
  unit.tx.run(
      R"sql(UPDATE service_drafts SET service = $2, base_version = $3, revision = $4, json = $5, state = $6, saved_at = $7, saved_by = $8,
                                      publish_at = $9, publish_by = $10, fault = $11
            WHERE id = $1)sql",
      draft.id, draft.service, draft.base_version, draft.revision, draft.json, word_of(draft.state), draft.saved, draft.saved_by,
      draft.publish_at, draft.publish_by, draft.fault);
}

void add_revision(Unit& unit, Draft const& draft) {
  unit.tx.run(R"sql(INSERT INTO service_draft_revisions (draft_id, revision, json, saved_at, saved_by) VALUES ($1, $2, $3, $4, $5))sql",
              draft.id, draft.revision, draft.json, draft.saved, draft.saved_by);
  unit.tx.run(R"sql(DELETE FROM service_draft_revisions WHERE draft_id = $1 AND revision <= $2)sql", draft.id,
              draft.revision - revisions_kept);
}

std::optional<Draft> open_draft_of(store::Reader& reader, std::string_view service) {
  auto found = drafts_from(reader, select_drafts().where("service = ?", service).where("state = 'open'").order_by("id").limit(1));
  return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
}

void remove_before(Unit& unit, Time limit) {
  unit.tx.run(
      R"sql(DELETE FROM service_draft_revisions
            WHERE draft_id IN (SELECT id FROM service_drafts WHERE state <> 'open' AND saved_at < $1))sql",
      limit);
  unit.tx.run(R"sql(DELETE FROM service_drafts WHERE state <> 'open' AND saved_at < $1)sql", limit);
}

std::vector<Draft> due(store::Reader& reader, Time now) {
  return drafts_from(reader, select_drafts().where("state = 'open'").where("publish_at <= ?", now).order_by("publish_at, id"));
}

}  // namespace draft_rows

Draft draft_by_id(View const& view, DraftId id) {
  require(view.actor, "studio.edit");
  auto found = drafts_from(view.reader, select_drafts().where("id = ?", id));
  if (found.empty()) throw not_found(_("There is no such draft."));
  return std::move(found.front());
}

std::vector<Draft> drafts(View const& view, DraftState state, std::size_t most) {
  require(view.actor, "studio.edit");
  return drafts_from(
      view.reader,
      select_drafts().where("state = ?", word_of(state)).order_by("saved_at DESC, id DESC").limit(static_cast<std::int64_t>(most)));
}

std::vector<DraftRevision> revisions_of(View const& view, DraftId id, std::size_t most) {
  std::vector<DraftRevision> found;
  for (auto const row : view.reader.query(
           R"sql(SELECT revision, saved_at, saved_by FROM service_draft_revisions WHERE draft_id = $1 ORDER BY revision DESC LIMIT $2)sql",
           id, static_cast<std::int64_t>(most)))
    found.push_back({row.get<std::int64_t>(0), row.get<Time>(1), row.get<AccountId>(2)});
  return found;
}

std::string source_of(View const& view, DraftId id, std::int64_t revision) {
  auto json = view.reader.maybe_value<std::string>(
      R"sql(SELECT json FROM service_draft_revisions WHERE draft_id = $1 AND revision = $2)sql", id, revision);
  if (!json) throw not_found(_("What the draft said then is not kept any more."), _("Open the draft again and make the change there."));
  return *std::move(json);
}

}  // namespace cityhall::studio
