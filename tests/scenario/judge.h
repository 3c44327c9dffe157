#pragma once
// Holds an outcome against what a step promises.

#include <string>
#include <vector>

#include "model.h"
#include "outcome.h"

namespace cityhall::scenario {

/// One sentence with its line for each difference: `12: status is 200, expected 303`. Empty: the promise is kept. A step of a request,
/// a command or time that names no event (mail) promises that there is none.
std::vector<std::string> differences(Step const& step, std::vector<Expectation> const& filled, Outcome const& outcome);

/// How the event and the mail would be written in a scenario.
std::string print_event(FiredEvent const& event);
std::string print_mail(SentMail const& mail);

}  // namespace cityhall::scenario
