#include "web/form.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.h"

namespace cityhall::web {
namespace {

std::string whole(double number) { return std::to_string(static_cast<long long>(number)); }

class Checker {
 public:
  Checker(FormData const& form, FieldRules const& rules, FieldErrors& errors) : form_{form}, rules_{rules}, errors_{errors} {}

  void refuse(std::string code, Message message) { errors_.push_back({rules_.name, std::move(code), std::move(message)}); }

  /// The one value of a single-valued field, trimmed; nothing when it is absent, empty or refused.
  std::optional<std::string> single() {
    auto const count = form_.fields.count(rules_.name);
    if (count > 1) return refuse("doubled", _("This was sent more than once. Send it once.")), std::nullopt;
    auto const found =
        std::find_if(form_.fields.begin(), form_.fields.end(), [&](auto const& parameter) { return parameter.name == rules_.name; });
    if (found == form_.fields.end()) return missing(), std::nullopt;
    if (!readable(found->fault)) return {};
    std::string const text{trim(found->value)};
    if (text.empty()) return missing(), std::nullopt;
    return text;
  }
  bool readable(TextFault fault) {
    switch (fault) {
      case TextFault::none:
        return true;
      case TextFault::control_character:
        refuse("control_character", _("This has characters that cannot be printed. Remove them."));
        return false;
      case TextFault::bad_escape:
      case TextFault::not_utf8:
        refuse("not_utf8", _("This could not be read. Send it as UTF-8 text."));
        return false;
    }
    return false;
  }
  void missing() {
    // What says how it should look says more than that it is missing.
    if (rules_.required) refuse("required", rules_.check ? rules_.check_message : _("Please answer this."));
  }

  bool fits_text(std::string_view text) {
    if (!rules_.lines && text.find_first_of("\r\n") != std::string_view::npos)
      return refuse("line_break", _("Write this on one line.")), false;
    auto const size = static_cast<double>(length(text));
    // Nothing is endless: a field without a limit of its own takes a line, or a page.
    auto const most = rules_.most.value_or(rules_.lines ? 10'000 : 1'000);
    if (size > most)
      return refuse("too_long", _("Use at most {most} characters. This has {size}.").with("most", whole(most)).with("size", whole(size))),
             false;
    if (rules_.least && size < *rules_.least)
      return refuse("too_short", _("Use at least {least} characters.").with("least", whole(*rules_.least))), false;
    return is_offered(text) && passes_check(text);
  }
  bool is_offered(std::string_view text) {
    if (rules_.choices.empty() || std::find(rules_.choices.begin(), rules_.choices.end(), text) != rules_.choices.end()) return true;
    return refuse("not_offered", _("Choose one of the answers that are offered.")), false;
  }
  bool passes_check(std::string_view text) {
    if (!rules_.check || rules_.check(text)) return true;
    return refuse("not_valid", rules_.check_message), false;
  }
  bool fits_number(double number) {
    if (rules_.least && number < *rules_.least)
      return refuse("too_small", _("Enter at least {least}.").with("least", shown(*rules_.least))), false;
    if (rules_.most && number > *rules_.most)
      return refuse("too_large", _("Enter at most {most}.").with("most", shown(*rules_.most))), false;
    return true;
  }
  bool fits_count(std::size_t count) {
    if (count == 0 && rules_.required) return refuse("required", _("Please answer this.")), false;
    if (rules_.most && static_cast<double>(count) > *rules_.most)
      return refuse("too_many", _("Choose at most {most}.").with("most", whole(*rules_.most))), false;
    if (rules_.least && static_cast<double>(count) < *rules_.least && count > 0)
      return refuse("too_few", _("Choose at least {least}.").with("least", whole(*rules_.least))), false;
    return true;
  }
  bool fits_file(Upload const& file) {
    if (file.bytes.size() <= rules_.bytes_max) return true;
    auto const megabytes = whole(std::max(1.0, std::floor(static_cast<double>(rules_.bytes_max) / 1e6)));
    return refuse(
               "file_too_large",
               _("The file {name} is too large. The most is {most} MB.").with("name", shorten(file.filename, 80)).with("most", megabytes)),
           false;
  }
  static std::string shown(double number) {
    auto text = std::to_string(number);
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    return text;
  }

 private:
  FormData const& form_;
  FieldRules const& rules_;
  FieldErrors& errors_;
};

/// Browsers send the line breaks of a textarea as CR LF; we keep LF.
std::string with_line_feeds(std::string text) {
  std::erase(text, '\r');
  return text;
}

template <class Number>
std::optional<Number> parse_whole(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  Number number{};
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size()) return {};
  return number;
}

template <class Number>
void read_whole(FormData const& form, FieldRules const& rules, Number& value, FieldErrors& errors) {
  Checker checker{form, rules, errors};
  auto const text = checker.single();
  if (!text) return;
  auto const number = parse_whole<Number>(*text);
  if (!number) return checker.refuse("not_a_number", _("Enter a whole number, such as 12."));
  if (checker.fits_number(static_cast<double>(*number))) value = *number;
}

}  // namespace

FieldError const* Entered::error(std::string_view name) const {
  for (auto const& error : errors)
    if (error.field == name) return &error;
  return nullptr;
}

bool is_given(FormData const& form, std::string_view name) {
  for (auto const& parameter : form.fields)
    if (parameter.name == name && (parameter.fault != TextFault::none || !trim(parameter.value).empty())) return true;
  return std::any_of(form.files.begin(), form.files.end(), [&](Upload const& file) { return file.name == name; });
}

void read_field(FormData const& form, FieldRules const& rules, std::string& value, FieldErrors& errors) {
  Checker checker{form, rules, errors};
  auto text = checker.single();
  if (!text) return;
  auto tidy = rules.lines ? with_line_feeds(std::move(*text)) : std::move(*text);
  if (checker.fits_text(tidy)) value = std::move(tidy);
}

void read_field(FormData const& form, FieldRules const& rules, std::vector<std::string>& value, FieldErrors& errors) {
  Checker checker{form, rules, errors};
  std::vector<std::string> all;
  for (auto const& parameter : form.fields) {
    if (parameter.name != rules.name) continue;
    if (!checker.readable(parameter.fault)) return;
    auto const text = trim(parameter.value);
    if (text.empty()) continue;
    if (!checker.is_offered(text) || !checker.passes_check(text)) return;
    if (length(text) > 1'000)
      return checker.refuse(
          "too_long", _("Use at most {most} characters. This has {size}.").with("most", "1000").with("size", std::to_string(length(text))));
    all.emplace_back(text);
  }
  if (checker.fits_count(all.size())) value = std::move(all);
}

void read_field(FormData const& form, FieldRules const& rules, std::int64_t& value, FieldErrors& errors) {
  read_whole(form, rules, value, errors);
}
void read_field(FormData const& form, FieldRules const& rules, int& value, FieldErrors& errors) { read_whole(form, rules, value, errors); }

void read_field(FormData const& form, FieldRules const& rules, double& value, FieldErrors& errors) {
  Checker checker{form, rules, errors};
  auto const text = checker.single();
  if (!text) return;
  double number = 0;
  auto const [end, fault] = std::from_chars(text->data(), text->data() + text->size(), number, std::chars_format::fixed);
  if (fault != std::errc{} || end != text->data() + text->size() || !std::isfinite(number))
    return checker.refuse("not_a_number", _("Enter a number, such as 12.5."));
  if (checker.fits_number(number)) value = number;
}

void read_field(FormData const& form, FieldRules const& rules, bool& value, FieldErrors& errors) {
  Checker checker{form, rules, errors};
  auto const text = checker.single();
  if (!text) return;
  if (*text == "yes" || *text == "true" || *text == "on" || *text == "1") value = true;
  else if (*text == "no" || *text == "false" || *text == "off" || *text == "0") value = false;
  else checker.refuse("not_yes_or_no", _("Answer yes or no."));
}

void read_field(FormData const& form, FieldRules const& rules, Date& value, FieldErrors& errors) {
  Checker checker{form, rules, errors};
  auto const text = checker.single();
  if (!text) return;
  auto const date = parse_date(*text);
  if (!date) return checker.refuse("not_a_date", _("Enter a date as year-month-day, such as 2027-03-02."));
  value = *date;
}

void read_field(FormData const& form, FieldRules const& rules, std::vector<Upload>& value, FieldErrors& errors) {
  Checker checker{form, rules, errors};
  std::vector<Upload> all;
  for (auto const* file : form.files_of(rules.name)) {
    if (!checker.fits_file(*file)) return;
    all.push_back(*file);
  }
  if (form.fields.has(rules.name) && is_given({.fields = form.fields}, rules.name))
    return checker.refuse("not_a_file", _("Send this as a file."));
  if (checker.fits_count(all.size())) value = std::move(all);
}

void read_field(FormData const& form, FieldRules const& rules, Upload& value, FieldErrors& errors) {
  std::vector<Upload> all;
  auto one = rules;
  one.most = 1;
  read_field(form, one, all, errors);
  if (!all.empty()) value = std::move(all.front());
}

void require_readable(FormData const& form) {
  if (form.fault.empty()) return;
  throw invalid("form.unreadable", _("The form could not be read: {why}.").with("why", form.fault),
                _("Go back and send it again. If this keeps happening, use another browser."));
}

bool is_email(std::string_view text) {
  auto const at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at > 64 || text.size() > 254) return false;
  auto const local = text.substr(0, at);
  auto const domain = text.substr(at + 1);
  auto const odd = [](char c) {
    return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || std::string_view{"\"(),:;<>@[\\]"}.find(c) != std::string_view::npos;
  };
  if (std::any_of(local.begin(), local.end(), odd) || local.starts_with('.') || local.ends_with('.') ||
      local.find("..") != std::string_view::npos)
    return false;
  if (domain.find('.') == std::string_view::npos) return false;
  for (auto const part : split(domain, '.')) {
    auto const plain = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
             static_cast<unsigned char>(c) >= 0x80;
    };
    if (part.empty() || part.size() > 63 || part.starts_with('-') || part.ends_with('-') || !std::all_of(part.begin(), part.end(), plain))
      return false;
  }
  return true;
}

bool is_phone(std::string_view text) {
  int digits = 0;
  for (char const c : text) {
    if (c >= '0' && c <= '9') ++digits;
    else if (std::string_view{" +-()."}.find(c) == std::string_view::npos) return false;
  }
  return digits >= 7 && digits <= 15;
}

}  // namespace cityhall::web
