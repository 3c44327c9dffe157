#pragma once
// Is a JSON value of the format? Walks it along the tables of format.h.

#include <string>
#include <string_view>
#include <vector>

#include "base/json_fwd.h"
#include "kernel/definitions/fault.h"
#include "kernel/definitions/format.h"

namespace cityhall {

/// Every member that is unknown, missing or of another kind than the table says.
std::vector<Fault> check_form(Json const& file);

std::string in_quotes(std::string_view text);
/// One reference token of a JSON pointer, escaped (RFC 6901).
std::string pointer_token(std::string_view name);
/// Puts the line of each fault's place into it; a place that is not there gets the line of the object around it.
void locate(std::string_view json, std::vector<Fault>& faults);

/// "Did you mean \"closed\"?", or "Use one of: a, b, c." when nothing is near; empty when there is nothing to choose from.
std::string suggestion(std::string_view word, std::vector<std::string> const& known);

bool is_id(std::string_view text);
bool is_name(std::string_view text);
bool is_language(std::string_view text);
/// Metres of "30m" or "1.5km"; negative when it is no distance.
double metres(std::string_view text);

}  // namespace cityhall
