#include "kernel/definitions/print.h"

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "kernel/definitions/format.h"

namespace cityhall {
namespace {

constexpr std::size_t columns_most = 120;

struct Entry {
  std::string name;
  Json const* value;
  ValueForm const* form;  // null below unknown members
};

/// Members in the order of the table; those that it does not know come last, in their own order.
std::vector<Entry> by_table(Json const& json, ObjectForm const& table) {
  std::vector<Entry> entries;
  for (auto const& member : table.members)
    if (auto const found = json.find(member.name); found != json.end())
      entries.push_back({std::string{member.name}, &*found, &member.value});
  for (auto const& [name, value] : json.items())
    if (table.member(name) == nullptr) entries.push_back({name, &value, nullptr});
  return entries;
}

std::vector<Entry> entries_of(Json const& json, ValueForm const* form, ObjectForm const* table) {
  if (table != nullptr) return by_table(json, *table);
  auto const* element = form != nullptr ? form->element.get() : nullptr;
  std::vector<Entry> entries;
  for (auto const& [name, value] : json.items()) entries.push_back({name, &value, element});
  if (form != nullptr && form->kind == ValueKind::local_text)
    std::stable_sort(entries.begin(), entries.end(), [](Entry const& a, Entry const& b) {
      return std::pair{a.name != "en", a.name} < std::pair{b.name != "en", b.name};
    });
  return entries;
}

std::string literal(Json const& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

ObjectForm const* table_of(ValueForm const* form) { return form != nullptr && form->object != nullptr ? &form->object() : nullptr; }

class Printer {
 public:
  std::string out;

  void value(Json const& json, ValueForm const* form, std::size_t indent) {
    if (!json.is_structured() || json.empty()) return void(out += literal(json));
    if (indent > 0 && fits(json, form)) return;
    if (json.is_array() && std::none_of(json.begin(), json.end(), [](Json const& one) { return one.is_structured(); }))
      return words(json, indent);
    auto const entries = json.is_object() ? entries_of(json, form, indent == 0 ? &service_form() : table_of(form)) : elements(json, form);
    out += json.is_object() ? '{' : '[';
    for (std::size_t i = 0; i < entries.size(); ++i) {
      out += (i > 0 ? ",\n" : "\n") + std::string(indent + 1, ' ');
      if (json.is_object()) out += literal(entries[i].name) + ": ";
      value(*entries[i].value, entries[i].form, indent + 1);
    }
    out += '\n' + std::string(indent, ' ') + (json.is_object() ? '}' : ']');
  }

 private:
  static std::vector<Entry> elements(Json const& json, ValueForm const* form) {
    std::vector<Entry> out;
    for (auto const& one : json) out.push_back({"", &one, form != nullptr ? form->element.get() : nullptr});
    return out;
  }

  /// A long list of words: as many on a line as fit.
  void words(Json const& json, std::size_t indent) {
    auto const start = '\n' + std::string(indent + 1, ' ');
    out += '[' + start;
    std::size_t column = indent + 1;
    for (std::size_t i = 0; i < json.size(); ++i) {
      auto const word = literal(json[i]) + (i + 1 < json.size() ? "," : "");
      if (i > 0 && column + 1 + length(word) > columns_most) {
        out += start;
        column = indent + 1;
      } else if (i > 0) {
        out += ' ';
        ++column;
      }
      out += word;
      column += length(word);
    }
    out += '\n' + std::string(indent, ' ') + ']';
  }

  /// Prints it on the rest of the line, or leaves everything as it was.
  bool fits(Json const& json, ValueForm const* form) {
    auto const before = out.size();
    auto const line = out.rfind('\n') == std::string::npos ? 0 : out.rfind('\n') + 1;
    if (flat(json, form, line)) return true;
    out.resize(before);
    return false;
  }

  /// False as soon as the line has become too long.
  bool flat(Json const& json, ValueForm const* form, std::size_t line) {
    if (!json.is_structured()) {
      out += literal(json);
      return length(std::string_view{out}.substr(line)) < columns_most;
    }
    auto const entries = json.is_object() ? entries_of(json, form, table_of(form)) : elements(json, form);
    out += json.is_object() ? '{' : '[';
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (i > 0) out += ", ";
      if (json.is_object()) out += literal(entries[i].name) + ": ";
      if (!flat(*entries[i].value, entries[i].form, line)) return false;
    }
    out += json.is_object() ? '}' : ']';
    return length(std::string_view{out}.substr(line)) < columns_most;
  }
};

}  // namespace

std::string print_definition(Json const& definition) {
  Printer printer;
  printer.value(definition, nullptr, 0);
  return std::move(printer.out) + '\n';
}

}  // namespace cityhall
