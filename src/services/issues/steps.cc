#include "services/issues/steps.h"

#include <algorithm>

#include "kernel/definitions/evaluate.h"

namespace cityhall {

std::vector<std::string> steps_of(Draft const& draft) {
  std::vector<std::string> steps;
  Facts const facts{draft.definition, draft.answers};
  for (auto const* question : visible_questions(*draft.definition, facts, to_text(draft.channel))) steps.push_back(question->id);
  steps.emplace_back(contact_step);
  steps.emplace_back(check_step);
  return steps;
}

std::string step_after(Draft const& draft, std::string_view step) {
  // It stands before the contact, but only when there is something to show: so it is none of the steps.
  if (step == alike_step) return std::string{contact_step};
  auto const steps = steps_of(draft);
  auto const here = std::find(steps.begin(), steps.end(), step);
  return here == steps.end() || here + 1 == steps.end() ? std::string{check_step} : *(here + 1);
}

bool is_answered(Draft const& draft, Question const& question) {
  if (question.optional) return true;
  if (question.is_upload())
    return std::any_of(draft.files.begin(), draft.files.end(), [&](DraftFile const& file) { return file.question == question.id; });
  return draft.answers.contains(question.id);
}

std::string first_open_step(Draft const& draft) {
  for (auto const& step : steps_of(draft)) {
    auto const* question = draft.definition->question(step);
    if (question != nullptr && !is_answered(draft, *question)) return step;
  }
  return std::string{check_step};
}

std::string first_unasked(Draft const& draft) {
  for (auto const& step : steps_of(draft)) {
    auto const has_file = std::any_of(draft.files.begin(), draft.files.end(), [&](DraftFile const& file) { return file.question == step; });
    bool const known = step == contact_step ? !draft.contact.empty() : draft.answers.contains(step) || has_file;
    if (!known) return step;
  }
  return std::string{check_step};
}

std::string step_path(Draft const& draft, std::string_view step) {
  std::string path = "/reports/" + draft.token + "/";
  return path += step;
}

}  // namespace cityhall
