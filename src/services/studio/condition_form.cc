#include "services/studio/condition_form.h"

#include "base/text.h"
#include "kernel/definitions/definition.h"

namespace cityhall::studio {
namespace {

using namespace web;
using namespace web::tag;

std::string row_control(std::string_view at, std::size_t row, std::string_view part) {
  return "row@" + std::string{at} + '#' + std::to_string(row) + '.' + std::string{part};
}

std::vector<web::Option> comparisons() {
  return {{"is", _("is")},
          {"is_not", _("is not")},
          {"one_of", _("is one of")},
          {"none_of", _("is none of")},
          {"less", _("is less than")},
          {"at_most", _("is at most")},
          {"more", _("is more than")},
          {"at_least", _("is at least")},
          {"yes", _("is yes")},
          {"no", _("is no")},
          {"answered", _("is answered")},
          {"not_answered", _("is not answered")},
          {"includes", _("includes")},
          {"not_includes", _("does not include")}};
}

/// Questions by their words, and what is known of a place.
std::vector<web::Option> subjects(Call const& call, Definition const* definition, std::string const& chosen) {
  std::vector<web::Option> all{{"", "–"}};
  bool found = chosen.empty();
  auto const add = [&](std::string path, Text words) {
    found = found || path == chosen;
    all.push_back({std::move(path), std::move(words)});
  };
  if (definition != nullptr) {
    for (auto const& question : definition->questions) {
      auto const words = question.label.in(call.language);
      add(question.id, words.empty() ? Text{question.id} : Text{shorten(words, 60)});
      if (!question.is_place()) continue;
      for (auto const* part : {"class", "owner", "district", "zip"}) add(question.id + '.' + part, question.id + '.' + part);
    }
    add("priority", _("Priority"));
    add("channel", _("Channel"));
  }
  if (!found) all.push_back({chosen, chosen});
  return all;
}

Html small_select(std::string const& control_name, Message const& words, std::vector<web::Option> const& options, std::string_view chosen) {
  auto const item = [&](web::Option const& one) { return option(value(one.value), selected(one.value == chosen), one.label.html()); };
  return select(name(control_name), aria("label", words), each(options, item));
}

Html row_of(Call const& call, ConditionControl const& control, std::size_t index, ConditionRow const& row) {
  std::vector<web::Option> const joins{{"and", _("and")}, {"or", _("or")}};
  auto const join =
      index == 0 ? nothing() : small_select(row_control(control.at, index, "join"), _("Joined by"), joins, row.alternative ? "or" : "and");
  auto const list = "values-" + control.at;
  return div(cls("condition-row"), join,
             small_select(row_control(control.at, index, "what"), _("Question"), subjects(call, control.definition, row.what), row.what),
             small_select(row_control(control.at, index, "how"), _("Comparison"), comparisons(), compare_word(row.how)),
             void_element("input", {type("text"), name(row_control(control.at, index, "value")), value(row.value), list_id(list),
                                    autocomplete("off"), aria("label", _("Value"))}));
}

/// What can be chosen in the questions, for the field beside them.
Html value_list(Call const& call, ConditionControl const& control) {
  Html choices;
  if (control.definition != nullptr)
    for (auto const& question : control.definition->questions)
      for (auto const& one : question.options) choices += option(value(one.id), one.label.in(call.language));
  return datalist(id("values-" + control.at), choices);
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
  std::vector<ConditionRow> rows;
  for (std::size_t i = 0; typed.has(row_control(at, i, "what")); ++i) {
    ConditionRow row{.alternative = typed.get(row_control(at, i, "join")) == "or",
                     .what = std::string{typed.get(row_control(at, i, "what"))},
                     .how = compare_from(typed.get(row_control(at, i, "how"))).value_or(Compare::is)};
    if (takes_value(row.how)) row.value = trim(typed.get(row_control(at, i, "value")));
    if (row.what.empty()) continue;
    if (rows.empty()) row.alternative = false;
    rows.push_back(std::move(row));
  }
  auto const known = exact_rows(before, names);
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
