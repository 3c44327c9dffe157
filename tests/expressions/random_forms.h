#pragma once
// Random answers as people type them into the questions of a service, the same for the same seed on every machine.

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "base/json_fwd.h"
#include "kernel/definitions/definition.h"

namespace cityhall {

class RandomForms {
 public:
  explicit RandomForms(std::uint64_t seed) : random_{seed} {}

  /// {"form": what the browser is given, "typed": {question: [text]}, "asked": {question: [option]}}: what was typed in some channel, and
  /// which questions and options that calls for here.
  Json form(DefinitionPtr const& definition);

 private:
  std::vector<std::string> typed(Question const& question);
  std::string text_for(Question const& question);
  Json place();

  std::size_t below(std::size_t count) { return static_cast<std::size_t>(random_() % count); }
  bool chance(std::size_t percent) { return below(100) < percent; }
  std::string pick(std::vector<std::string> const& choices) { return choices[below(choices.size())]; }

  std::mt19937_64 random_;
};

}  // namespace cityhall
