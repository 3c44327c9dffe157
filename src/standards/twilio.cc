#include "standards/twilio.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/crypto.h"
#include "base/text.h"
#include "standards/markup_text.h"

namespace cityhall::standards {
namespace {

std::string hmac_sha1(std::string_view key, std::string_view data) {
  std::array<unsigned char, 20> digest{};
  unsigned length = digest.size();
  if (HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), reinterpret_cast<unsigned char const*>(data.data()), data.size(),
           digest.data(), &length) == nullptr)
    throw std::runtime_error{"HMAC failed"};
  return {reinterpret_cast<char const*>(digest.data()), length};
}

void append_attributes(std::string& out, Twiml::Attributes const& attributes) {
  for (auto const& [name, value] : attributes) {
    if (value.empty()) continue;
    (((out += ' ') += name) += "=\"");
    append_xml_text(out, value);
    out += '"';
  }
}

/// Letters of the basic GSM alphabet (3GPP TS 23.038, 6.2.1) beyond ASCII that our languages use.
constexpr std::array<std::string_view, 22> gsm_letters{"£", "¥", "è", "é", "ù", "ì", "ò", "Ç", "Å", "å", "Æ",
                                                       "æ", "ß", "É", "¡", "Ä", "Ö", "Ñ", "Ü", "§", "¿", "ñ"};

/// Length in septets; 0 when a letter is not in the alphabet.
std::size_t gsm_length(std::string_view text) {
  std::size_t septets = 0;
  for (std::size_t i = 0; i < text.size();) {
    auto const byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      if (text[i] == '`') return 0;
      septets += std::string_view{"^{}\\[~]|"}.find(text[i]) != std::string_view::npos ? 2 : 1;
      ++i;
      continue;
    }
    auto const rest = text.substr(i, 2);
    if (std::find(gsm_letters.begin(), gsm_letters.end(), rest) == gsm_letters.end()) return 0;
    ++septets;
    i += 2;
  }
  return septets;
}

}  // namespace

std::string hook_signature(std::string_view token, std::string_view url, HookFields fields) {
  std::sort(fields.begin(), fields.end());
  fields.erase(std::unique(fields.begin(), fields.end()), fields.end());
  std::string text{url};
  for (auto const& [name, value] : fields) (text += name) += value;
  return base64(hmac_sha1(token, text));
}

Twiml& Twiml::say(std::string_view text, std::string_view language) {
  return verb("Say", {{"language", language.starts_with("es") ? "es-MX" : "en-US"}}, text);
}

Twiml& Twiml::open(std::string_view name, Attributes const& attributes) {
  (out_ += '<') += name;
  append_attributes(out_, attributes);
  out_ += '>';
  open_.emplace_back(name);
  return *this;
}

Twiml& Twiml::close() {
  ((out_ += "</") += open_.back()) += '>';
  open_.pop_back();
  return *this;
}

Twiml& Twiml::verb(std::string_view name, Attributes const& attributes, std::string_view text) {
  (out_ += '<') += name;
  append_attributes(out_, attributes);
  if (text.empty()) {
    out_ += "/>";
    return *this;
  }
  out_ += '>';
  append_xml_text(out_, text);
  ((out_ += "</") += name) += '>';
  return *this;
}

std::string Twiml::text() const { return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>" + out_ + "</Response>"; }

std::size_t message_parts(std::string_view text) {
  auto const septets = gsm_length(text);
  if (text.empty()) return 1;
  if (septets > 0) return septets <= 160 ? 1 : (septets + 152) / 153;
  std::size_t units = 0;  // UTF-16
  for (char const letter : text) {
    auto const byte = static_cast<unsigned char>(letter);
    if ((byte & 0xC0U) != 0x80U) ++units;
    if (byte >= 0xF0U) ++units;
  }
  return units <= 70 ? 1 : (units + 66) / 67;
}

}  // namespace cityhall::standards
