#include "kernel/definitions/quote.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/definitions/parse.h"

namespace cityhall {
namespace {

DefinitionPtr with_fees(std::string const& fees) {
  auto parsed = parse_definition(
      R"({"format": "city-service/1", "id": "x", "version": 1, "owner": "o", "record": "permit", "number": "N-{seq:4}", "title": {"en": "X"},
    "channels": ["web"], "questions": [
      {"id": "value", "type": "money", "label": {"en": "V"}},
      {"id": "size", "type": "integer", "label": {"en": "S"}, "optional": true},
      {"id": "kind", "type": "choice", "label": {"en": "K"}, "options": [
        {"id": "a", "label": {"en": "A"}}, {"id": "b", "label": {"en": "B"}}]},
      {"id": "poor", "type": "boolean", "label": {"en": "P"}}],
    "fees": )" +
      fees +
      R"(, "workflow": {"start": "s", "states": {"s": {"public": "open", "on": {"paid": "e"}}, "e": {"public": "closed", "end": true}}}})");
  if (!parsed) throw std::runtime_error{to_text(parsed.error())};
  return *parsed;
}

/// "base=75.00 tech=3.75 total=78.75", or what is missing.
std::string bill(std::string const& fees, std::string const& answers) {
  auto const definition = with_fees(fees);
  auto const quote = quote_fees(*definition, Facts{definition, *parse_json(answers)});
  std::string out;
  for (auto const& line : quote.lines) out += line.fee->id + '=' + Decimal::from_cents(line.cents).to_string(2) + ' ';
  if (!quote.complete()) return out + "missing " + join(quote.missing, ",");
  return out + "total=" + Decimal::from_cents(quote.total_cents).to_string(2);
}

TEST(Quote, ComputesEveryKindOfFee) {
  EXPECT_EQ(bill(R"([{"id": "f", "kind": "flat", "amount": "75.00"}])", "{}"), "f=75.00 total=75.00");
  EXPECT_EQ(bill(R"([{"id": "f", "kind": "per", "of": "size", "each": "100", "amount": "12.50"}])", R"({"size": 201})"),
            "f=37.50 total=37.50");
  EXPECT_EQ(bill(R"([{"id": "f", "kind": "per", "of": "size", "amount": "0.10"}])", R"({"size": 0})"), "f=0.00 total=0.00");
  EXPECT_EQ(bill(R"([{"id": "f", "kind": "percent", "of": "value", "rate": "0.0125"}])", R"({"value": "199.99"})"), "f=2.50 total=2.50");
  EXPECT_EQ(bill(R"([{"id": "f", "kind": "lookup", "of": "kind", "table": {"a": "5", "b": "7.5"}}])", R"({"kind": "b"})"),
            "f=7.50 total=7.50");
  EXPECT_EQ(
      bill(
          R"([{"id": "a", "kind": "flat", "amount": "10"}, {"id": "b", "kind": "flat", "amount": "20"}, {"id": "t", "kind": "percent", "of": ["b"], "rate": "0.1"},
                     {"id": "u", "kind": "percent", "of": "subtotal", "rate": "0.1"}])",
          "{}"),
      "a=10.00 b=20.00 t=2.00 u=3.20 total=35.20");
}

TEST(Quote, CountsTiersByPartOrWhole) {
  std::string const rates =
      R"([{"id": "f", "kind": "tiered", "of": "value", "tiers": [{"to": "10000", "rate": "0"}, {"to": "100000", "rate": "0.006"}, {"rate": "0.004"}]}])";
  EXPECT_EQ(bill(rates, R"({"value": "10000"})"), "f=0.00 total=0.00");
  EXPECT_EQ(bill(rates, R"({"value": "10000.01"})"), "f=0.00 total=0.00");
  EXPECT_EQ(bill(rates, R"({"value": "100000"})"), "f=540.00 total=540.00");
  EXPECT_EQ(bill(rates, R"({"value": "250000"})"), "f=1140.00 total=1140.00");
  std::string const amounts =
      R"([{"id": "f", "kind": "tiered", "of": "value", "tiers": [{"to": "100", "amount": "5"}, {"to": "200", "amount": "8"}, {"amount": "9"}]}])";
  EXPECT_EQ(bill(amounts, R"({"value": "100"})"), "f=5.00 total=5.00");
  EXPECT_EQ(bill(amounts, R"({"value": "100.01"})"), "f=8.00 total=8.00");
  EXPECT_EQ(bill(amounts, R"({"value": "9000"})"), "f=9.00 total=9.00");
}

TEST(Quote, RoundsAsTheLineSays) {
  auto const fee = [](std::string const& round) {
    return R"([{"id": "f", "kind": "percent", "of": "value", "rate": "0.005", "round": ")" + round + R"("}])";
  };
  EXPECT_EQ(bill(fee("half-up"), R"({"value": "5.00"})"), "f=0.03 total=0.03");
  EXPECT_EQ(bill(fee("half-even"), R"({"value": "5.00"})"), "f=0.02 total=0.02");
  EXPECT_EQ(bill(fee("up"), R"({"value": "4.01"})"), "f=0.03 total=0.03");
  EXPECT_EQ(bill(fee("down"), R"({"value": "5.99"})"), "f=0.02 total=0.02");
}

TEST(Quote, KeepsLimitsAndLetsOff) {
  std::string const fees = R"([{"id": "f", "kind": "percent", "of": "value", "rate": "0.1", "min": "5", "max": "50"},
                              {"id": "half", "kind": "waiver", "of": "subtotal", "rate": "0.5", "when": "poor"},
                              {"id": "gift", "kind": "waiver", "of": ["f"], "amount": "100", "when": "kind == 'b'"}])";
  EXPECT_EQ(bill(fees, R"({"value": "1", "poor": false, "kind": "a"})"), "f=5.00 total=5.00");
  EXPECT_EQ(bill(fees, R"({"value": "10000", "poor": true, "kind": "a"})"), "f=50.00 half=-25.00 total=25.00");
  EXPECT_EQ(bill(fees, R"({"value": "10000", "poor": false, "kind": "b"})"), "f=50.00 gift=-50.00 total=0.00");
}

TEST(Quote, SaysWhatIsStillMissing) {
  std::string const fees =
      R"([{"id": "a", "kind": "flat", "amount": "1"}, {"id": "b", "kind": "per", "of": "size", "amount": "1"}, {"id": "c", "kind": "flat", "amount": "1", "when": "kind == 'a' && poor"}])";
  EXPECT_EQ(bill(fees, "{}"), "a=1.00 missing kind,poor,size");
  EXPECT_EQ(bill(fees, R"({"kind": "b", "size": 2})"), "a=1.00 b=2.00 total=3.00");  // false && unknown is false
}

TEST(Quote, RefusesWhatLeavesTheRange) {
  std::string const fees = R"([{"id": "f", "kind": "percent", "of": "value", "rate": "1000000"}])";
  EXPECT_THROW(bill(fees, R"({"value": "99999999999999999.00"})"), Refusal);
  EXPECT_THROW(bill(fees, R"({"value": "-1"})"), Refusal);
  std::string const small = R"([{"id": "f", "kind": "per", "of": "size", "amount": "99999999999999999999999999999999999999"}])";
  EXPECT_THROW(bill(small, R"({"size": 9000000})"), Refusal);
}

}  // namespace
}  // namespace cityhall
