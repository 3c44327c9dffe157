#include "base/log.h"

#include <atomic>

#include <unistd.h>

#include "base/time.h"

namespace cityhall {
namespace {

// The log level is the one piece of process-wide state: it belongs to the process, not to a city.
std::atomic<LogLevel> least_level{LogLevel::info};

void append_quoted(std::string& out, std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  out += '"';
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') (out += '\\') += c;
    else if (c == '\n') out += "\\n";
    else if (byte < 0x20 || byte == 0x7F) (((out += "\\x") += hex[byte >> 4U]) += hex[byte & 15U]);
    else out += c;
  }
  out += '"';
}

void log(LogLevel level, std::string_view name, std::string_view what, LogValues values) {
  if (level < least_level.load(std::memory_order_relaxed)) return;
  std::string line = to_rfc3339(SystemClock{}.now());
  ((line += ' ') += name) += ' ';
  append_quoted(line, what);
  for (auto const& [key, value] : values) {
    ((line += ' ') += key) += '=';
    append_quoted(line, value);
  }
  line += '\n';
  // One write call per line: lines of several threads do not mix. A full or closed stderr must not end the program.
  [[maybe_unused]] auto const written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace

void set_log_level(LogLevel least) { least_level = least; }
void log_info(std::string_view what, LogValues values) { log(LogLevel::info, "info", what, values); }
void log_warning(std::string_view what, LogValues values) { log(LogLevel::warning, "warning", what, values); }
void log_error(std::string_view what, LogValues values) { log(LogLevel::error, "error", what, values); }

}  // namespace cityhall
