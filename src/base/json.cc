#include "base/json.h"

#include <algorithm>

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

/// Builds the value while it is read, and stops at the first fault.
class Builder final : public Json::json_sax_t {
 public:
  Builder(std::string_view text, int depth_most) : text_{text}, depth_most_{static_cast<std::size_t>(depth_most)} {}

  Json&& take() { return std::move(root_); }
  std::string const& fault() const { return fault_; }

  bool null() override { return put(nullptr) != nullptr; }
  bool boolean(bool value) override { return put(value) != nullptr; }
  bool number_integer(number_integer_t value) override { return put(value) != nullptr; }
  bool number_unsigned(number_unsigned_t value) override { return put(value) != nullptr; }
  bool number_float(number_float_t value, string_t const&) override { return put(value) != nullptr; }
  bool string(string_t& value) override { return put(std::move(value)) != nullptr; }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json::value_t::object); }
  bool start_array(std::size_t) override { return open(Json::value_t::array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    auto const [member, is_new] = open_.back()->emplace(name, nullptr);
    member_ = &member.value();
    if (!is_new) fault_ = "the member \"" + name + "\" stands twice in one object";
    return is_new;
  }
  bool parse_error(std::size_t position, std::string const&, Json::exception const& error) override {
    std::string_view const what = error.what();
    auto const colon = what.rfind(": ", what.find(" - "));
    auto const reason = colon == std::string_view::npos ? what : what.substr(colon + 2);
    fault_ = place(text_, position == 0 ? 0 : position - 1) + ": " + readable(reason);
    return false;
  }

 private:
  /// A value stays where it is put: its parent grows only after it is complete.
  template <class T>
  Json* put(T&& value) {
    if (open_.empty()) return &(root_ = Json(std::forward<T>(value)));
    if (open_.back()->is_array()) return &open_.back()->emplace_back(std::forward<T>(value));
    return &(*member_ = Json(std::forward<T>(value)));
  }
  bool open(Json::value_t kind) {
    if (open_.size() >= depth_most_) {
      fault_ = "nested deeper than " + std::to_string(depth_most_) + " levels";
      return false;
    }
    open_.push_back(put(kind));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  std::string_view text_;
  std::size_t depth_most_;
  Json root_;
  std::vector<Json*> open_;
  Json* member_ = nullptr;
  std::string fault_;
};

}  // namespace

Result<Json> parse_json(std::string_view text, JsonLimits limits) {
  if (text.size() > limits.bytes) return Error{"longer than " + std::to_string(limits.bytes) + " bytes"};
  if (!is_utf8(text)) return Error{"not valid UTF-8"};
  Builder builder{text, limits.depth};
  if (!Json::sax_parse(text, &builder)) return Error{builder.fault()};
  return builder.take();
}

std::string to_text(Json const& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string text_of(Json const& object, std::string_view name) {
  auto const found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

}  // namespace cityhall
