#pragma once
// Reader and Transaction over a SQLite connection.

#include <functional>
#include <vector>

#include "store/sqlite/connection.h"
#include "store/sqlite/recorder.h"
#include "store/transaction.h"

namespace cityhall::store {

class SqliteReader final : public Reader {
 public:
  SqliteReader(Connection& connection, Recorder* recorder) : connection_{connection}, recorder_{recorder} {}
  Engine engine() const override { return Engine::sqlite; }

 protected:
  std::unique_ptr<Cursor> open(std::string_view text, std::span<Cell const> parameters) override {
    return connection_.open(text, parameters);
  }
  void record(std::string_view text) override {
    if (recorder_ != nullptr) recorder_->add(text);
  }

 private:
  Connection& connection_;
  Recorder* recorder_;
};

class SqliteTransaction final : public Transaction {
 public:
  using Hooks = std::vector<std::function<void()>>;

  SqliteTransaction(Connection& connection, Recorder* recorder) : connection_{connection}, recorder_{recorder} {}
  Engine engine() const override { return Engine::sqlite; }
  void after_commit(std::function<void()> then) override { after_commit_.push_back(std::move(then)); }
  void on_rollback(std::function<void()> then) override { on_rollback_.push_back(std::move(then)); }

  /// True after a savepoint could not be undone: nothing of the whole group may be committed.
  bool broken() const { return broken_; }
  void begin_part() { begin_savepoint(); }
  void keep_part() { keep_savepoint(); }
  void undo_part() noexcept { undo_savepoint(); }
  Hooks take_after_commit() { return std::move(after_commit_); }
  Hooks take_on_rollback() { return std::move(on_rollback_); }

 protected:
  std::unique_ptr<Cursor> open(std::string_view text, std::span<Cell const> parameters) override {
    return connection_.open(text, parameters);
  }
  std::int64_t execute(std::string_view text, std::span<Cell const> parameters) override { return connection_.execute(text, parameters); }
  void record(std::string_view text) override {
    if (recorder_ != nullptr) recorder_->add(text);
  }
  void script(std::string const& text) override { connection_.script(text); }
  void begin_savepoint() override {
    connection_.execute("SAVEPOINT part");
    parts_.push_back({after_commit_.size(), on_rollback_.size()});
  }
  void keep_savepoint() override {
    connection_.execute("RELEASE part");
    parts_.pop_back();
  }
  void undo_savepoint() noexcept override;

 private:
  Connection& connection_;
  Recorder* recorder_;
  Hooks after_commit_;
  Hooks on_rollback_;
  /// How many hooks there were when each open part began: those of an undone part go with it.
  struct Part {
    std::size_t after_commit;
    std::size_t on_rollback;
  };
  std::vector<Part> parts_;
  bool broken_ = false;
};

}  // namespace cityhall::store
