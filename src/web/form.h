#pragma once
// Declared forms: what each field must be. Reading one collects every wrong field at once.
//   struct ClosureForm { std::string outcome; std::string message; std::vector<Upload> photos; };
//   Form<ClosureForm> closure_form() {
//     return {field("outcome", &ClosureForm::outcome).required().one_of({"fixed", "not_found"}),
//             field("message", &ClosureForm::message).required().most(4000).lines(),
//             field("photos", &ClosureForm::photos).most(3).bytes_max(25'000'000)};
//   }
//   auto const form = read(closure_form(), request.form);   // throws Refusal "form.invalid" with all fields

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"
#include "base/time_zone.h"
#include "web/request.h"

namespace cityhall::web {

/// The rules of one field. Limits count characters of texts, values of numbers, pieces of lists and files.
struct FieldRules {
  std::string name;
  bool required = false;
  bool lines = false;  // line breaks are welcome
  std::optional<double> least{};
  std::optional<double> most{};
  std::size_t bytes_max = 25'000'000;  // of one file
  std::vector<std::string> choices{};
  std::function<bool(std::string_view)> check{};  // of a text that is there
  Message check_message{};
};

/// What was typed, with what was wrong: for showing the form again. Fields of passwords are never kept.
struct Entered {
  Parameters values{};
  std::vector<FieldError> errors{};

  std::string_view value(std::string_view name) const { return values.get(name); }
  /// The first error of that field, or null.
  FieldError const* error(std::string_view name) const;
};

/// The readers behind field(): each fills `value` or says what is wrong. An absent field that is not required leaves `value` as it is.
using FieldErrors = std::vector<FieldError>;
void read_field(FormData const& form, FieldRules const& rules, std::string& value, FieldErrors& errors);
void read_field(FormData const& form, FieldRules const& rules, std::vector<std::string>& value, FieldErrors& errors);
void read_field(FormData const& form, FieldRules const& rules, std::int64_t& value, FieldErrors& errors);
void read_field(FormData const& form, FieldRules const& rules, int& value, FieldErrors& errors);
void read_field(FormData const& form, FieldRules const& rules, double& value, FieldErrors& errors);
void read_field(FormData const& form, FieldRules const& rules, bool& value, FieldErrors& errors);
void read_field(FormData const& form, FieldRules const& rules, Date& value, FieldErrors& errors);
void read_field(FormData const& form, FieldRules const& rules, Upload& value, FieldErrors& errors);
void read_field(FormData const& form, FieldRules const& rules, std::vector<Upload>& value, FieldErrors& errors);
/// True when the form has the field with something in it.
bool is_given(FormData const& form, std::string_view name);
template <class V>
void read_field(FormData const& form, FieldRules const& rules, std::optional<V>& value, FieldErrors& errors) {
  if (!rules.required && !is_given(form, rules.name)) return;
  V inner{};
  auto const before = errors.size();
  read_field(form, rules, inner, errors);
  if (errors.size() == before) value = std::move(inner);
}

template <class T>
class Field {
 public:
  using Read = std::function<void(FormData const&, FieldRules const&, T&, FieldErrors&)>;
  Field(std::string name, Read read) : rules_{.name = std::move(name)}, read_{std::move(read)} {}

  Field required() && {
    rules_.required = true;
    return std::move(*this);
  }
  Field lines() && {
    rules_.lines = true;
    return std::move(*this);
  }
  Field least(double limit) && {
    rules_.least = limit;
    return std::move(*this);
  }
  Field most(double limit) && {
    rules_.most = limit;
    return std::move(*this);
  }
  Field bytes_max(std::size_t limit) && {
    rules_.bytes_max = limit;
    return std::move(*this);
  }
  Field one_of(std::vector<std::string> choices) && {
    rules_.choices = std::move(choices);
    return std::move(*this);
  }
  /// A rule of your own, with what to say when it does not hold.
  Field check(std::function<bool(std::string_view)> holds, Message message) && {
    rules_.check = std::move(holds);
    rules_.check_message = std::move(message);
    return std::move(*this);
  }
  void read(FormData const& form, T& value, FieldErrors& errors) const { read_(form, rules_, value, errors); }

 private:
  FieldRules rules_;
  Read read_;
};

/// A field that fills a member: std::string, bool, int, std::int64_t, double, Date, Upload, std::vector of texts or uploads, std::optional
/// of those.
template <class T, class V>
Field<T> field(std::string name, V T::*member) {
  return {std::move(name), [member](FormData const& form, FieldRules const& rules, T& value, FieldErrors& errors) {
            read_field(form, rules, value.*member, errors);
          }};
}
template <class T>
using Form = std::vector<Field<T>>;
/// Throws when the body could not be read at all (Refusal "form.unreadable").
void require_readable(FormData const& form);

template <class T>
struct Reading {
  T value{};
  Entered entered;
  bool ok() const { return entered.errors.empty(); }
};
/// The value with every error, for pages that show the form again.
template <class T>
Reading<T> try_read(Form<T> const& fields, FormData const& form) {
  require_readable(form);
  Reading<T> reading{.entered = {.values = form.fields}};
  for (auto const& each : fields) each.read(form, reading.value, reading.entered.errors);
  return reading;
}
/// The value, or Refusal "form.invalid" with every wrong field.
template <class T>
T read(Form<T> const& fields, FormData const& form) {
  auto reading = try_read(fields, form);
  if (!reading.ok()) throw invalid_fields(std::move(reading.entered.errors));
  return std::move(reading.value);
}

/// Digits, blanks and + - ( ) . with 7 to 15 digits.
bool is_phone(std::string_view text);
bool is_email(std::string_view text);

}  // namespace cityhall::web
