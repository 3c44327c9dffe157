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

}  // namespace

std::string hook_signature(std::string_view token, std::string_view url, HookFields fields) {
  std::sort(fields.begin(), fields.end());
  fields.erase(std::unique(fields.begin(), fields.end()), fields.end());
  std::string text{url};
  for (auto const& [name, value] : fields) (text += name) += value;
  return base64(hmac_sha1(token, text));
}

std::string_view voice_language(std::string_view language) { return language.starts_with("es") ? "es-MX" : "en-US"; }

Twiml& Twiml::say(std::string_view text, std::string_view language) {
  return verb("Say", {{"language", std::string{voice_language(language)}}}, text);
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

}  // namespace cityhall::standards
