#pragma once
// The service format as data: every member of every object, in the order in which it is printed. The parser, the printer, the JSON Schema
// and the reference page are made from these tables, so they cannot disagree.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cityhall {

enum class ValueKind {
  text,        // one line
  id,          // lower-case letters, digits, "-" and "_"
  name,        // an id that expressions can read: letters, digits, "_"
  word,        // one of `words`
  local_text,  // {"en": …, "es": …}
  expression,
  filled,    // text with "{where.district}" in it
  period,    // "P3BD"
  distance,  // "30m"
  decimal,   // "75.00"
  integer,
  boolean,
  date,
  bound,    // a whole number, or an amount or date as text
  due,      // a period, or {"1": period, "3": period} by priority
  values,   // an expression, "subtotal", or a list of fee ids
  list,     // of `element`
  map,      // id → `element`
  periods,  // period → `element`
  object,
  json,  // anything; read by the tests inside
};

struct ObjectForm;

struct ValueForm {
  ValueKind kind = ValueKind::text;
  std::vector<std::string_view> words{};
  std::shared_ptr<ValueForm const> element{};
  ObjectForm const& (*object)() = nullptr;
  long min = 0;          // of an integer
  long max = 1'000'000;  // of an integer; of a text or list: the greatest length
  bool or_one = false;   // a list of one may be written without brackets
  std::vector<std::string_view> idle{};  // of `words`: kept, and nothing in the running program acts on them yet
};

struct MemberForm {
  std::string_view name;
  ValueForm value;
  bool required = false;
  std::string_view about{};  // one sentence for the schema and the reference
  bool acted_on = true;      // false: kept, and nothing in the running program does anything with it yet
};
/// `about`, and that it is not acted on where that is so.
std::string said_of(MemberForm const& member);

struct ObjectForm {
  std::string_view name;    // "question"
  std::string_view called;  // "a question", for sentences
  std::vector<MemberForm> members;
  MemberForm const* member(std::string_view member_name) const;
};

/// For members that are not acted on; last in a row of the table.
inline constexpr bool kept_only = false;

/// The whole file.
ObjectForm const& service_form();
/// Every object of the format, the whole file first, each once.
std::vector<ObjectForm const*> all_forms();

// What the tables are written with.
namespace form {
ValueForm text(long most = 200);
ValueForm text_or_empty(long most = 200);
ValueForm id();
ValueForm name();
ValueForm word(std::vector<std::string_view> words, std::vector<std::string_view> idle = {});
ValueForm local_text();
ValueForm expression();
ValueForm filled();
ValueForm period();
ValueForm distance();
ValueForm decimal();
ValueForm integer(long min, long max);
ValueForm boolean();
ValueForm date();
ValueForm bound();
ValueForm due();
ValueForm values();
ValueForm list(ValueForm element);
ValueForm one_or_list(ValueForm element);
ValueForm map(ValueForm element);
ValueForm periods(ValueForm element);
ValueForm object(ObjectForm const& (*object)());
ValueForm json();
}  // namespace form

/// The channels that a service can be offered through.
std::vector<std::string_view> const& channel_words();

}  // namespace cityhall
