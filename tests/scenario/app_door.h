#pragma once
// The door to the real application: a copy of the demo city, a clock that stands still, repeatable chance, a mail server in memory.

#include <memory>

#include "base/temporary_folder.h"
#include "model.h"
#include "outcome.h"

namespace cityhall::scenario {

/// The demo city is made once and copied for each scenario.
class Stagehand {
 public:
  Stagehand();

  std::unique_ptr<Door> open(Scenario const& scenario);
  /// The key that scenarios know as {open311_key}.
  std::string const& open311_key() const { return open311_key_; }

 private:
  void make_template();

  TemporaryFolder folder_;
  std::string open311_key_;
  int opened_ = 0;
};

}  // namespace cityhall::scenario
