#pragma once
// The one thread that writes. It runs what is queued in one BEGIN IMMEDIATE … COMMIT (group commit) and acknowledges only after the
// commit returned. A work that fails is undone alone; when the commit fails, everybody in the group hears of it.
// A savepoint for each work copies every page that the work changes. Failures are rare, so works run without: when one fails, the
// transaction is rolled back and the group runs again with a savepoint each, and so do the next groups.

#include <atomic>
#include <functional>
#include <memory>
#include <thread>

#include "store/sqlite/checkpointer.h"
#include "store/sqlite/session.h"
#include "store/sqlite/work_queue.h"

namespace cityhall::store {

class Writer {
 public:
  struct Settings {
    int group_limit = 512;
    std::chrono::microseconds group_time{10'000};
    Recorder* recorder = nullptr;
  };
  struct Counters {
    std::atomic<std::int64_t> commits = 0, works_committed = 0, works_undone = 0, commits_failed = 0;
    std::atomic<std::int64_t> wait_micros = 0, commit_micros = 0, statements = 0;
  };
  using Connect = std::function<std::unique_ptr<Connection>()>;

  Writer(Connect connect, WorkQueue& queue, Checkpointer& checkpointer, Settings settings);
  ~Writer();
  Writer(Writer const&) = delete;
  Writer& operator=(Writer const&) = delete;

  /// Finishes what is queued and ends. The queue must be closed.
  void join();
  bool on_this_thread() const { return std::this_thread::get_id() == thread_.get_id(); }
  Counters const& counters() const { return counters_; }

 private:
  /// A work of the group in hand and how it went.
  struct Member {
    Job job;
    std::exception_ptr failure;
    SqliteTransaction::Hooks after_commit;
    SqliteTransaction::Hooks on_rollback;
  };
  using Group = std::vector<Member>;

  void loop();
  void run_group(Job first);
  void begin();
  void reconnect();
  /// Runs the newest member. False when the transaction of the whole group is gone.
  bool run_newest(Group& group);
  bool run_apart(Group& group, Member& member);
  /// The member's work and its hooks; what it threw is kept.
  void run_work(Member& member, SqliteTransaction& tx, bool in_part);
  /// Undoes the whole group and runs each of its works in a savepoint. False when the transaction is gone.
  bool run_again(Group& group);
  void commit(Group& group);
  void fail_all(Group& group, std::exception_ptr cause);
  void leave_transaction();
  void deliver(Group& group);

  Connect connect_;
  std::unique_ptr<Connection> connection_;
  WorkQueue& queue_;
  Checkpointer& checkpointer_;
  Settings settings_;
  Counters counters_;
  int careful_groups_ = 0;  // so many more run with a savepoint for each work
  std::thread thread_;
};

}  // namespace cityhall::store
