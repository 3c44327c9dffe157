#pragma once
// What can go wrong below a statement. A Refusal is for people; these are mapped to one (unavailable) by the front door.

#include <stdexcept>
#include <string>

namespace cityhall::store {

/// Busy, I/O error, damaged file, a statement that does not prepare. The text names the engine's message and the statement.
class StoreError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The disk (or quota) is full. Nothing of the transaction is kept; reads go on.
class StoreFull final : public StoreError {
 public:
  using StoreError::StoreError;
};

/// A constraint said no: foreign key, check, not null. The work must end, or have run inside Transaction::attempt.
class ConstraintViolation : public StoreError {
 public:
  using StoreError::StoreError;
};

/// A row with this key exists already.
class UniqueViolation final : public ConstraintViolation {
 public:
  UniqueViolation(std::string const& what, std::string columns) : ConstraintViolation{what}, columns_{std::move(columns)} {}
  /// "accounts.email", "a.x, a.y", or the name of an expression index.
  std::string const& columns() const { return columns_; }

 private:
  std::string columns_;
};

}  // namespace cityhall::store
