#pragma once
// Pages of the report journey: one question each, works without JavaScript.

#include <string>
#include <vector>

#include "services/issues/draft.h"
#include "services/page/page.h"

namespace cityhall {

/// A page of the journey, with what was typed and every fault.
struct StepView {
  Draft const& draft;
  std::string step{};
  std::string action{};  // where the form is sent
  web::Entered entered{};
  std::vector<std::string> suggestions{};  // addresses that were perhaps meant
  int status = 200;
  bool together = false;  // other questions stand on the same page: what it offers may change while they are answered
};

/// What is around every page of the journey: the way back, how far one is, what was wrong.
web::Response step_page(Call const& call, StepView const& view, web::Text const& title, web::Html const& form);
/// The control of one question, with its hints and the answer so far.
web::Html question_answer(Call const& call, Question const& question, StepView const& view);
web::Response question_page(Call const& call, Question const& question, StepView const& view);
web::Response contact_page(Call const& call, StepView const& view);
web::Response check_page(Call const& call, StepView const& view);

}  // namespace cityhall
