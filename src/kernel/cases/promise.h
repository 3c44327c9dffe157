#pragma once
// What a case would become if it were opened now: for an agent who tells it to the caller before it is sent.

#include <optional>
#include <string>
#include <vector>

#include "kernel/cases/duplicates.h"

namespace cityhall {

struct Promise {
  int priority = 3;
  std::string queue{};
  std::string handoff{};                // another body that would be told
  std::optional<Time> due{};
  std::vector<std::string> refusals{};  // why it cannot be asked for, in that language
};
/// `unsent.answers` are checked ones; `unsent.place` is located.
Promise promise_for(City& city, UnsentCase const& unsent, Channel channel, std::string_view language);

}  // namespace cityhall
