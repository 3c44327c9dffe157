#pragma once
// What a browser needs to show and leave out the questions of one page while somebody types. Read by ui/questions/asked.ts, which comes to
// the same as validate_answers.

#include <string>
#include <string_view>
#include <vector>

#include "base/json_fwd.h"
#include "kernel/definitions/definition.h"

namespace cityhall {

/// How the answers will be judged, and what the browser cannot know.
struct FormContext {
  std::string_view channel = "web";
  Json const* facts = nullptr;           // as in AnswerContext; of a place that was looked up, with its answer
  std::vector<std::string> elsewhere{};  // names of which only the server knows a value: what reads them stays as the server showed it
};

/// Does an answer decide about another question, or about what one offers? Otherwise a page needs none of this.
bool has_conditions(Definition const& definition);
/// {"v":1,"facts":{name: value},"elsewhere":[name],"questions":[{"id","type","min","max","when":tree,"options":[{"id","when":tree}]}]}: the
/// questions of the channel in the order of the file; a tree as Expression::to_json writes it, one that never holds when it is faulty.
Json form_conditions(Definition const& definition, FormContext const& context);

}  // namespace cityhall
