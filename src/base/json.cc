#include "base/json.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace cityhall {
namespace {

/// "line 3, column 7" of a byte offset.
std::string place(std::string_view text, std::size_t offset) {
  auto const before = text.substr(0, std::min(offset, text.size()));
  auto const line = std::count(before.begin(), before.end(), '\n') + 1;
  auto const start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return "line " + std::to_string(line) + ", column " + std::to_string(before.size() - start + 1);
}

/// The parser quotes what it last read, also half a character; what is told to people is text.
std::string readable(std::string_view reason) {
  std::string text{reason};
  if (!is_utf8(text)) std::replace_if(text.begin(), text.end(), [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; }, '?');
  return text;
}

}  // namespace

Result<Json> parse_json(std::string_view text, JsonLimits limits) {
  if (text.size() > limits.bytes) return Error{"longer than " + std::to_string(limits.bytes) + " bytes"};
  if (!is_utf8(text)) return Error{"not valid UTF-8"};
  std::string fault;
  std::vector<std::set<std::string>> names;
  auto const watch = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start || event == Json::parse_event_t::array_start) {
      if (depth >= limits.depth && fault.empty()) fault = "nested deeper than " + std::to_string(limits.depth) + " levels";
      names.emplace_back();
    } else if (event == Json::parse_event_t::object_end || event == Json::parse_event_t::array_end) {
      names.pop_back();
    } else if (event == Json::parse_event_t::key && !names.back().insert(parsed.get<std::string>()).second && fault.empty()) {
      fault = "the member \"" + parsed.get<std::string>() + "\" stands twice in one object";
    }
    return fault.empty();
  };
  try {
    auto parsed = Json::parse(text, watch);
    if (!fault.empty()) return Error{fault};
    return parsed;
  } catch (Json::parse_error const& error) {
    std::string_view what = error.what();
    auto const colon = what.rfind(": ", what.find(" - "));
    auto const reason = colon == std::string_view::npos ? what : what.substr(colon + 2);
    return Error{place(text, error.byte == 0 ? 0 : error.byte - 1) + ": " + readable(reason)};
  } catch (std::exception const& error) {
    return Error{error.what()};
  }
}

std::string to_text(Json const& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string text_of(Json const& object, std::string_view name) {
  auto const found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

}  // namespace cityhall
