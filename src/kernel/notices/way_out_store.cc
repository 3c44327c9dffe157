#include "base/crypto.h"
#include "base/json.h"
#include "base/text.h"
#include "kernel/accounts/account.h"
#include "kernel/accounts/gate.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "kernel/notices/way_out.h"
#include "kernel/parties/party.h"
#include "kernel/secrets/secrets.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

std::string words_of(WayOut const& way) { return to_text(way.party) + "." + to_text(way.subscription) + "." + to_text(way.request); }

std::string signature_of(City& city, std::string_view words) {
  return city.gate().secrets().sign("unsubscribe", words).substr(0, 22);  // 22 digits of base64url: 132 bits
}

}  // namespace

std::string unsubscribe_url(City& city, WayOut const& way) {
  auto const words = words_of(way);
  return city.settings.get()->base_url + "/unsubscribe/" + words + "." + signature_of(city, words);
}

std::optional<WayOut> read_way_out(City& city, std::string_view token) {
  auto const parts = split(token, '.');
  if (parts.size() != 4 || token.size() > 100) return std::nullopt;
  auto const words = token.substr(0, token.rfind('.'));
  if (!equal_secrets(signature_of(city, words), parts[3])) return std::nullopt;
  return WayOut{PartyId{parse_id(parts[0])}, SubscriptionId{parse_id(parts[1])}, CaseId{parse_id(parts[2])}};
}

void withdraw_waiting(Unit& unit, WayOut const& way) {
  auto const party = party_by_id(view_of(unit), way.party);
  auto const email = party ? normal_email(party->email) : std::nullopt;
  if (!email) return;
  // Each waiting mail carries its ways out: that is how it is found.
  unit.tx.run(R"sql(DELETE FROM notices WHERE email = $1 AND bundle = 1 AND state = 'queued' AND content LIKE $2)sql", *email,
              "%/unsubscribe/" + words_of(way) + ".%");
}

void refuse_mails(Unit& unit, PartyId party, CaseId request) {
  unit.tx.run(
      R"sql(INSERT INTO notice_stops (party_id, case_id, stopped_at) VALUES ($1, $2, $3) ON CONFLICT (party_id, case_id) DO NOTHING)sql",
      party, request, unit.now);
}

void resume_mails(Unit& unit, PartyId party) {
  if (unit.tx.run(R"sql(DELETE FROM notice_stops WHERE party_id = $1)sql", party) > 0)
    append(unit, "notices.resumed", {.party_id = party}, Json::object());
}

void allow_mails(Unit& unit, PartyId party, CaseId request) {
  unit.tx.run(R"sql(DELETE FROM notice_stops WHERE party_id = $1 AND case_id IN (0, $2))sql", party, request);
}

bool wants_no_mail(View const& view, PartyId party, CaseId request) {
  // Two looks into the index: a list of both would make the engine build a table for it, for each who is told.
  auto const stopped = [&](CaseId what) {
    return view.reader.maybe(R"sql(SELECT case_id FROM notice_stops WHERE party_id = $1 AND case_id = $2)sql", party, what).has_value();
  };
  return stopped({}) || (request && stopped(request));
}

std::string_view to_text(Pace pace) { return pace == Pace::each ? "each" : pace == Pace::daily ? "daily" : "hourly"; }

Pace pace_from(std::string_view word) { return word == "each" ? Pace::each : word == "daily" ? Pace::daily : Pace::hourly; }

Pace pace_of(View const& view, PartyId party) {
  auto const word = view.reader.maybe_value<std::string>(R"sql(SELECT pace FROM notice_paces WHERE party_id = $1)sql", party);
  return pace_from(word.value_or(""));
}

void set_pace(Unit& unit, PartyId party, Pace pace) {
  unit.tx.run(
      R"sql(INSERT INTO notice_paces (party_id, pace) VALUES ($1, $2) ON CONFLICT (party_id) DO UPDATE SET pace = excluded.pace)sql", party,
      to_text(pace));
}

}  // namespace cityhall
