#include "kernel/definitions/read_answer.h"

#include <algorithm>
#include <charconv>

#include "base/decimal.h"
#include "base/json.h"
#include "base/text.h"
#include "base/time_zone.h"

namespace cityhall {
namespace {

/// Null: nothing was answered.
struct Read {
  Json value;
  std::optional<FieldError> error{};
};

constexpr std::size_t line_most = 200;
constexpr std::size_t text_most = 4'000;
constexpr std::size_t uploads_most = 10;

Read fault(Question const& question, std::string code, Message message) {
  return {nullptr, FieldError{.field = question.id, .code = std::move(code), .message = std::move(message)}};
}

std::size_t count_or(std::string const& bound, std::size_t otherwise) {
  std::size_t value = otherwise;
  std::from_chars(bound.data(), bound.data() + bound.size(), value);
  return value;
}

/// What was sent as one text: numbers and booleans as JSON writes them.
std::optional<std::string> as_text(Json const& given) {
  if (given.is_string()) return std::string{trim(given.get_ref<std::string const&>())};
  if (given.is_number() || given.is_boolean()) return given.dump();
  return {};
}

Read read_text(Question const& question, std::string const& given) {
  auto text = without_control_characters(given);
  if (question.type == QuestionType::text) std::replace(text.begin(), text.end(), '\n', ' ');
  auto const most = count_or(question.max, question.type == QuestionType::longtext ? text_most : line_most);
  if (length(text) > most)
    return fault(question, "too_long",
                 _n("Write at most {count} character.", "Write at most {count} characters.", static_cast<long>(most)));
  auto const least = count_or(question.min, 0);
  if (length(text) < least)
    return fault(question, "too_short",
                 _n("Write at least {count} character.", "Write at least {count} characters.", static_cast<long>(least)));
  return {text};
}

/// "$1,200.50" and "1 200.50" are what people write.
std::string without_decoration(std::string text) {
  std::erase_if(text, [](char c) { return c == ',' || c == ' ' || c == '$'; });
  return text;
}

Read read_number(Question const& question, std::string const& given) {
  auto const parsed = Decimal::parse(without_decoration(given));
  if (!parsed) return fault(question, "not_a_number", _("Write a number, such as 12 or 12.50."));
  if (question.type == QuestionType::integer && (!parsed->is_whole() || !parsed->to_integer()))
    return fault(question, "not_whole", _("Write a whole number, such as 12."));
  auto const below = Decimal::parse(question.min);
  if (below && *parsed < *below) return fault(question, "too_small", _("Write {least} or more.").with("least", question.min));
  auto const above = Decimal::parse(question.max);
  if (above && *parsed > *above) return fault(question, "too_big", _("Write {most} or less.").with("most", question.max));
  if (question.type == QuestionType::integer) return {*parsed->to_integer()};
  if (question.type != QuestionType::money) return {parsed->to_string()};
  if (parsed->rounded(2) != *parsed) return fault(question, "not_cents", _("Write an amount with at most two digits after the point."));
  return {parsed->to_string(2)};
}

Read read_boolean(Question const& question, std::string const& given) {
  auto const word = fold(given);
  for (auto const* yes : {"true", "yes", "on", "1", "si", "y"})
    if (word == yes) return {true};
  for (auto const* no : {"false", "no", "off", "0", "n"})
    if (word == no) return {false};
  return fault(question, "not_yes_or_no", _("Choose yes or no."));
}

Read read_date(Question const& question, std::string const& given) {
  auto const date = parse_date(given);
  if (!date) return fault(question, "not_a_date", _("Write a date as year-month-day, such as 2027-03-02."));
  if (auto const least = parse_date(question.min); least && *date < *least)
    return fault(question, "too_early", _("Give a date on or after {date}.").with("date", question.min));
  if (auto const most = parse_date(question.max); most && *date > *most)
    return fault(question, "too_late", _("Give a date on or before {date}.").with("date", question.max));
  return {to_iso(*date)};
}

Read read_choice(Question const& question, std::string const& given) {
  if (question.option(given) == nullptr) return fault(question, "not_a_choice", _("Choose one of the answers in the list."));
  return {given};
}

Read read_email(Question const& question, std::string const& given) {
  auto const at = given.find('@');
  auto const host = at == std::string::npos ? std::string{} : given.substr(at + 1);
  bool const blanks = given.find_first_of(" \t\n,;<>\"()") != std::string::npos;
  bool const sound =
      at != 0 && host.find('.') != std::string::npos && host.front() != '.' && host.back() != '.' && host.find('@') == std::string::npos;
  if (blanks || !sound || given.size() > 254)
    return fault(question, "not_an_email", _("Write an e-mail address, such as ana@example.org."));
  return {to_lower_ascii(given)};
}

Read read_phone(Question const& question, std::string const& given) {
  std::string digits;
  std::copy_if(given.begin(), given.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  bool const other = given.find_first_not_of("0123456789+-() .\t") != std::string::npos || given.find('+', 1) != std::string::npos;
  if (other || digits.size() < 7 || digits.size() > 15)
    return fault(question, "not_a_phone", _("Write a phone number with area code, such as 260 555 0100."));
  return {given.front() == '+' ? '+' + digits : digits};
}

std::optional<double> coordinate(Json const& given, double most) {
  auto const text = as_text(given);
  double value = 0;
  if (!text || text->empty()) return {};
  auto const [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  bool const sound = error == std::errc{} && end == text->data() + text->size() && value >= -most && value <= most;
  return sound ? std::optional{value} : std::nullopt;
}

/// "41.08,-85.14" gives a point, any other text is an address.
Json place_of_text(std::string const& text) {
  auto const comma = text.find(',');
  if (comma != std::string::npos && text.find_first_not_of("0123456789.,-+ ") == std::string::npos)
    return {{"lat", std::string{trim(text.substr(0, comma))}}, {"long", std::string{trim(text.substr(comma + 1))}}};
  return {{"address", text}};
}

Read read_place(Question const& question, Json const& given) {
  if (given.is_string()) return read_place(question, place_of_text(given.get<std::string>()));
  if (!given.is_object()) return fault(question, "not_a_place", _("Give an address, or choose the place on the map."));
  Json out = Json::object();
  bool const placed = !text_of(given, "lat").empty() || !text_of(given, "long").empty() || given.value("lat", Json()).is_number() ||
                      given.value("long", Json()).is_number();
  if (placed) {
    auto const lat = coordinate(given.value("lat", Json()), 90);
    auto const lon = coordinate(given.value("long", Json()), 180);
    if (!lat || !lon) return fault(question, "not_a_place", _("This is no place on the map. Choose it again, or give an address."));
    out["lat"] = *lat;
    out["long"] = *lon;
  }
  for (auto const* member : {"address", "unit", "parcel", "note"}) {
    auto const text = without_control_characters(trim(text_of(given, member)));
    if (length(text) > line_most)
      return fault(question, "too_long",
                   _n("Write at most {count} character.", "Write at most {count} characters.", static_cast<long>(line_most)));
    if (!text.empty()) out[member] = text;
  }
  return out.contains("lat") || out.contains("address") || out.contains("parcel") ? Read{out} : Read{nullptr};
}

Read read_one(Question const& question, Json const& given) {
  auto const text = as_text(given);
  if (!text) return fault(question, "not_text", _("This answer cannot be read. Write it again."));
  if (text->empty()) return {nullptr};
  switch (question.type) {
    case QuestionType::integer:
    case QuestionType::decimal:
    case QuestionType::money:
      return read_number(question, *text);
    case QuestionType::boolean:
      return read_boolean(question, *text);
    case QuestionType::date:
      return read_date(question, *text);
    case QuestionType::choice:
    case QuestionType::multichoice:
      return read_choice(question, *text);
    case QuestionType::email:
      return read_email(question, *text);
    case QuestionType::phone:
      return read_phone(question, *text);
    case QuestionType::photo:
    case QuestionType::file:
      return {*text};  // min and max of an upload count files
    default:
      return read_text(question, *text);
  }
}

/// Several choices or uploads; one text counts as a list of one. Doubles count once.
Read read_several(Question const& question, Json const& given) {
  Json out = Json::array();
  for (auto const& one : given.is_array() ? given : Json::array({given})) {
    auto read = read_one(question, one);
    if (read.error) return read;
    if (!read.value.is_null() && std::find(out.begin(), out.end(), read.value) == out.end()) out.push_back(std::move(read.value));
  }
  if (out.empty()) return {nullptr};
  auto const most = count_or(question.max, question.is_upload() ? uploads_most : question.options.size());
  if (out.size() > most)
    return fault(question, "too_many", _n("Give at most {count} of them.", "Give at most {count} of them.", static_cast<long>(most)));
  auto const least = count_or(question.min, 0);
  if (out.size() < least)
    return fault(question, "too_few", _n("Give at least {count} of them.", "Give at least {count} of them.", static_cast<long>(least)));
  return {out};
}

/// By the shape of what was sent, then by type.
Read read_any(Question const& question, Json const& given) {
  if (given.is_null()) return {nullptr};
  if (question.is_place()) return read_place(question, given);
  if (question.is_upload() || question.type == QuestionType::multichoice) return read_several(question, given);
  if (given.is_array() && given.size() == 1) return read_one(question, given[0]);
  return read_one(question, given);
}

}  // namespace

ReadAnswer read_answer(Question const& question, Json const& given) {
  auto read = read_any(question, given);
  if (read.error || read.value.is_null()) return {nullptr, std::move(read.error)};
  return {std::make_shared<Json>(std::move(read.value))};
}

}  // namespace cityhall
