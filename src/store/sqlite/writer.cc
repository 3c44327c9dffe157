#include "store/sqlite/writer.h"

#include <algorithm>

#include "base/log.h"

namespace cityhall::store {
namespace {

constexpr std::chrono::milliseconds idle_after{500};
constexpr int careful_after_failure = 64;  // groups: a flood of refused works then costs one group in 64 twice

std::int64_t micros_since(SteadyTime start) {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start).count();
}

template <class F>
void guarded(char const* what, F const& call) noexcept {
  try {
    call();
  } catch (std::exception const& error) {
    log_error(what, {{"cause", error.what()}});
  } catch (...) {
    log_error(what, {{"cause", "unknown"}});
  }
}

}  // namespace

Writer::Writer(Connect connect, WorkQueue& queue, Checkpointer& checkpointer, Settings settings)
    : connect_{std::move(connect)}, queue_{queue}, checkpointer_{checkpointer}, settings_{settings} {
  reconnect();
  thread_ = std::thread{[this] { loop(); }};
}

Writer::~Writer() { join(); }

void Writer::join() {
  if (thread_.joinable()) thread_.join();
}

void Writer::loop() {
  while (!queue_.finished()) {
    if (auto first = queue_.wait_for_first(idle_after)) {
      run_group(std::move(*first));
    } else if (connection_) {
      guarded("idle checkpoint failed", [this] { checkpointer_.when_idle(*connection_); });
    }
  }
  if (connection_) guarded("last checkpoint failed", [this] { checkpointer_.when_closing(*connection_); });
  connection_.reset();
}

void Writer::reconnect() {
  connection_ = connect_();
  checkpointer_.watch(*connection_);
}

void Writer::begin() {
  if (connection_ == nullptr) reconnect();
  connection_->execute("BEGIN IMMEDIATE");
}

void Writer::run_group(Job first) {
  Group group;
  auto const started = std::chrono::steady_clock::now();
  try {
    begin();
  } catch (...) {
    group.push_back({.job = std::move(first), .failure = {}, .after_commit = {}, .on_rollback = {}});
    fail_all(group, std::current_exception());
    return deliver(group);
  }
  std::optional<Job> job = std::move(first);
  bool alive = true;
  while (job) {
    counters_.wait_micros.fetch_add(micros_since(job->enqueued), std::memory_order_relaxed);
    group.push_back({.job = std::move(*job), .failure = {}, .after_commit = {}, .on_rollback = {}});
    alive = run_newest(group);
    bool const enough =
        static_cast<int>(group.size()) >= settings_.group_limit || std::chrono::steady_clock::now() - started >= settings_.group_time;
    job = alive && !enough ? queue_.next() : std::nullopt;
  }
  if (careful_groups_ > 0) --careful_groups_;
  if (alive) commit(group);
  deliver(group);
  counters_.statements.store(connection_ ? connection_->statements_prepared() : 0, std::memory_order_relaxed);
  if (alive && connection_) guarded("checkpoint failed", [this] { checkpointer_.after_commit(*connection_); });
}

bool Writer::run_newest(Group& group) {
  if (careful_groups_ > 0 || group.size() == 1) return run_apart(group, group.back());
  auto& member = group.back();
  SqliteTransaction tx{*connection_, settings_.recorder};
  run_work(member, tx, false);
  return !member.failure || run_again(group);
}

bool Writer::run_apart(Group& group, Member& member) {
  // One alone needs no savepoint: when it fails, the transaction holds nothing else and is rolled back as a whole.
  bool const alone = group.size() == 1;
  SqliteTransaction tx{*connection_, settings_.recorder};
  run_work(member, tx, !alone);
  bool const alone_and_failed = alone && member.failure;
  if (!alone_and_failed && !tx.broken() && connection_->in_transaction()) return true;
  auto const cause = member.failure;
  leave_transaction();
  fail_all(group, cause);
  return false;
}

void Writer::run_work(Member& member, SqliteTransaction& tx, bool in_part) {
  bool begun = false;
  try {
    if (in_part) {
      tx.begin_part();
      begun = true;
    }
    member.job.work(tx);
    if (tx.broken() || !connection_->in_transaction()) throw StoreError{"the database ended the transaction"};
    if (begun) tx.keep_part();
  } catch (...) {
    member.failure = std::current_exception();
    if (begun) tx.undo_part();
  }
  member.after_commit = tx.take_after_commit();
  member.on_rollback = tx.take_on_rollback();
}

bool Writer::run_again(Group& group) {
  careful_groups_ = careful_after_failure;
  leave_transaction();
  for (auto& member : group) {
    for (auto const& hook : member.on_rollback) guarded("a hook after the transaction failed", hook);
    member.failure = nullptr;
  }
  try {
    begin();
  } catch (...) {
    for (auto& member : group) member.on_rollback.clear();
    fail_all(group, std::current_exception());
    return false;
  }
  return std::all_of(group.begin(), group.end(), [&](Member& member) { return run_apart(group, member); });
}

void Writer::commit(Group& group) {
  auto const started = std::chrono::steady_clock::now();
  try {
    connection_->execute("COMMIT");
  } catch (...) {
    auto const cause = std::current_exception();
    counters_.commits_failed.fetch_add(1, std::memory_order_relaxed);
    leave_transaction();
    return fail_all(group, cause);
  }
  counters_.commits.fetch_add(1, std::memory_order_relaxed);
  counters_.commit_micros.fetch_add(micros_since(started), std::memory_order_relaxed);
}

void Writer::fail_all(Group& group, std::exception_ptr cause) {
  for (auto& member : group)
    if (!member.failure) member.failure = cause;
}

void Writer::leave_transaction() {
  if (connection_->roll_back()) return;
  log_error("the writer's connection could not leave its transaction; it is opened anew");
  connection_.reset();
  guarded("the database could not be opened again", [this] { reconnect(); });
}

void Writer::deliver(Group& group) {
  for (auto& member : group) {
    auto& counter = member.failure ? counters_.works_undone : counters_.works_committed;
    counter.fetch_add(1, std::memory_order_relaxed);
    for (auto const& hook : member.failure ? member.on_rollback : member.after_commit) guarded("a hook after the transaction failed", hook);
    guarded("an acknowledgement failed", [&member] {
      if (member.job.done) member.job.done(member.failure);
    });
  }
}

}  // namespace cityhall::store
