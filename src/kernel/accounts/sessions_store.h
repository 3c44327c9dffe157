#pragma once
// The rows of sessions, sign-in links and mailed codes.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/accounts/session.h"
#include "store/transaction.h"

namespace cityhall::sessions_store {

struct Row {
  SessionId id{};
  AccountId account{};
  std::string signed_in_by;
  std::string second_factor;  // none, due, passed
  bool must_rotate = false;
  Time opened{};
  Time last_used{};
  Duration idle{};
  Time ends{};
};

std::optional<Row> find(store::Reader& reader, std::string_view token_hash);
/// Those that have not ended.
std::vector<Row> of_account(store::Reader& reader, AccountId account, Time now);
std::vector<std::string> token_hashes_of(store::Reader& reader, AccountId account);
void insert(store::Transaction& tx, Row const& row, std::string_view token_hash);
/// False when there is no such session.
bool replace_token(store::Transaction& tx, std::string_view old_hash, std::string_view new_hash);
void set_second_factor(store::Transaction& tx, std::string_view token_hash, std::string_view word);
/// Empty when there is no such session.
std::string token_hash_of(store::Reader& reader, SessionId id);
/// False when it has ended already, or never was.
bool end(store::Transaction& tx, std::string_view token_hash, Time at);
/// Removes all of an account, except one; gives their token hashes.
std::vector<std::string> remove_of(store::Transaction& tx, AccountId account, std::string_view except_token_hash);
/// Gives their token hashes.
std::vector<std::string> mark_for_rotation(store::Transaction& tx, AccountId account);
void set_last_used(store::Transaction& tx, std::string_view token_hash, Time at);
int remove_ended(store::Transaction& tx, Time before);

struct Link {
  AccountId account{};
  std::string use;
  Time expires{};
  bool used = false;
};
void insert_link(store::Transaction& tx, std::string_view token_hash, Link const& link);
std::optional<Link> find_link(store::Reader& reader, std::string_view token_hash);
/// False when somebody was faster.
bool use_link(store::Transaction& tx, std::string_view token_hash, Time at);
void remove_links_of(store::Transaction& tx, AccountId account);
void remove_dead_links(store::Transaction& tx, Time now);

struct Code {
  std::string code_hash;
  std::string language;
  Time expires{};
  std::int64_t tries = 0;
};
void replace_code(store::Transaction& tx, std::string_view email, Code const& code);
std::optional<Code> find_code(store::Reader& reader, std::string_view email);
void count_try(store::Transaction& tx, std::string_view email);
void remove_code(store::Transaction& tx, std::string_view email);
void remove_dead_codes(store::Transaction& tx, Time now);

}  // namespace cityhall::sessions_store
