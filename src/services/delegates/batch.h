#pragma once
// Reports that a delegate enters together, from a table or a file: looked at, corrected row by row, then sent. A row is never lost and
// never becomes two cases.

#include <string>
#include <string_view>
#include <vector>

#include "kernel/ids.h"
#include "kernel/events/event.h"
#include "kernel/unit.h"

namespace cityhall::delegates {

using BatchId = Id<struct BatchTag>;

/// At most so many rows in one batch.
inline constexpr std::size_t rows_most = 500;

struct RowFault {
  std::string field{};  // "service", "place", "description" or a question's id
  std::string text{};   // in the language of whoever entered the row
};

struct BatchRow {
  int line = 0;                   // of the table or file, from 1
  std::string service{};          // id or title, as it was written
  std::string place{};            // address or "latitude, longitude"
  std::string description{};
  std::string answers = "{}";     // JSON object: question id to text
  std::vector<RowFault> faults{};
  std::string known{};            // number of a request that is probably about the same thing
  CaseId case_id{};               // what it became; 0: not sent
  std::string number{};           // of that case

  bool sent() const { return static_cast<bool>(case_id); }
  bool ready() const { return !sent() && faults.empty(); }
};

struct Batch {
  BatchId id{};
  std::string title{};
  Time made_at{};
  std::vector<BatchRow> rows{};
};

/// Keeps the rows as they are. Needs an awake delegation: throws Refusal(forbidden, "delegation.asleep" or "delegation.none").
BatchId make_batch(Unit& unit, std::string_view title, std::vector<BatchRow> const& rows);
/// One's own only. Throws not_found.
Batch batch_by_id(View const& view, BatchId id);
struct BatchEntry {
  BatchId id{};
  std::string title{};
  Time made_at{};
  std::size_t rows = 0;
  std::size_t sent = 0;
};
/// One's own, newest first, at most 50.
std::vector<BatchEntry> batches(View const& view);
/// Replaces what a row says while it is not sent. Throws conflict "delegate.row_sent".
void change_row(Unit& unit, BatchId id, BatchRow const& row);
void remove_row(Unit& unit, BatchId id, int line);

/// Tries every row that is not sent as if it were, and writes down what is wrong with it; nothing is opened.
void rehearse(City& city, Actor const& actor, BatchId id, std::string const& language);
/// Opens a case for every row that is not sent and can be; gives how many. What cannot be opened stays, with what is wrong.
std::size_t send(City& city, Actor const& actor, BatchId id, std::string const& language);

/// Throws Refusal(forbidden) in words for the person when there is no delegation or it sleeps.
void require_awake(View const& view, Time now);

/// Consumer: the row that became a request goes with it.
void forget_row(Unit& unit, Event const& removed);
/// Consumer of `person.erased`: what rows say about requests that lost their words, and the tables of delegates who are gone.
void forget_words_of_rows(Unit& unit, Event const& erased);

}  // namespace cityhall::delegates
