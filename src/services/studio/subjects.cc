#include "services/studio/subjects.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "kernel/definitions/definition.h"
#include "services/studio/condition_form.h"
#include "services/studio/words.h"

namespace cityhall::studio {
namespace {

constexpr std::size_t words_most = 60;

struct CompareWords {
  Compare how;
  Message words;
};

std::span<CompareWords const> compare_table() {
  static std::array const all{CompareWords{Compare::is, _("is")},
                              CompareWords{Compare::is_not, _("is not")},
                              CompareWords{Compare::one_of, _("is one of")},
                              CompareWords{Compare::none_of, _("is none of")},
                              CompareWords{Compare::less, _("is less than")},
                              CompareWords{Compare::at_most, _("is at most")},
                              CompareWords{Compare::more, _("is more than")},
                              CompareWords{Compare::at_least, _("is at least")},
                              CompareWords{Compare::yes, _("is yes")},
                              CompareWords{Compare::no, _("is no")},
                              CompareWords{Compare::answered, _("is answered")},
                              CompareWords{Compare::not_answered, _("is not answered")},
                              CompareWords{Compare::includes, _("includes")},
                              CompareWords{Compare::not_includes, _("does not include")}};
  return all;
}

Question const* question_at(Definition const* definition, std::string_view path) {
  return definition == nullptr ? nullptr : definition->question(path.substr(0, path.find('.')));
}

std::string question_words(Call const& call, Question const& question) {
  auto const words = question.label.in(call.language);
  return words.empty() ? question.id : shorten(words, words_most);
}

/// What is known of a place. A layer of zones is called as the city calls it.
std::string part_words(Call const& call, std::string_view part) {
  if (part == "class") return call.text(_("Kind of street"));
  if (part == "owner") return call.text(_("Who looks after the street"));
  if (part == "zip") return call.text(_("ZIP code"));
  if (part == "lat") return call.text(_("Latitude"));
  if (part == "long") return call.text(_("Longitude"));
  if (part == "district") return call.text(_("District"));
  return std::string{part};
}

template <class Say>
std::string each_word(std::string_view value, Say&& say) {
  std::string words;
  for (auto const one : split(value, ',')) words += (words.empty() ? "" : ", ") + say(trim(one));
  return words;
}

/// A row may compare with another question.
std::string compared_words(Call const& call, Definition const& definition, ConditionRow const& row) {
  bool const is_choice = !type_of_path(row.what, definition.names).options().empty();
  bool const is_question = !is_choice && definition.question(row.value) != nullptr;
  return is_question ? subject_words(call, &definition, row.value) : value_words(call, &definition, row.what, row.value);
}

std::string row_words(Call const& call, Definition const& definition, ConditionRow const& row) {
  auto const all = compare_table();
  auto const how = std::find_if(all.begin(), all.end(), [&](CompareWords const& one) { return one.how == row.how; });
  auto const what = subject_words(call, &definition, row.what);
  if (!takes_value(row.how))
    return call.text(_("“{question}” {comparison}").with("question", what).with("comparison", call.text(how->words)));
  return call.text(_("“{question}” {comparison} “{value}”")
                       .with("question", what)
                       .with("comparison", call.text(how->words))
                       .with("value", compared_words(call, definition, row)));
}

}  // namespace

std::vector<web::Option> subjects(Call const& call, Definition const* definition, std::span<std::string const> zone_layers) {
  std::vector<web::Option> all;
  if (definition == nullptr) return all;
  for (auto const& question : definition->questions) {
    all.push_back({question.id, question_words(call, question)});
    if (!question.is_place()) continue;
    std::vector<std::string> parts{"class", "owner"};
    parts.insert(parts.end(), zone_layers.begin(), zone_layers.end());
    parts.emplace_back("zip");
    for (auto const& part : parts) {
      auto const path = question.id + '.' + part;
      all.push_back({path, subject_words(call, definition, path)});
    }
  }
  for (auto const* path : {"priority", "channel"}) all.push_back({path, subject_words(call, definition, path)});
  return all;
}

std::vector<web::Option> comparisons() {
  std::vector<web::Option> all;
  for (auto const& one : compare_table()) all.push_back({std::string{compare_word(one.how)}, one.words});
  return all;
}

std::span<AnswerOption const> choices_of(Definition const* definition, std::string_view path) {
  auto const* question = path.find('.') == std::string_view::npos ? question_at(definition, path) : nullptr;
  return question == nullptr ? std::span<AnswerOption const>{} : question->options;
}

std::string subject_words(Call const& call, Definition const* definition, std::string_view path) {
  auto const* question = question_at(definition, path);
  auto const dot = path.find('.');
  if (question != nullptr && dot == std::string_view::npos) return question_words(call, *question);
  if (question != nullptr && question->is_place()) {
    auto const part = part_words(call, path.substr(dot + 1));
    auto const& all = definition->questions;
    bool const only_place = std::count_if(all.begin(), all.end(), [](Question const& one) { return one.is_place(); }) == 1;
    return only_place ? part : question_words(call, *question) + " – " + part;
  }
  if (path == "priority") return call.text(_("Priority"));
  if (path == "channel") return call.text(_("Channel"));
  return std::string{path};
}

std::string value_words(Call const& call, Definition const* definition, std::string_view path, std::string_view value) {
  auto const* question = question_at(definition, path);
  if (path == "channel") return each_word(value, [&](std::string_view word) { return call.text(word_words("", "", word)); });
  if (question == nullptr || path.find('.') != std::string_view::npos) return std::string{value};
  if (question->type == QuestionType::boolean && (value == "yes" || value == "no")) return call.text(value == "yes" ? _("Yes") : _("No"));
  if (question->options.empty()) return std::string{value};
  return each_word(value, [&](std::string_view word) {
    auto const* choice = question->option(word);
    auto const label = choice == nullptr ? std::string_view{} : choice->label.in(call.language);
    return std::string{label.empty() ? word : label};
  });
}

std::string condition_words(Call const& call, Definition const* definition, std::string_view text) {
  auto const rows = definition == nullptr ? std::nullopt : exact_rows(text, definition->names);
  if (!rows) return {};
  std::vector<std::vector<std::string>> groups;  // "and" binds tighter
  for (auto const& row : *rows) {
    if (groups.empty() || row.alternative) groups.emplace_back();
    groups.back().push_back(row_words(call, *definition, row));
  }
  std::vector<std::string> said;
  for (auto const& group : groups) {
    auto const words = join(group, ' ' + call.text(_("and")) + ' ');
    said.push_back(group.size() > 1 && groups.size() > 1 ? '(' + words + ')' : words);
  }
  return join(said, ' ' + call.text(_("or")) + ' ');
}

}  // namespace cityhall::studio
