#include "services/issues/public_words.h"

#include "kernel/definitions/evaluate.h"
#include "services/page/parts.h"
#include "web/html.h"

namespace cityhall {

using namespace web;
using namespace web::tag;

std::string public_title(Call const& call, PublicCase const& report) {
  return report.title.empty() ? std::string{report.definition->title.in(call.language)} : report.title;
}

std::string state_in_words(Call const& call, PublicCase const& report) {
  auto const* state = report.definition->workflow.state(report.state);
  auto const label = std::string{state == nullptr ? to_text(report.status) : public_label(*state, call.language)};
  return report.status == CaseStatus::open ? label : render(closing_words(report.outcome, report.state, label), words_of(call));
}

Html public_badge(Call const& call, PublicCase const& report) {
  return span(cls(report.status == CaseStatus::closed ? "badge good" : "badge open"), state_in_words(call, report));
}

}  // namespace cityhall
