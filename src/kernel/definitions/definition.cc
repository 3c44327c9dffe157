#include "kernel/definitions/definition.h"

#include <algorithm>

namespace cityhall {
namespace {

template <class T>
T const* by_id(std::vector<T> const& all, std::string_view id) {
  auto const found = std::find_if(all.begin(), all.end(), [&](T const& one) { return one.id == id; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::string_view to_text(QuestionType type) {
  constexpr std::string_view words[] = {"text",  "longtext", "choice", "multichoice", "boolean", "integer", "decimal", "money",  "date",
                                        "point", "address",  "parcel", "photo",       "file",    "email",   "phone",   "license"};
  return words[static_cast<std::size_t>(type)];
}

bool Question::asked_in(std::string_view channel) const {
  if (channels.empty() || channel.empty() || channel == "import" || channel == "system") return true;
  auto const listed = [&](std::string_view one) { return std::find(channels.begin(), channels.end(), one) != channels.end(); };
  return listed(channel) || (channel == "api" && listed("open311")) || (channel == "open311" && listed("api"));
}

AnswerOption const* Question::option(std::string_view option_id) const { return by_id(options, option_id); }
Action const* State::action(std::string_view action_id) const { return by_id(actions, action_id); }
State const* Workflow::state(std::string_view state_id) const { return by_id(states, state_id); }
Question const* Definition::question(std::string_view question_id) const { return by_id(questions, question_id); }
Document const* Definition::document(std::string_view document_id) const { return by_id(documents, document_id); }

Question const* Definition::place_question() const {
  auto const found = std::find_if(questions.begin(), questions.end(), [](Question const& question) { return question.is_place(); });
  return found == questions.end() ? nullptr : &*found;
}

bool Definition::offers(std::string_view channel) const { return std::find(channels.begin(), channels.end(), channel) != channels.end(); }

}  // namespace cityhall
