#pragma once
// The rows of notices.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/notices/notice.h"
#include "store/transaction.h"

namespace cityhall::notices_store {

/// A notice with what only the sender may see.
struct Row {
  Notice notice;
  FileId photo{};
  std::string content;  // JSON; sealed while `secret`
  bool secret = false;
  bool bundle = false;
};

/// False when the key is there already.
bool insert(store::Transaction& tx, Row const& row, std::string_view key);
std::optional<Row> find(store::Reader& reader, NoticeId id);
/// Queued ones whose time has come, oldest first.
std::vector<NoticeId> due(store::Reader& reader, Time now, std::int64_t most);
/// When the last mail to that address went, or will go, that others may join.
std::optional<Time> last_bundle(store::Reader& reader, std::string_view email);
/// What goes to that address in one mail now, oldest first.
std::vector<NoticeId> due_bundle(store::Reader& reader, std::string_view email, Time now, std::int64_t most);
/// queued → sending; false when it is no longer queued.
bool begin(store::Transaction& tx, NoticeId id, Time now);
/// What became of an attempt; `notice` carries state, due, sent and fault. Erases the content of a secret one that needs no further
/// attempt.
void finish(store::Transaction& tx, Notice const& notice, bool erase);
/// sending → uncertain, for those handed over before `limit`.
int settle(store::Transaction& tx, Time limit, std::string_view fault);
/// sent → failed; false otherwise.
bool bounce(store::Transaction& tx, NoticeId id, std::string_view fault);
/// failed or uncertain → queued; false otherwise.
bool requeue(store::Transaction& tx, NoticeId id, Time now);
std::vector<Notice> list(store::Reader& reader, NoticeFilter const& filter);

}  // namespace cityhall::notices_store
