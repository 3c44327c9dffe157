#include "kernel/definitions/quote.h"

#include <algorithm>
#include <set>

#include "base/refusal.h"
#include "kernel/expressions/expression.h"

namespace cityhall {
namespace {

[[noreturn]] void out_of_range(Fee const& fee) {
  throw invalid("fees.out_of_range", _("The fee {fee} cannot be computed for this value.").with("fee", fee.id),
                _("Correct the answer, or ask the department that owns this service."));
}

Decimal whole_units(Decimal const& value, Decimal const& each) {
  auto const units = Decimal::checked_divide(value, each).value_or(Decimal{});
  return units.rounded(0, Rounding::up);
}

/// Each part of the value at the rate of its tier.
Decimal marginal(Fee const& fee, Decimal const& value) {
  Decimal sum;
  Decimal start;
  for (auto const& tier : fee.tiers) {
    auto const end = tier.to && *tier.to < value ? *tier.to : value;
    if (end > start) sum = sum + (end - start) * tier.rate.value_or(Decimal{});
    if (!tier.to || value <= *tier.to) return sum;
    start = *tier.to;
  }
  out_of_range(fee);
}

/// The whole fee of the tier that holds the value; its upper end belongs to it.
Decimal bracket(Fee const& fee, Decimal const& value) {
  auto const tier = std::find_if(fee.tiers.begin(), fee.tiers.end(), [&](Tier const& one) { return !one.to || value <= *one.to; });
  if (tier == fee.tiers.end()) out_of_range(fee);
  return tier->amount.value_or(Decimal{});
}

class Quoter {
 public:
  Quoter(Definition const& definition, Facts const& facts) : definition_{definition}, facts_{facts} {}

  Quote quote() {
    for (auto const& fee : definition_.fees) {
      if (!applies(fee)) continue;
      if (auto const amount = amount_of(fee)) add(fee, *amount);
    }
    for (auto const& line : quote_.lines) quote_.total_cents += line.cents;
    quote_.missing.assign(missing_.begin(), missing_.end());
    return std::move(quote_);
  }

 private:
  bool applies(Fee const& fee) {
    if (!fee.when) return true;
    auto const value = evaluate(fee, fee.when);
    auto const* yes = value ? value->get<bool>() : nullptr;
    return yes != nullptr && *yes;
  }

  /// Nothing when it hangs on an answer that is missing; the answer is noted.
  std::optional<Value> evaluate(Fee const& fee, Condition const& expression) {
    if (expression.compiled == nullptr) return {};
    auto outcome = facts_.evaluate(*expression.compiled);
    if (auto* value = std::get_if<Value>(&outcome)) return std::move(*value);
    auto const* unknown = std::get_if<Unknown>(&outcome);
    if (unknown == nullptr) out_of_range(fee);
    missing_.insert(unknown->names.begin(), unknown->names.end());
    return {};
  }

  std::optional<Decimal> number(Fee const& fee) {
    auto const value = evaluate(fee, fee.of);
    if (!value) return {};
    if (auto const* decimal = value->get<Decimal>()) return *decimal;
    if (auto const* integer = value->get<std::int64_t>()) return Decimal{*integer};
    return {};
  }

  std::optional<Decimal> amount_of(Fee const& fee) {
    switch (fee.kind) {
      case FeeKind::flat:
        return fee.amount.value_or(Decimal{});
      case FeeKind::lookup:
        return looked_up(fee);
      case FeeKind::waiver:
        return waived(fee);
      case FeeKind::percent:
        if (!fee.of_fees.empty()) return sum_of(fee) * fee.rate.value_or(Decimal{});
        [[fallthrough]];
      default:
        break;
    }
    auto const value = number(fee);
    if (!value) return {};
    if (value->sign() < 0) out_of_range(fee);
    if (fee.kind == FeeKind::percent) return *value * fee.rate.value_or(Decimal{});
    if (fee.kind == FeeKind::per) return whole_units(*value, fee.each.value_or(Decimal{1})) * fee.amount.value_or(Decimal{});
    return !fee.tiers.empty() && fee.tiers[0].amount ? bracket(fee, *value) : marginal(fee, *value);
  }

  std::optional<Decimal> looked_up(Fee const& fee) {
    auto const value = evaluate(fee, fee.of);
    auto const* key = value ? value->get<std::string>() : nullptr;
    if (key == nullptr) return {};
    auto const row = std::find_if(fee.table.begin(), fee.table.end(), [&](auto const& entry) { return entry.first == *key; });
    if (row == fee.table.end()) out_of_range(fee);
    return row->second;
  }

  /// Never more than what it is taken from.
  Decimal waived(Fee const& fee) {
    auto const from = sum_of(fee);
    auto const off = fee.amount ? *fee.amount : from * fee.rate.value_or(Decimal{1});
    return -std::min(off, std::max(from, Decimal{}));
  }

  /// The lines named, or every line above.
  Decimal sum_of(Fee const& fee) const {
    bool const all = fee.of_fees.empty() || fee.of_fees[0] == "subtotal";
    Decimal sum;
    for (auto const& line : quote_.lines)
      if (all || std::find(fee.of_fees.begin(), fee.of_fees.end(), line.fee->id) != fee.of_fees.end())
        sum = sum + Decimal::from_cents(line.cents);
    return sum;
  }

  void add(Fee const& fee, Decimal amount) {
    if (fee.kind != FeeKind::waiver) {
      if (fee.min && amount < *fee.min) amount = *fee.min;
      if (fee.max && amount > *fee.max) amount = *fee.max;
    }
    auto const cents = amount.to_cents(fee.round);
    if (!cents || *cents > cents_most || *cents < -cents_most) out_of_range(fee);
    quote_.lines.push_back({&fee, *cents});
  }

  static constexpr std::int64_t cents_most = 1'000'000'000'000;  // ten thousand million dollars
  Definition const& definition_;
  Facts const& facts_;
  Quote quote_;
  std::set<std::string> missing_;
};

}  // namespace

Quote quote_fees(Definition const& definition, Facts const& facts) {
  try {
    return Quoter{definition, facts}.quote();
  } catch (std::overflow_error const&) {
    throw invalid("fees.out_of_range", _("The fee cannot be computed for these answers."),
                  _("Correct the answers: a number is far too large."));
  }
}

}  // namespace cityhall
