// Questions, documents, eligibility, fees.
#include "services/studio/words.h"

namespace cityhall::studio {
namespace {

std::vector<MemberWords> asked_words() {
  constexpr auto in = "question";
  return {{in, "id", _("Short name"), _("Conditions and answers know the question by it: small letters, digits, underscores.")},
          {in, "type", _("Kind of answer")},
          {in, "of", _("License of which service")},
          {in, "label", _("Question"), _("Only photos, files, e-mail and phone may go without.")},
          {in, "hint", _("Help below the question")},
          {in, "say", _("Said on the phone"), _("What a voice or a text message says instead. Empty: the question.")},
          {in, "when", _("Asked only if"), _("May use the questions above.")},
          {in, "check", _("Accepted only if")},
          {in, "message", _("What to tell otherwise")},
          {in, "min", _("Least"), _("Number, amount or date; characters of a text; photos or choices.")},
          {in, "max", _("Most"), _("Number, amount or date; characters of a text; photos or choices.")},
          {in, "options", _("Choices")},
          {in, "accept", _("Kinds of file"), _("With commas: pdf, jpg, png …")},
          {in, "channels", _("Asked only in"), _("None chosen: in every channel of the service.")},
          {in, "optional", _("It may stay without an answer")},
          {in, "personal", _("Personal: kept apart from the case and never published")},
          {in, "publish", _("Shown on the public page of the request and in open data")},
          {"option", "id", _("Short name")},
          {"option", "label", _("Choice")},
          {"option", "hint", _("Help below it")},
          {"option", "when", _("Offered only if")}};
}

std::vector<MemberWords> paper_words() {
  return {{"document", "id", _("Short name")},
          {"document", "label", _("Document")},
          {"document", "hint", _("Help below it")},
          {"document", "when", _("Wanted only if")},
          {"document", "accept", _("Kinds of file"), _("With commas: pdf, jpg, png …")},
          {"document", "optional", _("It may be left out")},
          {"eligibility rule", "deny_if", _("Turned away if")},
          {"eligibility rule", "reason", _("Why, and what to do instead")}};
}

std::vector<MemberWords> money_words() {
  constexpr auto in = "fee";
  return {{in, "id", _("Short name")},
          {in, "label", _("On the bill")},
          {in, "gl", _("Account in the general ledger")},
          {in, "kind", _("How it is computed")},
          {in, "amount", _("Amount"), _("In dollars, such as 75.00.")},
          {in, "of", _("Computed from"), _("A question or an expression; subtotal for every fee above.")},
          {in, "rate", _("Share"), _("0.05 is five percent.")},
          {in, "each", _("For every"), _("The unit; 1 when empty.")},
          {in, "tiers", _("Brackets"), _("The lowest first.")},
          {in, "table", _("Table"), _("An answer, and its fee.")},
          {in, "when", _("Charged only if")},
          {in, "min", _("Never less than")},
          {in, "max", _("Never more than")},
          {in, "round", _("Rounding to cents")},
          {"tier", "from", _("From")},
          {"tier", "to", _("Up to")},
          {"tier", "rate", _("Share of that part")},
          {"tier", "amount", _("Or the whole fee")}};
}

}  // namespace

std::vector<MemberWords> const& question_words() {
  static auto const words = [] {
    auto all = asked_words();
    for (auto const& more : {paper_words(), money_words()}) all.insert(all.end(), more.begin(), more.end());
    return all;
  }();
  return words;
}

}  // namespace cityhall::studio
