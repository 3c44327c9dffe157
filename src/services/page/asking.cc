#include "services/page/asking.h"

#include "base/json.h"

namespace cityhall {

using namespace web;
using namespace web::tag;

Html asking_data(Call const& call, Definition const& definition, FormContext const& context) {
  if (!has_conditions(definition)) return nothing();
  return group(json_island("asking", to_text(form_conditions(definition, context))),
               p(cls("visually-hidden"), id("asking-news"), role("status"), data("words", call.text(_("Asked now: {questions}")))));
}

Html left_out(std::string const& question, Html const& part) { return element("template", {data("left-out", question), part}); }

Html question_part(std::string const& question, bool asked, Html const& content) {
  auto const part = div(data("question", question), content);
  return asked ? part : left_out(question, part);
}

}  // namespace cityhall
