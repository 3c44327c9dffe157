#include "services/issues/beginning.h"

#include <algorithm>

#include "services/issues/steps.h"

namespace cityhall {

Draft draft_from(Beginning const& beginning, DefinitionPtr definition) {
  Draft draft{.definition = std::move(definition), .language = beginning.language};
  auto const& questions = draft.definition->questions;
  if (auto const* where = draft.definition->place_question(); where != nullptr && !beginning.place.is_null())
    draft.answers[where->id] = beginning.place;
  auto const photo =
      std::find_if(questions.begin(), questions.end(), [](Question const& question) { return question.is_upload() && !question.when; });
  for (auto const file : beginning.files) draft.files.push_back({photo == questions.end() ? std::string{} : photo->id, file});
  return draft;
}

}  // namespace cityhall
