#pragma once
// People and organisations, kept apart from what they reported: a case refers to a party, never the other way round.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/unit.h"

namespace cityhall {

enum class ContactKind { email, phone };

/// What somebody wrote about themselves in a form.
struct NewParty {
  std::string name{};
  std::string email{};
  std::string phone{};
  std::string language{};  // BCP 47; empty: as the case
  bool organisation = false;
  bool verified = false;   // the e-mail address was proven: signed in, or followed a mailed link
  bool empty() const { return name.empty() && email.empty() && phone.empty(); }
};

struct Party {
  PartyId id{};
  std::string name{};
  std::string email{};     // the preferred one
  std::string phone{};
  std::string language{};
  bool organisation = false;
  bool email_verified = false;
};

/// The party with that e-mail address; without an address, the one with that phone number; else a new one. What was typed never changes a
/// party that exists: the name that was given stays with the case. Throws Refusal(invalid) for a malformed address or number.
PartyId find_or_make_party(Unit& unit, NewParty const& party);
std::optional<Party> party_by_id(View const& view, PartyId id);
/// The one that mails go to: a proven one before others. Empty: none.
std::string email_of(View const& view, PartyId id);
/// The e-mail address now belongs to the party for certain.
void verify_email(Unit& unit, PartyId party, std::string_view email);
void set_language(Unit& unit, PartyId party, std::string_view language);

/// Digits with a leading "+"; ten digits are taken as North American. Empty when it cannot be a number.
std::string normal_phone(std::string_view text);

}  // namespace cityhall
