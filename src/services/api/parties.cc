#include "services/api/parties.h"

#include "base/refusal.h"

namespace cityhall {

using namespace web;

Record<Party> const& answer_record(Party const*) {
  static Record<Party> const record{
      "Party",
      {member("id", &Party::id), member("name", &Party::name), member("email", &Party::email),
       member("email_verified", &Party::email_verified).says("Whether it was proven that the address is theirs."),
       member("phone", &Party::phone), member("language", &Party::language), member("organisation", &Party::organisation)}};
  return record;
}

namespace api {
namespace {

ListPage<Party> list_parties(Call& call, PartyQuery const& query) {
  PartyFilter const filter{.email = query.email,
                           .phone = query.phone,
                           .after = PartyId{id_of_cursor(query.cursor)},
                           .most = static_cast<std::size_t>(query.limit)};
  ListPage<Party> page{.items = parties(call.view(), filter)};
  if (page.items.size() == filter.most) page.next = cursor_of(to_text(page.items.back().id));
  return page;
}

Party show_party(Call& call) {
  auto party = party_by_id(call.view(), PartyId{parse_id(call.path_value("party"))});
  if (!party) throw not_found();
  return *party;
}

Created<Party> create_party(Call& call, PartyBody const& body) {
  auto unit = call.unit();
  auto const id = find_or_make_party(
      unit, {.name = body.name, .email = body.email, .phone = body.phone, .language = body.language, .organisation = body.organisation});
  return {party_by_id(call.view(), id).value(), "/api/v1/parties/" + to_text(id)};
}

}  // namespace

Record<PartyQuery> const& body_record(PartyQuery const*) {
  static Record<PartyQuery> const record{
      "",
      {member("email", &PartyQuery::email).most(254).says("Exactly, whatever the case."), member("phone", &PartyQuery::phone).most(40),
       cursor_member<PartyQuery>(), limit_member<PartyQuery>()}};
  return record;
}
Record<PartyBody> const& body_record(PartyBody const*) {
  static Record<PartyBody> const record{"NewParty",
                                        {member("name", &PartyBody::name).most(200), member("email", &PartyBody::email).most(254),
                                         member("phone", &PartyBody::phone).most(40), member("language", &PartyBody::language).most(20),
                                         member("organisation", &PartyBody::organisation)}};
  return record;
}

std::vector<Route> party_routes() {
  using enum Method;
  constexpr std::string_view group = "Parties";
  return {endpoint<list_parties>(GET, "/api/v1/parties", "api.people", {group, _("People and organizations")}),
          endpoint<create_party>(POST, "/api/v1/parties", "api.people",
                                 {group, _("Find or add a person or organization"),
                                  "By e-mail address, else by phone number; one that exists is answered as it is."}),
          endpoint<show_party>(GET, "/api/v1/parties/{party}", "api.people", {group, _("One person or organization")})};
}

}  // namespace api
}  // namespace cityhall
