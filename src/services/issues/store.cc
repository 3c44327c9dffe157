#include <set>

#include "base/crypto.h"
#include "base/refusal.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/files/unused.h"
#include "kernel/run_unit.h"
#include "services/issues/draft.h"

namespace cityhall {
namespace {

Json contact_json(NewParty const& contact) { return {{"name", contact.name}, {"email", contact.email}, {"phone", contact.phone}}; }

Json files_json(std::vector<DraftFile> const& files) {
  auto list = Json::array();
  for (auto const& file : files) list.push_back({{"question", file.question}, {"file", file.file.value}});
  return list;
}

Json stored_json(std::string const& text) {
  auto parsed = parse_json(text);
  return parsed ? std::move(*parsed) : Json::object();
}

}  // namespace

void begin_draft(Unit& unit, Draft& draft) {
  draft.token = unit.city.random().token();
  unit.tx.run(
      R"sql(INSERT INTO drafts (token_hash, service, version, language, channel, answers, files, contact, number, created_at, updated_at,
                      sitting)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', $9, $9, $10))sql",
      sha256_hex(draft.token), draft.definition->id, draft.definition->version, draft.language, to_text(draft.channel),
      to_text(draft.answers), to_text(files_json(draft.files)), to_text(contact_json(draft.contact)), unit.now, draft.sitting);
}

void save_draft(Unit& unit, Draft const& draft) {
  unit.tx.run(R"sql(UPDATE drafts SET language = $2, answers = $3, files = $4, contact = $5, case_id = $6, number = $7, updated_at = $8,
                      alike = $9 WHERE token_hash = $1)sql",
              sha256_hex(draft.token), draft.language, to_text(draft.answers), to_text(files_json(draft.files)),
              to_text(contact_json(draft.contact)), draft.case_id ? std::optional{draft.case_id} : std::nullopt, draft.number, unit.now,
              draft.alike);
}

Draft draft_by_token(View const& view, std::string_view token) {
  auto const row = view.reader.maybe(
      R"sql(SELECT service, version, language, channel, answers, files, contact, case_id, number, updated_at, alike, sitting
            FROM drafts WHERE token_hash = $1)sql",
      sha256_hex(token));
  if (!row || row->get<Time>(9) + draft_life < view.city.clock().now()) throw draft_gone();
  Draft draft{.token = std::string{token},
              .definition = view.city.definitions.get()->find(row->get<std::string>(0), row->get<int>(1)),
              .language = row->get<std::string>(2),
              .channel = channel_from(row->get<std::string>(3)),
              .answers = stored_json(row->get<std::string>(4)),
              .case_id = row->get<std::optional<CaseId>>(7).value_or(CaseId{}),
              .alike = row->get<std::string>(10),
              .number = row->get<std::string>(8),
              .sitting = row->get<std::string>(11)};
  for (auto const& file : stored_json(row->get<std::string>(5)))
    draft.files.push_back({text_of(file, "question"), FileId{file.at("file").get<std::int64_t>()}});
  auto const contact = stored_json(row->get<std::string>(6));
  draft.contact = {.name = text_of(contact, "name"), .email = text_of(contact, "email"), .phone = text_of(contact, "phone")};
  return draft;
}

void end_draft(Unit& unit, std::string_view token) {
  auto const long_ago = unit.now - draft_life - std::chrono::seconds{1};
  auto const hash = sha256_hex(token);
  unit.tx.run(R"sql(UPDATE drafts SET updated_at = $2 WHERE token_hash = $1 AND case_id IS NULL)sql", hash, long_ago);
  unit.tx.run(R"sql(UPDATE beginnings SET updated_at = $2 WHERE token_hash = $1)sql", hash, long_ago);
}

namespace {

constexpr std::int64_t drafts_at_once = 100;

/// Reports that nobody went on with, and the photos that only they have.
struct Ended {
  std::vector<std::string> drafts{};
  std::vector<std::string> beginnings{};
  std::set<FileId> photos{};
};

/// Some of them. A beginning shares its photos with the draft that was made of it.
Ended ended_drafts(View const& view, Time limit) {
  Ended ended;
  for (auto const row : view.reader.query(
           R"sql(SELECT token_hash, files FROM drafts WHERE updated_at < $1 ORDER BY updated_at LIMIT $2)sql", limit, drafts_at_once)) {
    ended.drafts.push_back(row.get<std::string>(0));
    for (auto const& file : stored_json(row.get<std::string>(1))) ended.photos.insert(FileId{file.at("file").get<std::int64_t>()});
  }
  for (auto const row : view.reader.query(
           R"sql(SELECT token_hash, files FROM beginnings WHERE updated_at < $1 ORDER BY updated_at LIMIT $2)sql", limit, drafts_at_once)) {
    ended.beginnings.push_back(row.get<std::string>(0));
    for (auto const& file : stored_json(row.get<std::string>(1))) ended.photos.insert(FileId{file.get<std::int64_t>()});
  }
  if (ended.photos.empty()) return ended;
  for (auto const row : view.reader.query(R"sql(SELECT files FROM drafts WHERE updated_at >= $1
                                                UNION ALL SELECT files FROM beginnings WHERE updated_at >= $1)sql",
                                          limit))
    leave_out_named(row.get<std::string_view>(0), ended.photos);
  ended.photos = unused_files(view, std::move(ended.photos));
  return ended;
}

/// False when there was nothing to forget.
bool forget_some_drafts(City& city, Time limit) {
  auto const actor = system_actor("forget old drafts");
  auto const ended = run_view(city, actor, [&](View const& view) { return ended_drafts(view, limit); });
  if (ended.drafts.empty() && ended.beginnings.empty()) return false;
  run_unit(
      city, actor,
      [&](Unit& unit) {
        for (auto const& token_hash : ended.drafts) unit.tx.run(R"sql(DELETE FROM drafts WHERE token_hash = $1)sql", token_hash);
        for (auto const& token_hash : ended.beginnings) unit.tx.run(R"sql(DELETE FROM beginnings WHERE token_hash = $1)sql", token_hash);
        remove_files(unit, ended.photos);
      },
      store::Lane::bulk);
  return true;
}

}  // namespace

void forget_old_drafts(City& city) {
  auto const limit = city.clock().now() - draft_life;
  while (!city.stopping && forget_some_drafts(city, limit)) {}
}

}  // namespace cityhall
