#pragma once
// What a voice or a text message says for a question, and how it can be answered. The conversation uses it, and the preview of services.

#include <string>
#include <vector>

#include "base/json_fwd.h"
#include "kernel/city.h"
#include "kernel/definitions/definition.h"

namespace cityhall::telephony {

struct Speaker {
  City& city;
  std::string language;
  bool voice = true;  // else by text message
};

struct QuestionWords {
  std::vector<std::string> lines{};
  int digits = 0;  // keys that answer it at most; 0: any number
};
/// `answers`: those before it, an object.
QuestionWords question_words(Speaker const& speaker, DefinitionPtr const& definition, Question const& question, Json const& answers);

}  // namespace cityhall::telephony
