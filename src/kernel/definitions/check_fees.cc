#include <algorithm>

#include "kernel/definitions/checks.h"
#include "kernel/definitions/form_check.h"
#include "kernel/definitions/visit.h"
#include "kernel/expressions/expression.h"

namespace cityhall {
namespace {

struct Part {
  std::string_view name;
  bool present;
  bool wanted;
};

std::string_view kind_word(FeeKind kind) {
  constexpr std::string_view words[] = {"flat", "per", "percent", "tiered", "lookup", "waiver"};
  return words[static_cast<std::size_t>(kind)];
}

/// Each kind has its own members; one that does nothing is a mistake too.
std::vector<Part> parts_of(Fee const& fee) {
  bool const counts = static_cast<bool>(fee.of) || !fee.of_fees.empty();
  auto const kind = fee.kind;
  bool const share = kind == FeeKind::percent || kind == FeeKind::waiver;
  return {{"amount", fee.amount.has_value(), kind == FeeKind::flat || kind == FeeKind::per || (kind == FeeKind::waiver && fee.amount)},
          {"of", counts, kind != FeeKind::flat},
          {"rate", fee.rate.has_value(), share && !(kind == FeeKind::waiver && fee.amount)},
          {"tiers", !fee.tiers.empty(), kind == FeeKind::tiered},
          {"table", !fee.table.empty(), kind == FeeKind::lookup}};
}

void check_parts(Findings& findings, Fee const& fee, std::string const& at) {
  auto const kind = std::string{kind_word(fee.kind)};
  for (auto const& part : parts_of(fee)) {
    if (part.wanted && !part.present)
      findings.add(at, "A fee of kind " + in_quotes(kind) + " needs " + in_quotes(part.name) + '.', "Add it.");
    if (!part.wanted && part.present)
      findings.add(at + '/' + std::string{part.name}, "A fee of kind " + in_quotes(kind) + " has no " + in_quotes(part.name) + '.',
                   "Remove it, or use another kind.");
  }
  if (fee.each && fee.each->sign() <= 0) findings.add(at + "/each", "The unit is zero.", "Use a number above zero.");
  if (fee.min && fee.max && *fee.min > *fee.max)
    findings.add(at + "/min", "The least, " + fee.min->to_string() + ", is more than the most, " + fee.max->to_string() + '.',
                 "Exchange or correct them.");
}

void check_tier(Findings& findings, Fee const& fee, std::size_t index, std::string const& at) {
  auto const& tier = fee.tiers[index];
  auto const start = index == 0 ? Decimal{} : fee.tiers[index - 1].to.value_or(Decimal{});
  bool const last = index + 1 == fee.tiers.size();
  if (tier.from && *tier.from > start)
    findings.add(at + "/from", "Values from " + start.to_string() + " to " + tier.from->to_string() + " are in no tier.",
                 "Begin this tier at " + start.to_string() + '.');
  if (tier.from && *tier.from < start)
    findings.add(at + "/from", "Values from " + tier.from->to_string() + " to " + start.to_string() + " are in two tiers.",
                 "Begin this tier at " + start.to_string() + '.');
  if (tier.to && *tier.to <= start)
    findings.add(at + "/to", "This tier ends at " + tier.to->to_string() + ", where the tier before has ended already.",
                 "Put the tiers in order, each end greater than the one before.");
  if (!tier.to && !last) findings.add(at, "This tier has no end, so the next one is never reached.", R"(Add "to".)");
  if (tier.to && last)
    findings.add(at + "/to", "Values above " + tier.to->to_string() + " are in no tier.", R"(Leave out "to" in the last tier.)");
  if (tier.rate.has_value() == tier.amount.has_value()) findings.add(at, "A tier has either a rate or an amount.", "Keep one of them.");
  else if (tier.rate.has_value() != fee.tiers[0].rate.has_value())
    findings.add(at, "Rates and amounts are mixed.", "Use one of them in all tiers.");
}

void check_table(Findings& findings, Fee const& fee, std::string const& at) {
  if (fee.kind != FeeKind::lookup || fee.of.compiled == nullptr) return;
  auto const& options = fee.of.compiled->type().options();
  if (options.empty()) return;
  for (auto const& [key, amount] : fee.table) findings.require_known(member_at(at + "/table", key), "answer", key, options);
  for (auto const& option : options)
    if (std::none_of(fee.table.begin(), fee.table.end(), [&](auto const& row) { return row.first == option; }))
      findings.add(at + "/table", "The answer " + in_quotes(option) + " has no fee.", "Add a row; \"0\" is free.");
}

void check_lines(Findings& findings, std::size_t index, std::string const& at) {
  auto const& fees = findings.definition().fees;
  std::vector<std::string> above;
  for (std::size_t i = 0; i < index; ++i) above.push_back(fees[i].id);
  for (auto const& id : fees[index].of_fees)
    if (id != "subtotal") findings.require_known(at + "/of", "fee above with the id", id, above);
}

}  // namespace

void check_fees(Findings& findings) {
  auto const& fees = findings.definition().fees;
  findings.require_unique("fees", ids_of(fees), "/fees");
  for (std::size_t i = 0; i < fees.size(); ++i) {
    auto const at = entry_at("/fees", i);
    if (fees[i].id == "total" || fees[i].id == "subtotal")
      findings.add(at + "/id", in_quotes(fees[i].id) + " is a name of the program.", "Choose another id.");
    check_parts(findings, fees[i], at);
    for (std::size_t k = 0; k < fees[i].tiers.size(); ++k) check_tier(findings, fees[i], k, entry_at(at + "/tiers", k));
    check_table(findings, fees[i], at);
    check_lines(findings, i, at);
  }
}

}  // namespace cityhall
