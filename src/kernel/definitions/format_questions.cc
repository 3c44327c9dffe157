// Questions, documents, eligibility, fees.
#include "kernel/definitions/format_tables.h"

namespace cityhall {
namespace {

using namespace form;

ObjectForm const& option_form() {
  static ObjectForm const table{"option",
                                "an option",
                                {
                                    {"id", id(), true, "What is stored and what expressions compare with."},
                                    {"label", local_text(), true, "What people read."},
                                    {"hint", local_text(), false, "A line of help below it."},
                                    {"when", expression(), false, "Offered only when true."},
                                }};
  return table;
}

ObjectForm const& tier_form() {
  static ObjectForm const table{"tier",
                                "a tier",
                                {
                                    {"from", decimal(), false, "Where it begins; must be where the tier before ends. May be left out."},
                                    {"to", decimal(), false, "Where it ends; the last tier has no end."},
                                    {"rate", decimal(), false, "Share of the part of the value that lies in this tier."},
                                    {"amount", decimal(), false, "Or: the whole fee for a value in this tier."},
                                }};
  return table;
}

}  // namespace

ObjectForm const& question_form() {
  static ObjectForm const table{
      "question",
      "a question",
      {
          {"id", name(), true, "The name by which expressions and answers know it."},
          {"type",
           word({"text", "longtext", "choice", "multichoice", "boolean", "integer", "decimal", "money", "date", "point", "address",
                 "parcel", "photo", "file", "email", "phone", "license"}),
           true, "What kind of answer it takes."},
          {"of", id(), false, "For a license: the service that issues it."},
          {"label", local_text(), false, "The question. Only photo, file, email and phone may go without: the program has words for them."},
          {"hint", local_text(), false, "A line of help below the question."},
          {"say", local_text(), false, "What a voice or a text message says instead of the label."},
          {"when", expression(), false, "Asked only when true. May read questions that stand above it."},
          {"check", expression(), false, "The answer is accepted when this is true."},
          {"message", local_text(), false, "What to tell when the check is false."},
          {"min", bound(), false, "The least number, amount or date; the fewest characters of a text; the fewest photos or choices."},
          {"max", bound(), false, "The greatest number, amount or date; the most characters of a text; the most photos or choices."},
          {"options", list(object(option_form)), false, "What can be chosen."},
          {"accept", list(id()), false, "Kinds of file: pdf, jpg, png …"},
          {"channels", list(word(channel_words())), false, "Asked only there; in every channel of the service when absent."},
          {"optional", boolean(), false, "It may stay without an answer."},
          {"personal", boolean(), false, "Kept apart from the case and never published."},
          {"publish", boolean(), false, "Shown on the public page of the case and in open data."},
      }};
  return table;
}

ObjectForm const& document_form() {
  static ObjectForm const table{"document",
                                "a document",
                                {
                                    {"id", name(), true, "The name by which expressions know it: has(plans)."},
                                    {"label", local_text(), true, "What it is."},
                                    {"hint", local_text(), false, "A line of help below it."},
                                    {"when", expression(), false, "Wanted only when true."},
                                    {"accept", list(id()), false, "Kinds of file: pdf, jpg, png …"},
                                    {"optional", boolean(), false, "It may be left out."},
                                }};
  return table;
}

ObjectForm const& eligibility_form() {
  static ObjectForm const table{"eligibility rule",
                                "an eligibility rule",
                                {
                                    {"deny_if", expression(), true, "Turned away when this is true."},
                                    {"reason", local_text(), true, "Why, and what to do instead."},
                                }};
  return table;
}

ObjectForm const& fee_form() {
  static ObjectForm const table{
      "fee",
      "a fee",
      {
          {"id", id(), true, "The name of the line."},
          {"label", local_text(), false, "What people read on the bill."},
          {"gl", text(64), false, "The account in the general ledger."},
          {"kind", word({"flat", "per", "percent", "tiered", "lookup", "waiver"}), true, "How it is computed."},
          {"amount", decimal(), false, "flat: the fee; per: for each started \"each\"; waiver: what is let off."},
          {"of", values(), false,
           "The value that counts: a question or an expression; for percent and waiver also \"subtotal\" (every fee above) or a list of "
           "fees."},
          {"rate", decimal(), false, "percent and waiver: 0.05 is five percent."},
          {"each", decimal(), false, "per: the unit, 1 when absent; a part of a unit counts as a whole one."},
          {"tiers", list(object(tier_form)), false, "tiered: the brackets, lowest first."},
          {"table", map(decimal()), false, "lookup: answer → fee."},
          {"when", expression(), false, "Charged only when true."},
          {"min", decimal(), false, "Never less than this."},
          {"max", decimal(), false, "Never more than this."},
          {"round", word({"half-up", "half-even", "up", "down"}), false, "How the line is rounded to cents; half-up when absent."},
      }};
  return table;
}

}  // namespace cityhall
