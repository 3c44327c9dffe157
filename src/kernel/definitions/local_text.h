#pragma once
// Words for people in several languages: {"en": "Pothole", "es": "Bache"} in a service file.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cityhall {

class LocalText {
 public:
  LocalText() = default;
  LocalText(std::initializer_list<std::pair<std::string, std::string>> texts) : texts_{texts} {}
  /// Replaces the text of that language.
  void set(std::string language, std::string text);
  /// The text in `language`; else in its base language ("es-MX" → "es"), in English, in the first that there is. Empty when there is none.
  std::string_view in(std::string_view language) const;
  bool has(std::string_view language) const;
  bool empty() const { return texts_.empty(); }
  /// (language, text) in the order of the file.
  std::vector<std::pair<std::string, std::string>> const& all() const { return texts_; }
  friend bool operator==(LocalText const&, LocalText const&) = default;

 private:
  std::string const* find(std::string_view language) const;
  std::vector<std::pair<std::string, std::string>> texts_;
};

}  // namespace cityhall
