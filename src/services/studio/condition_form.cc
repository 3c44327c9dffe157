#include "services/studio/condition_form.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/definitions/definition.h"
#include "services/studio/subjects.h"

namespace cityhall::studio {
namespace {

using namespace web;
using namespace web::tag;

std::string row_control(std::string_view at, std::size_t row, std::string_view part) {
  return "row@" + std::string{at} + '#' + std::to_string(row) + '.' + std::string{part};
}

bool is_one_of_several(Compare how) { return how == Compare::one_of || how == Compare::none_of; }

/// What is chosen now stays to be chosen, also when it is unknown.
Html small_select(std::string const& control_name, Message const& words, std::vector<web::Option> options, std::string const& chosen) {
  bool const known = std::any_of(options.begin(), options.end(), [&](web::Option const& one) { return one.value == chosen; });
  if (!known) options.insert(options.begin(), {chosen, chosen.empty() ? Text{"–"} : Text{chosen}});
  auto const item = [&](web::Option const& one) { return option(value(one.value), selected(one.value == chosen), one.label.html()); };
  return select(name(control_name), aria("label", words), each(options, item));
}

/// One of the choices of the question, else what is typed.
Html value_control(Call const& call, ConditionControl const& control, std::size_t index, ConditionRow const& row) {
  auto const control_name = row_control(control.at, index, "value");
  std::vector<web::Option> choices{{"", "–"}};
  for (auto const& one : choices_of(control.definition, row.what)) {
    auto const words = one.label.in(call.language);
    choices.push_back({one.id, words.empty() ? Text{one.id} : Text{words}});
  }
  if (choices.size() > 1 && !is_one_of_several(row.how)) return small_select(control_name, _("Value"), std::move(choices), row.value);
  return void_element("input", {type("text"), name(control_name), value(row.value), list_id("values-" + control.at), autocomplete("off"),
                                aria("label", _("Value"))});
}

Html row_of(Call const& call, ConditionControl const& control, std::size_t index, ConditionRow const& row) {
  std::vector<web::Option> const joins{{"and", _("and")}, {"or", _("or")}};
  auto const join =
      index == 0 ? nothing() : small_select(row_control(control.at, index, "join"), _("Joined by"), joins, row.alternative ? "or" : "and");
  auto asked = subjects(call, control.definition, control.zone_layers);
  asked.insert(asked.begin(), {"", "–"});
  return div(cls("condition-row"), join, small_select(row_control(control.at, index, "what"), _("Question"), std::move(asked), row.what),
             small_select(row_control(control.at, index, "how"), _("Comparison"), comparisons(), std::string{compare_word(row.how)}),
             value_control(call, control, index, row));
}

/// What can be chosen in the questions, for the field beside them.
Html value_list(Call const& call, ConditionControl const& control) {
  Html choices;
  if (control.definition != nullptr)
    for (auto const& question : control.definition->questions)
      for (auto const& one : question.options) choices += option(value(one.id), one.label.in(call.language));
  return datalist(id("values-" + control.at), choices);
}

/// A value that was left standing when another question or comparison was chosen is not carried into it.
void keep_value_fitting(ConditionRow& row, ConditionRow const* before, Type::Fields const& names) {
  bool const left_standing = before != nullptr && before->value == row.value;
  if (left_standing && before->what != row.what) row.value.clear();
  bool const has_choices = !type_of_path(row.what, names).options().empty();
  if (has_choices && !is_one_of_several(row.how)) row.value = trim(row.value.substr(0, row.value.find(',')));
}

}  // namespace

std::optional<std::vector<ConditionRow>> exact_rows(std::string_view expression, Type::Fields const& names) {
  auto rows = rows_of(expression);
  if (rows && expression_of(*rows, names) != expression) rows.reset();
  return rows;
}

std::optional<std::string> condition_from(Parameters const& typed, std::string const& at, std::string const& before,
                                          Type::Fields const& names) {
  if (!typed.has(row_control(at, 0, "what"))) return std::nullopt;
  auto const known = exact_rows(before, names);
  std::vector<ConditionRow> rows;
  for (std::size_t i = 0; typed.has(row_control(at, i, "what")); ++i) {
    ConditionRow row{.alternative = typed.get(row_control(at, i, "join")) == "or",
                     .what = std::string{typed.get(row_control(at, i, "what"))},
                     .how = compare_from(typed.get(row_control(at, i, "how"))).value_or(Compare::is)};
    if (takes_value(row.how)) row.value = trim(typed.get(row_control(at, i, "value")));
    if (row.what.empty()) continue;
    keep_value_fitting(row, known && i < known->size() ? &(*known)[i] : nullptr, names);
    if (rows.empty()) row.alternative = false;
    rows.push_back(std::move(row));
  }
  return known && *known == rows ? before : expression_of(rows, names);
}

Html condition_control(Call const& call, ConditionControl const& control) {
  auto const names = control.definition == nullptr ? Type::Fields{} : control.definition->names;
  auto const rows = exact_rows(control.text, names);
  Control const as_text{.name = control.at,
                        .label = _("As text"),
                        .hint = group(_("Such as lane == 'travel' && size > 2. What is written here counts before the rows.")),
                        .entered = control.entered,
                        .value = control.text,
                        .attributes = {cls("source"), autocomplete("off"), Attr{"spellcheck", std::string_view{"false"}}}};
  // A line of input cannot hold several lines.
  auto const text = control.text.find('\n') == std::string::npos ? input_field(as_text) : textarea_field(as_text);
  bool const faulty = control.entered != nullptr && control.entered->error(control.at) != nullptr;
  if (!rows)
    return fieldset(cls("condition"), legend(control.label), p(cls("hint"), _("This condition is kept as text: rows cannot say it.")),
                    text);
  Html shown;
  for (std::size_t i = 0; i < rows->size(); ++i) shown += row_of(call, control, i, (*rows)[i]);
  shown += row_of(call, control, rows->size(), {});
  return fieldset(cls("condition"), legend(control.label), control.hint.empty() ? nothing() : p(cls("hint"), control.hint), shown,
                  value_list(call, control), details(faulty ? open() : none(), summary(_("As text")), text));
}

}  // namespace cityhall::studio
