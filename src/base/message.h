#pragma once
// Text for people: an English sentence that is also its key in the gettext catalogues, with named values.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cityhall {

/// A translatable sentence. "{name}" in it is replaced by the value of that name. With a count, gettext picks the plural form.
struct Message {
  std::string_view id;           // always a string literal (see `_`), so it lives as long as the program
  std::string_view plural_id{};  // empty: no plural
  long count = 1;
  std::vector<std::pair<std::string, std::string>> values{};

  Message with(std::string name, std::string value) &&;
  Message with(std::string name, std::string value) const&;
  bool empty() const { return id.empty(); }
};

/// Marks a literal for translation (xgettext --keyword=_) and makes it a Message. The parameter type admits literals only.
template <std::size_t N>
Message _(char const (&literal)[N]) {
  return {.id = std::string_view{literal, N - 1}};
}
/// Singular and plural; "{count}" is filled in.
template <std::size_t N, std::size_t M>
Message _n(char const (&one)[N], char const (&many)[M], long count) {
  return Message{.id = std::string_view{one, N - 1}, .plural_id = std::string_view{many, M - 1}, .count = count}.with(
      "count", std::to_string(count));
}

/// One language's translations, read from a compiled gettext catalogue (.mo). English needs none: the keys are English.
class Catalogue {
 public:
  Catalogue() = default;
  /// `mo` is the file's bytes. Throws std::runtime_error when they are not a .mo file.
  static Catalogue from_mo(std::string_view mo);
  /// The translation of `id`, or an empty view.
  std::string_view find(std::string_view id, long count = 1) const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> forms_;
};

/// All languages of the program. Immutable after start; the language codes are BCP 47 ("en", "es").
class Translations {
 public:
  void add(std::string language, Catalogue catalogue);
  /// The message in that language (English where a translation is missing), with its values filled in.
  std::string text(Message const& message, std::string_view language) const;

 private:
  std::map<std::string, Catalogue, std::less<>> catalogues_;
};

/// The message in English: logs, command line, tests.
std::string in_english(Message const& message);

}  // namespace cityhall
