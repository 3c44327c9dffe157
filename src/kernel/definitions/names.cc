// What expressions of a file may read.
#include "kernel/definitions/build.h"
#include "kernel/definitions/format.h"

namespace cityhall {
namespace {

bool word_character(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

/// The words that stand behind "where." anywhere in the file.
void add_mentioned(std::string_view source, std::string const& place, Type::Fields& fields) {
  auto const wanted = place + '.';
  for (auto at = source.find(wanted); at != std::string_view::npos; at = source.find(wanted, at + 1)) {
    if (at > 0 && (word_character(source[at - 1]) || source[at - 1] == '.')) continue;
    auto end = at + wanted.size();
    auto const start = end;
    while (end < source.size() && word_character(source[end])) ++end;
    if (end > start) fields.try_emplace(std::string{source.substr(start, end - start)}, Type::string());
  }
}

Type place_type(std::string_view source, std::string const& id) {
  Type::Fields fields{{"lat", Type::decimal()}, {"long", Type::decimal()}};
  for (auto const& member : place_members()) fields.try_emplace(member, Type::string());
  add_mentioned(source, id, fields);
  return Type::record(std::move(fields));
}

Type type_of(Node const& question, std::string_view source) {
  auto const type = question.at("type").text();
  if (type == "choice" || type == "multichoice") {
    std::vector<std::string> options;
    question.at("options").each([&](Node const& option) { options.push_back(option.at("id").text()); });
    auto const choice = options.empty() ? Type::string() : Type::choice(std::move(options));
    return type == "choice" ? choice : Type::list(choice);
  }
  if (type == "boolean") return Type::boolean();
  if (type == "integer") return Type::integer();
  if (type == "decimal" || type == "money") return Type::decimal();
  if (type == "date") return Type::date();
  if (type == "photo" || type == "file") return Type::list(Type::string());
  if (type == "point" || type == "address" || type == "parcel") return place_type(source, question.at("id").text());
  return Type::string();
}

Type person_type() {
  return Type::record({{"name", Type::string()}, {"email", Type::string()}, {"phone", Type::string()}, {"verified", Type::boolean()}});
}

}  // namespace

std::vector<std::string> const& place_members() {
  static std::vector<std::string> const members{"lat",   "long",  "address", "street", "number", "city", "zip",
                                                "class", "owner", "zone",    "use",    "parcel", "unit", "note"};
  return members;
}

Type::Fields names_of(Node const& file, std::string_view source) {
  Type::Fields names{
      {"priority", Type::integer()}, {"channel", Type::choice({channel_words().begin(), channel_words().end()})},
      {"today", Type::date()},       {"reviews", Type::list(Type::record({{"id", Type::string()}, {"ok", Type::boolean()}}))},
      {"applicant", person_type()},  {"reporter", person_type()}};
  file.at("documents").each([&](Node const& document) { names.insert_or_assign(document.at("id").text(), Type::list(Type::string())); });
  file.at("questions").each([&](Node const& question) { names.insert_or_assign(question.at("id").text(), type_of(question, source)); });
  return names;
}

}  // namespace cityhall
