#include "services/issues/journey.h"

namespace cityhall {

web::Entered entered_of(Call const& call, Refusal const& refusal) {
  web::Entered entered{.values = call.request.form.fields, .errors = refusal.fields};
  if (entered.errors.empty()) entered.errors.push_back({"", refusal.code, refusal.message});
  return entered;
}

web::Response private_page(web::Response response) {
  web::no_store(response);
  return response;
}

}  // namespace cityhall
