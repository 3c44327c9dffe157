#include <set>

#include "base/json.h"
#include "kernel/cases/public_case.h"
#include "kernel/cases/public_rows.h"
#include "kernel/cases/screening.h"
#include "kernel/city.h"
#include "kernel/events/rows.h"

namespace cityhall {
namespace {

std::vector<FileId> files_in(Json const& data) {
  std::vector<FileId> files;
  auto const found = data.find("files");
  if (found == data.end() || !found->is_array()) return files;
  for (auto const& id : *found)
    if (id.is_string()) files.push_back(FileId{parse_id(id.get<std::string>())});
  return files;
}

/// Replies that were undone before anybody was told.
std::set<EventId> withdrawn_replies(View const& view, std::set<CaseId> const& cases) {
  std::set<EventId> ids;
  if (cases.empty()) return ids;
  auto const query = store::Query{R"sql(SELECT data FROM events)sql"}.where("type = 'case.reply_withdrawn'").where_in("case_id", cases);
  for (auto const row : view.reader.query(query)) {
    auto const data = parse_json(row.get<std::string>(0));
    if (!data || !data->contains("replies")) continue;
    for (auto const& reply : data->at("replies")) ids.insert(EventId{reply.get<std::int64_t>()});
  }
  return ids;
}

/// What of these cases everybody may see.
std::set<FileId> public_files(View const& view, std::set<CaseId> const& cases) {
  std::set<FileId> files;
  if (cases.empty()) return files;
  auto const query = store::Query{R"sql(SELECT file_id FROM case_files)sql"}.where("visibility = 'public'").where_in("case_id", cases);
  for (auto const row : view.reader.query(query)) files.insert(row.get<FileId>(0));
  return files;
}

/// Takes away what was withdrawn before anybody was told, and photos that are not for everybody.
void screen(View const& view, std::vector<PublicUpdate>& updates, std::set<CaseId> const& replied, std::set<CaseId> const& with_files) {
  auto const withdrawn = withdrawn_replies(view, replied);
  std::erase_if(updates, [&](PublicUpdate const& update) { return withdrawn.contains(update.id); });
  auto const shown = public_files(view, with_files);
  for (auto& update : updates) std::erase_if(update.files, [&](FileId file) { return !shown.contains(file); });
}

PublicUpdate update_from(store::Row const& row) {
  auto const type = row.get<std::string_view>(2);
  PublicUpdate update{.id = row.get<EventId>(0), .number = row.get<std::string>(4), .at = row.get<Time>(1)};
  update.status = type == "case.closed" ? CaseStatus::closed : CaseStatus::open;
  update.reopened = type == "case.reopened";
  auto const data = parse_json(row.get<std::string>(3));
  if (!data || !data->is_object()) return update;
  update.state = text_of(*data, "to");
  update.outcome = text_of(*data, "outcome");
  update.description = without_contacts(text_of(*data, "message"));
  if (type == "case.closed") update.files = files_in(*data);
  return update;
}

}  // namespace

std::vector<PublicUpdate> public_updates(View const& view, UpdateSpan const& span) {
  std::vector<PublicUpdate> updates;
  std::set<CaseId> replied;
  std::set<CaseId> with_files;
  // Ids are made in order of time: a range of ids is a range of time.
  for (
      auto const row : view.reader.query(
          // Word for word as in the index events_of_progress, else it is not used.
          R"sql(SELECT events.id, events.at, events.type, events.data, cases.number, cases.id FROM events JOIN cases ON cases.id = events.case_id
                 WHERE (type = 'case.state_changed' OR type = 'case.closed' OR type = 'case.reopened' OR type = 'case.replied')
                   AND events.id >= $1 AND events.id < $2 AND cases.is_public = 1 ORDER BY events.id LIMIT $3 OFFSET $4)sql",
          least_id_at(span.from), least_id_at(span.to + std::chrono::milliseconds{1}), static_cast<std::int64_t>(span.most),
          static_cast<std::int64_t>(span.offset))) {
    updates.push_back(update_from(row));
    if (row.get<std::string_view>(2) == "case.replied") replied.insert(row.get<CaseId>(5));
    if (!updates.back().files.empty()) with_files.insert(row.get<CaseId>(5));
  }
  screen(view, updates, replied, with_files);
  return updates;
}

std::map<CaseId, std::vector<PublicNote>> public_notes(View const& view, std::vector<CaseId> const& cases) {
  std::map<CaseId, std::vector<PublicNote>> notes;
  for (auto const& ids : in_parts(cases)) {
    auto const withdrawn = withdrawn_replies(view, {ids.begin(), ids.end()});
    store::Query query{R"sql(SELECT id, at, type, case_id, data FROM events)sql"};
    query.where("type IN ('case.closed', 'case.reopened', 'case.state_changed', 'case.replied')").where_in("case_id", ids);
    query.order_by("case_id, id");
    for (auto const row : view.reader.query(query)) {
      if (withdrawn.contains(row.get<EventId>(0))) continue;
      auto const data = parse_json(row.get<std::string>(4));
      auto text = data && data->is_object() ? without_contacts(text_of(*data, "message")) : std::string{};
      auto const* const type = row.get<std::string_view>(2) == "case.replied" ? "reply" : "status";
      if (!text.empty()) notes[row.get<CaseId>(3)].push_back({row.get<Time>(1), type, std::move(text)});
    }
  }
  return notes;
}

std::vector<PublicNote> public_notes(View const& view, CaseId id) {
  auto notes = public_notes(view, std::vector<CaseId>{id});
  return notes.empty() ? std::vector<PublicNote>{} : std::move(notes.begin()->second);
}

}  // namespace cityhall
