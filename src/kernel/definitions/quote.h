#pragma once
// What a case costs, computed exactly from the fee tables.

#include <cstdint>
#include <string>
#include <vector>

#include "kernel/definitions/definition.h"
#include "kernel/definitions/facts.h"

namespace cityhall {

struct QuoteLine {
  Fee const* fee = nullptr;
  std::int64_t cents = 0;  // a waiver is negative
};

struct Quote {
  std::vector<QuoteLine> lines{};  // fees that apply, in the order of the file
  std::int64_t total_cents = 0;
  std::vector<std::string> missing{};  // answers that are still unknown; not empty: cannot quote yet
  bool complete() const { return missing.empty(); }
};

/// Throws Refusal(invalid, "fees.out_of_range") when an amount leaves the range of cents, or a value is in no bracket.
Quote quote_fees(Definition const& definition, Facts const& facts);

}  // namespace cityhall
