#include "standards/open311_fields.h"

#include <charconv>

#include <fmt/format.h>

#include "base/text.h"
#include "standards/markup_text.h"

namespace cityhall::standards::open311 {
namespace {

constexpr std::size_t attribute_values_most = 200;
constexpr std::size_t attribute_characters_most = 4'000;

/// "photo", "photo[]" and "photo[3]" all name photo.
bool names_one_of(std::string_view field, std::string_view name) {
  if (!field.starts_with(name)) return false;
  field.remove_prefix(name.size());
  if (field.empty() || field == "[]") return true;
  return field.size() > 2 && field.front() == '[' && field.back() == ']' &&
         field.substr(1, field.size() - 2).find_first_not_of("0123456789") == std::string_view::npos;
}

/// The code inside attribute[code], attribute[code][] or attribute[code][0]; empty for any other name.
std::string_view attribute_code(std::string_view field) {
  constexpr std::string_view start = "attribute[";
  if (!field.starts_with(start)) return {};
  auto const end = field.find(']', start.size());
  if (end == std::string_view::npos) return {};
  auto const code = field.substr(start.size(), end - start.size());
  return names_one_of(field.substr(end + 1), "") ? trim(code) : std::string_view{};
}

std::string shown(std::string_view value) { return shorten(without_control_characters(value), 60); }

}  // namespace

FieldReader::FieldReader(Fields fields, std::vector<Fault>& faults) : fields_{fields}, faults_{faults} { check_encoding(); }

// "All text received by the service from the client will be assumed to be UTF-8 and must be decoded accordingly."
void FieldReader::check_encoding() {
  for (auto const& [name, value] : fields_) {
    if (!is_utf8(name)) fault("the name of a field is not valid UTF-8");
    else if (!is_utf8(value)) fault(fmt::format("{} is not valid UTF-8", shown(name)));
  }
}

std::string FieldReader::text(std::string_view name, std::size_t most) {
  std::string found;
  for (auto const& [field, value] : fields_) {
    auto const here = trim(value);
    if (field != name || here.empty() || !is_utf8(value)) continue;
    if (!found.empty() && found != here) {
      fault(fmt::format("{} was given twice with different values", name));
      return found;
    }
    found = here;
  }
  if (length(found) > most) fault(fmt::format("{} is longer than {} characters", name, most));
  return found;
}

std::string FieldReader::text_of(std::string_view name, std::string_view other) {
  auto found = text(name);
  return found.empty() ? text(other) : found;
}

std::string FieldReader::required(std::string_view name) {
  auto const before = faults_.size();
  auto found = text(name);
  if (found.empty() && faults_.size() == before) fault(fmt::format("{} was not provided", name));
  return found;
}

std::vector<std::string> FieldReader::all(std::string_view name, std::size_t most_values) {
  std::vector<std::string> values;
  for (auto const& [field, value] : fields_) {
    if (!names_one_of(field, name) || trim(value).empty() || !is_utf8(value)) continue;
    values.emplace_back(trim(value));
  }
  if (values.size() > most_values) fault(fmt::format("{} was given {} times; at most {} are taken", name, values.size(), most_values));
  return values;
}

std::vector<std::string> FieldReader::list(std::string_view name, std::size_t most_values) {
  std::vector<std::string> parts;
  for (auto const& value : all(name))
    for (auto const part : split(value, ','))
      if (!trim(part).empty()) parts.emplace_back(trim(part));
  if (parts.size() > most_values) fault(fmt::format("{} has {} entries; at most {} are taken", name, parts.size(), most_values));
  return parts;
}

std::optional<double> FieldReader::number(std::string_view name) {
  auto const value = text(name);
  if (value.empty()) return {};
  auto const number = read_number(value);
  if (!number) fault(fmt::format("{} is not a number: \"{}\"", name, shown(value)));
  return number;
}

int FieldReader::positive(std::string_view name, int otherwise) {
  auto const value = text(name);
  if (value.empty()) return otherwise;
  int number = 0;
  auto const end = std::from_chars(value.data(), value.data() + value.size(), number);
  if (end.ec == std::errc{} && end.ptr == value.data() + value.size() && number > 0) return number;
  fault(fmt::format("{} must be a whole number from 1: \"{}\"", name, shown(value)));
  return otherwise;
}

// "All date/time fields must be formatted in a common subset of ISO 8601 as per the w3 note."
std::optional<Time> FieldReader::time(std::string_view name, TimeZone const& zone) {
  auto value = text(name);
  if (value.empty()) return {};
  auto parsed = parse_time(value, zone);
  if (!parsed) {
    // A "+" of an offset that a client forgot to encode arrives as a blank.
    auto const blank = value.rfind(' ');
    if (blank != std::string::npos && blank > 10) value[blank] = '+';
    parsed = parse_time(value, zone);
  }
  if (!parsed) fault(fmt::format("{} is not a date and time such as 2027-03-02T09:00:00-05:00: \"{}\"", name, shown(value)));
  return parsed;
}

std::optional<Time> FieldReader::end_time(std::string_view name, TimeZone const& zone) {
  auto const day = parse_date(text(name));
  if (!day) return time(name, zone);
  return zone.midnight(Date{std::chrono::sys_days{*day} + std::chrono::days{1}}) - Duration{1};
}

// "attribute[code]=value ... as well as multiple values for the same code in the case of a multivaluelist datatype
// (attribute[code1][]=value1&attribute[code1][]=value2&attribute[code1][]=value3)".
std::vector<Answer> FieldReader::attributes() {
  std::vector<Answer> answers;
  std::size_t count = 0;
  for (auto const& [field, value] : fields_) {
    auto const code = attribute_code(field);
    if (code.empty() || trim(value).empty() || !is_utf8(field) || !is_utf8(value)) continue;
    if (++count > attribute_values_most) {
      fault(fmt::format("more than {} attribute values", attribute_values_most));
      break;
    }
    if (length(value) > attribute_characters_most)
      fault(fmt::format("{} is longer than {} characters", shown(field), attribute_characters_most));
    auto known = std::find_if(answers.begin(), answers.end(), [&](Answer const& answer) { return answer.code == code; });
    if (known == answers.end()) known = answers.insert(answers.end(), Answer{.code = std::string{code}});
    known->values.emplace_back(trim(value));
  }
  return answers;
}

}  // namespace cityhall::standards::open311
