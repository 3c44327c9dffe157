#pragma once
// What every Open311 call needs: the spelling that the caller asked for, the fields that it sent, and faults as a refusal.

#include <string>
#include <utility>
#include <vector>

#include "base/time_zone.h"
#include "services/call.h"
#include "standards/open311_form.h"
#include "standards/open311_write.h"

namespace cityhall::open311 {

namespace api = standards::open311;

/// The city's zone and the spelling that the address ends in.
class Spelling {
 public:
  explicit Spelling(Call const& call);
  api::Style style() const { return {format_, zone_}; }
  TimeZone const& zone() const { return zone_; }
  /// The text with its content type.
  web::Response answer(std::string text, int status = 200) const;

 private:
  TimeZone zone_;
  api::Format format_;
  bool safe_;
};

using FieldList = std::vector<std::pair<std::string, std::string>>;

/// Query and form together, as clients use either. Throws Refusal(invalid) for an unreadable body and for values that are not UTF-8.
FieldList fields_of(Call const& call);

/// One refusal with all of them; not_found when one of them is a 404. Nothing happens when there is none.
void refuse_faults(std::vector<api::Fault> const& faults);

/// "404 - jurisdiction_id provided was not found": adds the fault. A city without a jurisdiction id takes any.
void check_jurisdiction(Call const& call, std::string_view given, std::vector<api::Fault>& faults);

/// An address on this city's site for a path on it.
std::string address_of(Call const& call, std::string_view path);

}  // namespace cityhall::open311
