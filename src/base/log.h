#pragma once
// One line per entry on standard error: time, level, message and named values. Values are quoted, so no one can forge a line.

#include <initializer_list>
#include <string_view>
#include <string>
#include <utility>

namespace cityhall {

enum class LogLevel { info, warning, error };
using LogValues = std::initializer_list<std::pair<std::string_view, std::string>>;

/// Entries below this level are dropped; the start value is info.
void set_log_level(LogLevel least);

/// `what` is a fixed English sentence; what varies goes into `values`. Never log a secret or a personal value.
void log_info(std::string_view what, LogValues values = {});
void log_warning(std::string_view what, LogValues values = {});
void log_error(std::string_view what, LogValues values = {});

}  // namespace cityhall
