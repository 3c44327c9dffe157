#pragma once
// Outside bodies: the county, the power company, the transit agency. A case that is theirs is handed to them by mail or by Open311.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/unit.h"

namespace cityhall {

using PartnerId = Id<struct PartnerTag>;

enum class PartnerWay { mail, open311 };
std::string_view to_text(PartnerWay way);

struct Partner {
  PartnerId id{};
  std::string name{};
  PartnerWay way = PartnerWay::mail;
  std::string email{};
  std::string language{};  // of its mails
  std::string endpoint{};  // "https://county.example/open311/v2"
  std::string api_key{};   // empty when saving: stays as it is
  std::string jurisdiction_id{};
  std::map<std::string, std::string> service_codes{};  // our service → theirs; "*" for all others
  std::map<std::string, std::string> statuses{};       // their status → one of ours; the same word where none stands here
  std::map<std::string, std::string> told_statuses{};  // our outcome, state or "reopen" → what they are told
  bool active = true;
  Time polled_until{};
  std::string poll_fault{};
  /// Their code for our service; empty: they do not take it.
  std::string code_for(std::string_view service) const;
  /// Their status in our words, whatever its capitals.
  std::string status_for(std::string_view theirs) const;
  /// What they are told of an outcome or state of ours; empty where nothing was agreed.
  std::string told_for(std::string_view ours) const;
};

/// By name, without keys.
std::vector<Partner> partners(View const& view);
/// With its key. Throws not_found.
Partner partner(View const& view, PartnerId id);
/// Makes (id 0) or changes one. Appends `partner.saved`. Needs `casework.rules`. Throws Refusal(invalid).
PartnerId save_partner(Unit& unit, Partner const& partner);

}  // namespace cityhall
