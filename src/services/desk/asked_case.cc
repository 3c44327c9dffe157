#include "services/desk/asked_case.h"

#include "kernel/accounts/access.h"

namespace cityhall {

Case asked_case(Call const& call) { return case_by_number(call.view(), call.path_value("number")); }

Case expected_case(Call const& call) {
  auto report = asked_case(call);
  expect_revision(call.view(), report, parse_id(call.request.form.fields.get("revision")));
  return report;
}

std::vector<Account> assignable(Call const& call) {
  auto const actor = system_actor("desk");
  return accounts(View{call.city, call.reader, actor}, {.kind = AccountKind::staff, .most = 500});
}

}  // namespace cityhall
