#pragma once
// Text and numbers inside XML and JSON.

#include <optional>
#include <string>
#include <string_view>

namespace cityhall::standards {

/// Escaped for element content and attributes. XML 1.0, production [2] Char: what it leaves out (most control characters, U+FFFE,
/// U+FFFF) is dropped; bytes that are not UTF-8 become U+FFFD. A carriage return is written as a reference, or a parser would change it.
void append_xml_text(std::string& out, std::string_view text);
/// With its quotation marks. Bytes that are not UTF-8 become U+FFFD.
void append_json_text(std::string& out, std::string_view text);
/// The shortest digits that read back as the same number, never with an exponent. False, and nothing appended, for infinities and NaN.
bool append_number(std::string& out, double number);
/// A whole text as a number, with a sign and an exponent allowed. Nothing when it is none or not finite.
std::optional<double> read_number(std::string_view text);

}  // namespace cityhall::standards
