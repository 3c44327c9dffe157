#pragma once
// A service as one page that an agent reads out: what was typed so far, what of it is right, and what would come of it.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/json_fwd.h"
#include "base/refusal.h"
#include "kernel/cases/case.h"
#include "kernel/cases/duplicates.h"
#include "kernel/cases/promise.h"
#include "kernel/definitions/answers.h"
#include "kernel/definitions/definition.h"
#include "kernel/parcels/parcel.h"
#include "kernel/places/zone.h"
#include "services/call.h"

namespace cityhall {

/// Names of the fields that are not questions; no question has a dot in its name.
namespace script_field {
inline constexpr std::string_view service = "talk.service";
inline constexpr std::string_view words = "talk.words";
inline constexpr std::string_view caller_name = "caller.name";
inline constexpr std::string_view caller_phone = "caller.phone";
inline constexpr std::string_view caller_email = "caller.email";
inline constexpr std::string_view caller_language = "caller.language";
}  // namespace script_field

struct Script {
  DefinitionPtr definition{};
  std::string channel{};                  // its word in the definition
  std::vector<AskedQuestion> asked{};     // those that apply to what was said so far; no uploads
  std::shared_ptr<Json> given{};          // as validate_answers reads it
  std::shared_ptr<Json> answers{};        // checked
  std::shared_ptr<Json> facts{};          // what is known besides: the day, and the place with its answer
  std::vector<FieldError> errors{};
  Place place{};                          // located; empty when there is none yet
  bool place_found = false;
  std::vector<std::string> meant{};       // addresses that were perhaps meant
  std::vector<Zone> zones{};
  std::vector<Parcel> parcels{};  // under it, for those who read requests
  std::vector<ProbableDuplicate> duplicates{};
  Promise promise{};

  bool complete() const { return errors.empty() && promise.refusals.empty(); }
  /// Is it asked now, and with what to choose from? Null when it is not.
  AskedQuestion const* asking(Question const& question) const;
};

/// Reads the typed fields against the definition, in that channel and language.
Script read_script(Call const& call, DefinitionPtr definition, web::Parameters const& typed, Channel channel);
/// Ready for open_case. `fields` are the typed ones.
NewCase case_of(Script const& script, web::Parameters const& typed);

}  // namespace cityhall
