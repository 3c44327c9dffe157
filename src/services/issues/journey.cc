#include "services/issues/journey.h"

#include "services/page/unfinished.h"

namespace cityhall {

web::Entered entered_of(Call const& call, Refusal const& refusal) {
  web::Entered entered{.values = call.request.form.fields, .errors = refusal.fields};
  if (entered.errors.empty()) entered.errors.push_back({"", refusal.code, refusal.message});
  return entered;
}

web::Response kept_on(Call const& call, Draft const& draft, std::string const& path) {
  auto response = web::see_other(path);
  keep_unfinished(response, call, draft.token, draft.definition->id);
  return response;
}

web::Response kept_on(Call const& call, Beginning const& beginning, std::string const& path) {
  auto response = web::see_other(path);
  keep_unfinished(response, call, beginning.token, {});
  return response;
}

web::Response private_page(web::Response response) {
  web::no_store(response);
  return response;
}

}  // namespace cityhall
