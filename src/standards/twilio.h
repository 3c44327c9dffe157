#pragma once
// What a Twilio-compatible telephone provider and a server say to each other: signed web hooks in, TwiML out. Pure.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cityhall::standards {

using HookFields = std::vector<std::pair<std::string, std::string>>;

/// base64(HMAC-SHA1(token, URL + name and value of every field, sorted by name)): the header X-Twilio-Signature. Of a name that comes
/// several times each different value counts once, in order.
std::string hook_signature(std::string_view token, std::string_view url, HookFields fields);

/// The voice for a language of ours: "es-MX", "en-US".
std::string_view voice_language(std::string_view language);

/// Writes one <Response>. Values are escaped; characters that XML forbids are left out.
class Twiml {
 public:
  using Attributes = std::vector<std::pair<std::string_view, std::string>>;

  /// <Say language="es-MX">…</Say>
  Twiml& say(std::string_view text, std::string_view language);
  /// Opens <Gather …>; what is said until close() can be interrupted.
  Twiml& open(std::string_view verb, Attributes const& attributes = {});
  Twiml& close();
  /// A verb with text inside, or none.
  Twiml& verb(std::string_view name, Attributes const& attributes = {}, std::string_view text = {});
  /// The whole document.
  std::string text() const;

 private:
  std::string out_;
  std::vector<std::string> open_;
};

}  // namespace cityhall::standards
