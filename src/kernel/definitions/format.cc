#include "kernel/definitions/format.h"

#include <algorithm>

namespace cityhall {

MemberForm const* ObjectForm::member(std::string_view member_name) const {
  auto const found = std::find_if(members.begin(), members.end(), [&](MemberForm const& one) { return one.name == member_name; });
  return found == members.end() ? nullptr : &*found;
}

std::string said_of(MemberForm const& member) {
  auto const& words = member.value.element ? member.value.element->idle : member.value.idle;
  std::string said{member.about};
  if (!member.acted_on) said += " Kept, not acted on yet.";
  if (words.empty()) return said;
  said += " Kept, not acted on yet: ";
  for (auto const word : words) (said += word == words.front() ? "" : ", ") += word;
  return said += '.';
}

namespace form {
namespace {

ValueForm plain(ValueKind kind) { return {.kind = kind}; }

ValueForm with_element(ValueKind kind, ValueForm element) {
  return {.kind = kind, .element = std::make_shared<ValueForm const>(std::move(element)), .max = 1'000};
}

}  // namespace

ValueForm text(long most) { return {.kind = ValueKind::text, .min = 1, .max = most}; }
ValueForm text_or_empty(long most) { return {.kind = ValueKind::text, .max = most}; }
ValueForm id() { return plain(ValueKind::id); }
ValueForm name() { return plain(ValueKind::name); }
ValueForm word(std::vector<std::string_view> words, std::vector<std::string_view> idle) {
  return {.kind = ValueKind::word, .words = std::move(words), .idle = std::move(idle)};
}
ValueForm local_text() { return plain(ValueKind::local_text); }
ValueForm expression() { return plain(ValueKind::expression); }
ValueForm filled() { return plain(ValueKind::filled); }
ValueForm period() { return plain(ValueKind::period); }
ValueForm distance() { return plain(ValueKind::distance); }
ValueForm decimal() { return plain(ValueKind::decimal); }
ValueForm integer(long min, long max) { return {.kind = ValueKind::integer, .min = min, .max = max}; }
ValueForm boolean() { return plain(ValueKind::boolean); }
ValueForm date() { return plain(ValueKind::date); }
ValueForm bound() { return plain(ValueKind::bound); }
ValueForm due() { return plain(ValueKind::due); }
ValueForm values() { return plain(ValueKind::values); }
ValueForm list(ValueForm element) { return with_element(ValueKind::list, std::move(element)); }
ValueForm map(ValueForm element) { return with_element(ValueKind::map, std::move(element)); }
ValueForm periods(ValueForm element) { return with_element(ValueKind::periods, std::move(element)); }
ValueForm json() { return plain(ValueKind::json); }

ValueForm one_or_list(ValueForm element) {
  auto value = list(std::move(element));
  value.or_one = true;
  return value;
}

ValueForm object(ObjectForm const& (*object)()) { return {.kind = ValueKind::object, .object = object}; }

}  // namespace form

namespace {

void collect(ObjectForm const& object, std::vector<ObjectForm const*>& all);

void collect(ValueForm const& value, std::vector<ObjectForm const*>& all) {
  if (value.object != nullptr) collect(value.object(), all);
  if (value.element) collect(*value.element, all);
}

void collect(ObjectForm const& object, std::vector<ObjectForm const*>& all) {
  if (std::find(all.begin(), all.end(), &object) != all.end()) return;
  all.push_back(&object);
  for (auto const& member : object.members) collect(member.value, all);
}

}  // namespace

std::vector<ObjectForm const*> all_forms() {
  std::vector<ObjectForm const*> all;
  collect(service_form(), all);
  return all;
}

std::vector<std::string_view> const& channel_words() {
  static std::vector<std::string_view> const words{"web", "phone", "counter", "kiosk", "open311", "api",
                                                   "sms", "ivr",   "social",  "email", "field"};
  return words;
}

}  // namespace cityhall
