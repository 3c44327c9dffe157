#include "base/json.h"
#include "kernel/cases/actions.h"
#include "kernel/events/event.h"
#include "store/transaction.h"

namespace cityhall {

void follow(Unit& unit, CaseId case_id, PartyId party, std::string_view language) {
  auto const added = unit.tx.run(
      R"sql(INSERT INTO case_followers (case_id, party_id, language, followed_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (case_id, party_id) DO NOTHING)sql",
      case_id, party, language, unit.now);
  if (added > 0) append(unit, "case.followed", {.case_id = case_id, .party_id = party}, Json::object());
}

void unfollow(Unit& unit, CaseId case_id, PartyId party) {
  unit.tx.run(R"sql(DELETE FROM case_followers WHERE case_id = $1 AND party_id = $2)sql", case_id, party);
}

std::vector<Follower> followers_of(View const& view, CaseId case_id) {
  std::vector<Follower> followers;
  for (auto const row : view.reader.query(
           R"sql(SELECT party_id, language FROM case_followers WHERE case_id = $1 ORDER BY followed_at, party_id)sql", case_id))
    followers.push_back({row.get<PartyId>(0), row.get<std::string>(1)});
  return followers;
}

}  // namespace cityhall
