#pragma once
// The way out of every mail: one link for the thing it tells about and one for all, without signing in (RFC 8058). The link is signed,
// nothing about it is stored. Also who wants no mail, and how soon news should come.

#include <optional>
#include <string>
#include <string_view>

#include "kernel/unit.h"

namespace cityhall {

/// What a link ends: a subscription, the mails about one request, or everything.
struct WayOut {
  PartyId party{};
  SubscriptionId subscription{};
  CaseId request{};
};
/// The whole address for mails.
std::string unsubscribe_url(City& city, WayOut const& way);
/// Nothing when it is not ours.
std::optional<WayOut> read_way_out(City& city, std::string_view token);

/// True when that person does not want mails about that request (0: any at all).
bool wants_no_mail(View const& view, PartyId party, CaseId request);
/// No more mails about that request (0: at all), whoever asks for them.
void refuse_mails(Unit& unit, PartyId party, CaseId request);
/// Mails that wait to go together are not sent any more once their way out was taken.
void withdraw_waiting(Unit& unit, WayOut const& way);
/// Following something again is wanting mail about it again.
void allow_mails(Unit& unit, PartyId party, CaseId request);
/// Mails again, for somebody who changed their mind. Appends `notices.resumed`.
void resume_mails(Unit& unit, PartyId party);

/// How soon somebody hears about what they follow: each piece by itself, several within an hour as one mail, or one mail each morning.
enum class Pace { each, hourly, daily };
std::string_view to_text(Pace pace);
/// Pace::hourly for an unknown word.
Pace pace_from(std::string_view word);
Pace pace_of(View const& view, PartyId party);
void set_pace(Unit& unit, PartyId party, Pace pace);

}  // namespace cityhall
