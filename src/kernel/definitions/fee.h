#pragma once
// Fees are tables, never formulas. Amounts are kept as written ("75.00", "0.006") and computed exactly.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/decimal.h"
#include "kernel/definitions/condition.h"
#include "kernel/definitions/local_text.h"

namespace cityhall {

enum class FeeKind { flat, per, percent, tiered, lookup, waiver };

/// A bracket of a tiered fee: from the end of the bracket before it up to `to` (nothing: no upper end).
struct Tier {
  std::optional<Decimal> from{};  // may be said aloud; must equal the end of the bracket before
  std::optional<Decimal> to{};
  std::optional<Decimal> rate{};    // share of the part of the value that lies in this bracket
  std::optional<Decimal> amount{};  // or: the whole fee for a value in this bracket
};

struct Fee {
  std::string id{};
  std::string gl{};  // account in the general ledger
  FeeKind kind = FeeKind::flat;
  LocalText label{};
  Condition when{};
  Condition of{};                      // the value that per, percent, tiered and lookup work on
  std::vector<std::string> of_fees{};  // percent and waiver: fee ids; "subtotal" is every fee above
  std::optional<Decimal> amount{};     // flat, per, waiver
  std::optional<Decimal> each{};       // per: one amount for each started `each`; default 1
  std::optional<Decimal> rate{};       // percent, waiver: 0.05 is five percent
  std::vector<Tier> tiers{};
  std::vector<std::pair<std::string, Decimal>> table{};  // lookup: answer → amount
  std::optional<Decimal> min{};
  std::optional<Decimal> max{};
  Rounding round = Rounding::half_up;  // to whole cents
};

}  // namespace cityhall
