#include "services/issues/unfinished_handlers.h"

#include "services/issues/beginning.h"
#include "services/issues/steps.h"
#include "services/page/unfinished.h"

namespace cityhall {
namespace {

std::string path_of_draft(Call const& call, std::string_view token) {
  auto const draft = draft_by_token(call.view(), token);
  if (draft.sent() || draft.joined() || !draft.sitting.empty()) throw draft_gone();
  return step_path(draft, first_unasked(draft));
}

std::string path_of_beginning(Call const& call, std::string_view token) {
  auto const beginning = beginning_by_token(call.view(), token);
  return "/report/" + beginning.token + (beginning.place.is_null() ? "/place" : "/service");
}

/// Empty when there is none any more: it was sent from another device, or seven days are over.
std::string path_to_go_on(Call const& call, std::string_view token) {
  for (auto const path_of : {path_of_draft, path_of_beginning}) {
    try {
      if (!token.empty()) return path_of(call, token);
    } catch (Refusal const&) {
      continue;
    }
  }
  return {};
}

}  // namespace

web::Response go_on_with_report(Call& call) {
  auto const token = unfinished_token(call.request);
  auto const path = path_to_go_on(call, token);
  auto response = web::see_other(path.empty() ? "/report" : path);
  if (path.empty()) forget_unfinished(response, call, token);
  web::no_store(response);
  return response;
}

web::Response throw_report_away(Call& call) {
  auto const token = unfinished_token(call.request);
  auto unit = call.unit();
  if (!token.empty()) end_draft(unit, token);
  auto response = web::see_other("/report?thrown=yes");
  forget_unfinished(response, call, token);
  return response;
}

}  // namespace cityhall
