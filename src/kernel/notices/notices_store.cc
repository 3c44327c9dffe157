#include "kernel/notices/notices_store.h"

#include <algorithm>
#include <array>

namespace cityhall::notices_store {
namespace {

constexpr std::array<std::string_view, 5> words{"queued", "sending", "sent", "failed", "uncertain"};

std::string_view to_text(NoticeState state) { return words.at(static_cast<std::size_t>(state)); }

NoticeState state_from(std::string_view word) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == word) return static_cast<NoticeState>(i);
  return NoticeState::failed;
}

template <class AnyRow>
Notice notice_from(AnyRow const& row) {
  return {.id = row.template get<NoticeId>(0),
          .template_name = row.template get<std::string>(1),
          .email = row.template get<std::string>(2),
          .language = row.template get<std::string>(3),
          .case_id = row.template get<CaseId>(4),
          .state = state_from(row.template get<std::string>(5)),
          .attempts = row.template get<int>(6),
          .queued = row.template get<Time>(7),
          .due = row.template get<Time>(8),
          .sent = row.template get<std::optional<Time>>(9),
          .fault = row.template get<std::string>(10)};
}

}  // namespace

bool insert(store::Transaction& tx, Row const& row, std::string_view key) {
  auto const& notice = row.notice;
  return tx.run(R"sql(
    INSERT INTO notices (id, notice_key, template, email, language, case_id, photo_file_id, content, is_secret, state, attempts, queued_at,
      due_at, fault, bundle)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'queued', 0, $10, $11, '', $12) ON CONFLICT (notice_key) DO NOTHING)sql",
                notice.id, key, notice.template_name, notice.email, notice.language, notice.case_id, row.photo, row.content, row.secret,
                notice.queued, std::max(notice.queued, notice.due), row.bundle) == 1;
}

std::optional<Row> find(store::Reader& reader, NoticeId id) {
  auto const row = reader.maybe(R"sql(
    SELECT id, template, email, language, case_id, state, attempts, queued_at, due_at, sent_at, fault, photo_file_id, content, is_secret,
      bundle
    FROM notices WHERE id = $1)sql",
                                id);
  if (!row) return {};
  return Row{.notice = notice_from(*row),
             .photo = row->get<FileId>(11),
             .content = row->get<std::string>(12),
             .secret = row->get<bool>(13),
             .bundle = row->get<bool>(14)};
}

std::vector<NoticeId> due(store::Reader& reader, Time now, std::int64_t most) {
  // Codes and links are waited for, and end soon: no queue of news stands before them.
  auto first = reader.values<NoticeId>(R"sql(
    SELECT id FROM notices WHERE state = 'queued' AND is_secret = 1 AND due_at <= $1 ORDER BY due_at, id LIMIT $2)sql",
                                       now, most);
  auto const others = reader.values<NoticeId>(R"sql(
    SELECT id FROM notices WHERE state = 'queued' AND is_secret = 0 AND due_at <= $1 ORDER BY due_at, id LIMIT $2)sql",
                                              now, most);
  first.insert(first.end(), others.begin(), others.end());
  return first;
}

std::optional<Time> last_bundle(store::Reader& reader, std::string_view email) {
  return reader.maybe_value<Time>(R"sql(SELECT due_at FROM notices WHERE email = $1 AND bundle = 1 ORDER BY due_at DESC LIMIT 1)sql",
                                  email);
}

std::vector<NoticeId> due_bundle(store::Reader& reader, std::string_view email, Time now, std::int64_t most) {
  return reader.values<NoticeId>(R"sql(
    SELECT id FROM notices WHERE email = $1 AND bundle = 1 AND due_at <= $2 AND state = 'queued' ORDER BY id LIMIT $3)sql",
                                 email, now, most);
}

bool begin(store::Transaction& tx, NoticeId id, Time now) {
  return tx.run(R"sql(
    UPDATE notices SET state = 'sending', attempts = attempts + 1, due_at = $2 WHERE id = $1 AND state = 'queued')sql",
                id, now) == 1;
}

void finish(store::Transaction& tx, Notice const& notice, bool erase) {
  tx.run(R"sql(
    UPDATE notices SET state = $2, due_at = $3, sent_at = $4, fault = $5,
        content = CASE WHEN $6 = 1 THEN '' ELSE content END WHERE id = $1)sql",
         notice.id, to_text(notice.state), notice.due, notice.sent, notice.fault, erase);
}

int settle(store::Transaction& tx, Time limit, std::string_view fault) {
  return static_cast<int>(
      tx.run(R"sql(UPDATE notices SET state = 'uncertain', fault = $2 WHERE state = 'sending' AND due_at <= $1)sql", limit, fault));
}

bool bounce(store::Transaction& tx, NoticeId id, std::string_view fault) {
  return tx.run(R"sql(UPDATE notices SET state = 'failed', fault = $2 WHERE id = $1 AND state = 'sent')sql", id, fault) == 1;
}

bool requeue(store::Transaction& tx, NoticeId id, Time now) {
  return tx.run(R"sql(
    UPDATE notices SET state = 'queued', attempts = 0, due_at = $2 WHERE id = $1 AND state IN ('failed',
        'uncertain') AND content <> '')sql",
                id, now) == 1;
}

std::vector<Notice> list(store::Reader& reader, NoticeFilter const& filter) {
  store::Query query{
      R"sql(SELECT id, template, email, language, case_id, state, attempts, queued_at, due_at, sent_at, fault FROM notices)sql"};
  if (filter.state) query.where("state = ?", to_text(*filter.state));
  if (filter.case_id) query.where("case_id = ?", filter.case_id);
  if (filter.before) query.where("id < ?", filter.before);
  query.order_by("id DESC").limit(static_cast<std::int64_t>(filter.most));
  std::vector<Notice> found;
  for (auto const row : reader.query(query)) found.push_back(notice_from(row));
  return found;
}

}  // namespace cityhall::notices_store
