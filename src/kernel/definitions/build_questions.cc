#include "kernel/definitions/build.h"

namespace cityhall {
namespace {

QuestionType question_type(std::string_view word) {
  for (int i = 0; i <= static_cast<int>(QuestionType::license); ++i)
    if (to_text(static_cast<QuestionType>(i)) == word) return static_cast<QuestionType>(i);
  return QuestionType::text;
}

FeeKind fee_kind(std::string_view word) {
  if (word == "per") return FeeKind::per;
  if (word == "percent") return FeeKind::percent;
  if (word == "tiered") return FeeKind::tiered;
  if (word == "lookup") return FeeKind::lookup;
  return word == "waiver" ? FeeKind::waiver : FeeKind::flat;
}

Rounding rounding(std::string_view word) {
  if (word == "half-even") return Rounding::half_even;
  if (word == "up") return Rounding::up;
  return word == "down" ? Rounding::down : Rounding::half_up;
}

/// percent and waiver count other lines when "of" says so.
bool counts_fees(FeeKind kind, Node const& of) {
  return of.is_list() || (of.text() == "subtotal" && (kind == FeeKind::percent || kind == FeeKind::waiver));
}

}  // namespace

Question Builder::question(Node const& node) const {
  Question out{.id = node.at("id").text(), .type = question_type(node.at("type").text())};
  out.label = node.at("label").local_text();
  out.hint = node.at("hint").local_text();
  out.say = node.at("say").local_text();
  out.when = condition(node.at("when"));
  out.check = condition(node.at("check"));
  out.message = node.at("message").local_text();
  out.min = node.at("min").bound();
  out.max = node.at("max").bound();
  node.at("options").each([&](Node const& option) {
    out.options.push_back(
        {option.at("id").text(), option.at("label").local_text(), option.at("hint").local_text(), condition(option.at("when"))});
  });
  out.channels = node.at("channels").texts();
  out.accept = node.at("accept").texts();
  out.of = node.at("of").text();
  out.optional = node.at("optional").flag(false);
  out.personal = node.at("personal").flag(false);
  out.publish = node.at("publish").flag(false);
  return out;
}

Document Builder::document(Node const& node) const {
  return {.id = node.at("id").text(),
          .label = node.at("label").local_text(),
          .hint = node.at("hint").local_text(),
          .when = condition(node.at("when")),
          .accept = node.at("accept").texts(),
          .optional = node.at("optional").flag(false)};
}

Fee Builder::fee(Node const& node) const {
  Fee out{.id = node.at("id").text(), .gl = node.at("gl").text(), .kind = fee_kind(node.at("kind").text())};
  out.label = node.at("label").local_text();
  out.when = condition(node.at("when"));
  auto const of = node.at("of");
  if (counts_fees(out.kind, of)) out.of_fees = of.texts();
  else out.of = out.kind == FeeKind::lookup ? expression(of, Type::string()) : expression(of, Type::decimal());
  out.amount = node.at("amount").decimal();
  out.each = node.at("each").decimal();
  out.rate = node.at("rate").decimal();
  node.at("tiers").each([&](Node const& tier) {
    out.tiers.push_back({tier.at("from").decimal(), tier.at("to").decimal(), tier.at("rate").decimal(), tier.at("amount").decimal()});
  });
  node.at("table").entries(
      [&](std::string const& key, Node const& amount) { out.table.emplace_back(key, amount.decimal().value_or(Decimal{})); });
  out.min = node.at("min").decimal();
  out.max = node.at("max").decimal();
  out.round = rounding(node.at("round").text());
  return out;
}

}  // namespace cityhall
