#pragma once
// The door to the real application: a copy of the demo city, a clock that stands still, repeatable chance, a mail server in memory.

#include <filesystem>
#include <memory>

#include "model.h"
#include "outcome.h"

namespace cityhall::scenario {

/// The demo city is made once and copied for each scenario.
class Stagehand {
 public:
  Stagehand();
  ~Stagehand();
  Stagehand(Stagehand const&) = delete;
  Stagehand& operator=(Stagehand const&) = delete;

  std::unique_ptr<Door> open(Scenario const& scenario);
  /// The key that scenarios know as {open311_key}.
  std::string const& open311_key() const { return open311_key_; }

 private:
  void make_template();

  std::filesystem::path folder_;
  std::string open311_key_;
  int opened_ = 0;
};

}  // namespace cityhall::scenario
