#include "store/sqlite/statement_cache.h"

#include <charconv>

#include <sqlite3.h>

#include "store/sqlite/failure.h"

namespace cityhall::store {
namespace {

// "$1" is a name to SQLite; the number behind it is what we mean, so that a parameter may occur several times.
int number_of(char const* name, std::string_view text) {
  int number = 0;
  if (name != nullptr && name[0] == '$') {
    auto const digits = std::string_view{name}.substr(1);
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error == std::errc{} && end == digits.data() + digits.size() && number > 0) return number;
  }
  throw StoreError{"parameters are written $1, $2 …: " + std::string{text}};
}

}  // namespace

PreparedStatement::~PreparedStatement() { sqlite3_finalize(handle); }

std::unique_ptr<PreparedStatement> StatementCache::prepare(std::string_view text, unsigned flags) {
  auto statement = std::make_unique<PreparedStatement>();
  statement->text = text;
  char const* rest = nullptr;
  auto const& kept = statement->text;
  int const code = sqlite3_prepare_v3(db_, kept.c_str(), static_cast<int>(kept.size() + 1), flags, &statement->handle, &rest);
  if (code != SQLITE_OK) throw_failure(db_, code, text);
  if (statement->handle == nullptr) throw StoreError{"an empty statement"};
  if (std::string_view{rest}.find_first_not_of(" \t\r\n;") != std::string_view::npos)
    throw StoreError{"two statements in one text: " + kept};
  int const count = sqlite3_bind_parameter_count(statement->handle);
  for (int i = 1; i <= count; ++i) {
    int const number = number_of(sqlite3_bind_parameter_name(statement->handle, i), text);
    statement->numbers.push_back(number);
    statement->parameters = std::max(statement->parameters, number);
  }
  ++prepared_;
  return statement;
}

PreparedStatement* StatementCache::take(std::string_view text) {
  if (auto const found = by_text_.find(text); found != by_text_.end()) {
    auto const place = found->second;
    if (!(*place)->in_use) {
      recent_.splice(recent_.begin(), recent_, place);
      (*place)->in_use = true;
      return place->get();
    }
    auto second = prepare(text, 0);
    second->in_use = true;
    return second.release();  // owned by the cursor until give_back
  }
  auto fresh = prepare(text, SQLITE_PREPARE_PERSISTENT);
  fresh->in_use = fresh->cached = true;
  recent_.push_front(std::move(fresh));
  auto* const statement = recent_.front().get();
  by_text_.emplace(statement->text, recent_.begin());
  drop_oldest();
  return statement;
}

void StatementCache::give_back(PreparedStatement* statement) noexcept {
  sqlite3_reset(statement->handle);
  if (!statement->cached) {
    delete statement;
    return;
  }
  statement->in_use = false;
}

void StatementCache::drop_oldest() {
  for (auto place = recent_.end(); recent_.size() > limit_ && place != recent_.begin();) {
    --place;
    if ((*place)->in_use) continue;
    by_text_.erase((*place)->text);
    place = recent_.erase(place);
  }
}

void StatementCache::clear() {
  by_text_.clear();
  recent_.clear();
}

}  // namespace cityhall::store
