#pragma once
// What stands in a service file as a name or a code, as people say it.

#include <string>
#include <string_view>

#include "base/json_fwd.h"
#include "kernel/calendar/period.h"
#include "services/call.h"
#include "services/studio/controls.h"
#include "services/studio/view.h"

namespace cityhall::studio {

/// What the workflow waits for: "A crew has accepted the work order" for "work-order-accepted"; the name itself where it is the city's own.
std::string event_label(Call const& call, std::string_view event);
/// The events that every city knows.
std::span<std::string_view const> known_events();
/// "90 days"; the code where it has several parts.
std::string period_label(Call const& call, Period const& period);
/// The state's label, else what the public reads, else its short name.
std::string state_label(Call const& call, DraftView const& view, std::string const& state);
/// All states by short name and label. Two that read alike have the short name behind.
std::vector<web::Option> state_options(Sheet const& sheet);
/// "Questions › Which lane? › Label" for "/questions/0/label".
std::string place_words(Sheet const& sheet, std::string const& at);
/// The name of a test; "Test 2" of one that has none yet. `index`: from 0.
web::Html test_words(std::string_view name, std::size_t index);

}  // namespace cityhall::studio
