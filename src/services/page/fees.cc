#include "services/page/fees.h"

#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/expressions/expression.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string fee_name(Call const& call, Fee const& fee) {
  auto const label = fee.label.in(call.language);
  return label.empty() ? call.text(_("Fee")) : std::string{label};
}

std::string percent(Decimal const& rate) { return (rate * Decimal{100}).to_string() + "%"; }

/// What people are asked for the value; the expression names the question.
std::string asked_as(Call const& call, Definition const& definition, Condition const& value) {
  std::string names;
  if (value.compiled == nullptr) return names;
  for (auto const& name : value.compiled->references())
    if (auto const* question = definition.question(name)) (names += names.empty() ? "" : ", ") += question->label.in(call.language);
  return names;
}

Html hangs_on(Call const& call, Definition const& definition, Fee const& fee) {
  auto const question = asked_as(call, definition, fee.of);
  if (question.empty()) return nothing();
  return span(cls("soft"), " ", sentence(_("by your answer to “{question}”"), {{"question", group(question)}}));
}

Html share_of(Call const& call, Definition const& definition, Fee const& fee) {
  auto const rate = percent(fee.rate.value_or(Decimal{}));
  if (fee.of_fees.empty()) return group(rate, hangs_on(call, definition, fee));
  if (fee.of_fees[0] == "subtotal") return sentence(_("{rate} of the fees above"), {{"rate", group(rate)}});
  std::string named;
  for (auto const& other : definition.fees)
    if (std::find(fee.of_fees.begin(), fee.of_fees.end(), other.id) != fee.of_fees.end())
      (named += named.empty() ? "" : ", ") += fee_name(call, other);
  return sentence(_("{rate} of: {fees}"), {{"rate", group(rate)}, {"fees", group(named)}});
}

Html let_off(Fee const& fee) {
  if (fee.amount) return group(dollars(-*fee.amount));
  return sentence(_("{rate} less"), {{"rate", group(percent(fee.rate.value_or(Decimal{1})))}});
}

Html tier_row(Tier const& tier) {
  auto const costs = group(tier.amount ? dollars(*tier.amount) : percent(tier.rate.value_or(Decimal{})));
  if (!tier.to) return li(sentence(_("above: {cost}"), {{"cost", costs}}));
  return li(sentence(_("up to {to}: {cost}"), {{"to", group(tier.to->to_string())}, {"cost", costs}}));
}

Html table_rows(Call const& call, Definition const& definition, Fee const& fee) {
  auto const* question = definition.question(fee.of.text);
  return ul(each(fee.table, [&](auto const& row) {
    auto const* option = question == nullptr ? nullptr : question->option(row.first);
    auto const label = option == nullptr ? row.first : std::string{option->label.in(call.language)};
    return li(label, ": ", row.second.sign() == 0 ? group(_("Free")) : group(dollars(row.second)));
  }));
}

Html each_unit(Call const& call, Definition const& definition, Fee const& fee) {
  auto const amount = group(dollars(fee.amount.value_or(Decimal{})));
  auto const unit = fee.each.value_or(Decimal{1});
  auto const words = unit == Decimal{1}
                         ? sentence(_("{amount} for each"), {{"amount", amount}})
                         : sentence(_("{amount} for each {count} or part of it"), {{"amount", amount}, {"count", group(unit.to_string())}});
  return group(words, hangs_on(call, definition, fee));
}

Html rule_of(Call const& call, Definition const& definition, Fee const& fee) {
  switch (fee.kind) {
    case FeeKind::flat:
      return group(dollars(fee.amount.value_or(Decimal{})));
    case FeeKind::per:
      return each_unit(call, definition, fee);
    case FeeKind::percent:
      return share_of(call, definition, fee);
    case FeeKind::tiered:
      return group(hangs_on(call, definition, fee), ul(each(fee.tiers, tier_row)));
    case FeeKind::lookup:
      return group(hangs_on(call, definition, fee), table_rows(call, definition, fee));
    case FeeKind::waiver:
      return let_off(fee);
  }
  return nothing();
}

Html limits_of(Fee const& fee) {
  Html words;
  if (fee.min) words += span(cls("soft"), ", ", sentence(_("at least {amount}"), {{"amount", group(dollars(*fee.min))}}));
  if (fee.max) words += span(cls("soft"), ", ", sentence(_("at most {amount}"), {{"amount", group(dollars(*fee.max))}}));
  return words;
}

/// Known before anybody answers: no line hangs on an answer.
Html total_of(DefinitionPtr const& definition) {
  bool const varies =
      std::any_of(definition->fees.begin(), definition->fees.end(), [](Fee const& fee) { return static_cast<bool>(fee.when); });
  if (varies || definition->fees.size() < 2) return nothing();
  try {
    auto const quote = quote_fees(*definition, Facts{definition, Json::object()});
    return quote.complete() ? li(strong(_("Total"), ": ", dollars(Decimal::from_cents(quote.total_cents)))) : nothing();
  } catch (Refusal const&) {
    return nothing();  // a table without a row for an answer that nobody gave
  }
}

}  // namespace

std::string dollars(Decimal const& amount) {
  auto text = (amount.sign() < 0 ? -amount : amount).to_string(2);
  for (auto at = static_cast<std::ptrdiff_t>(text.find('.')) - 3; at > 0; at -= 3) text.insert(static_cast<std::size_t>(at), ",");
  return (amount.sign() < 0 ? "−$" : "$") + text;
}

Html fee_lines(Call const& call, DefinitionPtr const& definition) {
  if (definition->fees.empty()) return group(_("Free"));
  return ul(cls("plain-list fees"),
            each(definition->fees,
                 [&](Fee const& fee) {
                   auto const sometimes = fee.when ? span(cls("soft small"), " ", _("(only in some cases)")) : nothing();
                   return li(fee_name(call, fee), ": ", rule_of(call, *definition, fee), limits_of(fee), sometimes);
                 }),
            total_of(definition));
}

Html quote_lines(Call const& call, Quote const& quote) {
  if (quote.lines.empty() && quote.complete()) return nothing();
  auto const lines = each(
      quote.lines, [&](QuoteLine const& line) { return li(fee_name(call, *line.fee), ": ", dollars(Decimal::from_cents(line.cents))); });
  auto const sum = quote.complete() ? li(strong(_("Total"), ": ", dollars(Decimal::from_cents(quote.total_cents))))
                                    : li(cls("soft"), _("More may be due: the city tells you before you pay."));
  return ul(cls("plain-list fees"), lines, sum);
}

}  // namespace cityhall
