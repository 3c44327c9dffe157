#pragma once
// Writing rows. A Transaction is one unit of work on the writer: all of it is kept, or nothing.

#include <functional>
#include <type_traits>

#include "store/reader.h"

namespace cityhall::store {

class Transaction : public Reader {
 public:
  /// Runs to the end; returns the number of rows changed. Throws UniqueViolation, ConstraintViolation, StoreFull, StoreError.
  template <class... Args>
  std::int64_t run(Sql sql, Args const&... args) {
    return execute(sql.text(), std::array<Cell, sizeof...(Args)>{encode(args)...});
  }
  std::int64_t run(Query const& query);

  /// Called on the writer thread once the work is durable, before its `done`. What it throws is logged and dropped.
  virtual void after_commit(std::function<void()> then) = 0;
  /// Called when the work was undone instead (its own failure, or a failed commit).
  virtual void on_rollback(std::function<void()> then) = 0;

  /// Runs `part` so that its failure undoes only `part` and is rethrown; the transaction stays usable (on both engines).
  template <class F>
  auto attempt(F&& part) -> std::invoke_result_t<F> {
    Savepoint savepoint{*this};
    if constexpr (std::is_void_v<std::invoke_result_t<F>>) {
      part();
      savepoint.keep();
    } else {
      auto result = part();
      savepoint.keep();
      return result;
    }
  }

 protected:
  virtual std::int64_t execute(std::string_view text, std::span<Cell const> parameters) = 0;
  /// Several statements without parameters: schema changes.
  virtual void script(std::string const& text) = 0;
  virtual void begin_savepoint() = 0;
  virtual void keep_savepoint() = 0;
  virtual void undo_savepoint() noexcept = 0;

 private:
  friend class EngineSql;
  class Savepoint {
   public:
    explicit Savepoint(Transaction& tx) : tx_{tx} { tx_.begin_savepoint(); }
    ~Savepoint() {
      if (!kept_) tx_.undo_savepoint();
    }
    Savepoint(Savepoint const&) = delete;
    Savepoint& operator=(Savepoint const&) = delete;
    void keep() {
      tx_.keep_savepoint();
      kept_ = true;
    }

   private:
    Transaction& tx_;
    bool kept_ = false;
  };
};

}  // namespace cityhall::store
