// The examples of the reference and of the guide are run; the tables of the reference are made from those of the format.
#include <gtest/gtest.h>

#include <filesystem>

#include "base/io.h"
#include "base/json.h"
#include "base/text.h"
#include "kernel/definitions/check.h"
#include "kernel/definitions/format.h"

namespace cityhall {
namespace {

std::filesystem::path const docs = std::filesystem::path{CITYHALL_SOURCE_DIR} / "docs";

/// The ```json blocks of a page.
std::vector<Json> examples(std::filesystem::path const& page) {
  auto const text = read_file(page);
  std::vector<Json> out;
  for (auto at = text.find("```json\n"); at != std::string::npos; at = text.find("```json\n", at + 1)) {
    auto const start = at + 8;
    auto const json = parse_json(std::string_view{text}.substr(start, text.find("```", start) - start));
    EXPECT_TRUE(json) << page << ": " << json.error().what;
    if (json) out.push_back(*json);
  }
  return out;
}

Json merged(Json whole, Json const& part) {
  for (auto const& [name, value] : part.items()) whole[name] = value;
  return whole;
}

TEST(ServiceFormatPage, EveryExampleIsSound) {
  auto const all = examples(docs / "reference/service-format.md");
  ASSERT_GE(all.size(), 6U);
  for (auto const& one : all)
    EXPECT_EQ(to_text(examine(to_text(merged(all.front(), one)), shipped_context())), "") << one.dump(1).substr(0, 200);
}

TEST(WriteAServicePage, TheStepsMakeAServiceThatCanBePublished) {
  Json service = Json::object();
  for (auto const& step : examples(docs / "guides/write-a-service.md")) service = merged(std::move(service), step);
  EXPECT_EQ(to_text(examine(to_text(service), shipped_context())), "");
  service["questions"][2]["when"] = "waht == 'bench'";
  auto const told = to_text(examine(to_text(service), shipped_context()));
  EXPECT_NE(told.find(R"(/questions/2/when: In the expression "waht == 'bench'": there is no 'waht' to read here. Did you mean "what"?)"),
            std::string::npos)
      << told;
}

std::string kind_of(ValueForm const& form) {
  std::vector<std::string> words;
  for (auto const word : form.words) words.push_back('`' + std::string{word} + '`');
  switch (form.kind) {
    case ValueKind::text:
      return "text";
    case ValueKind::id:
      return "id";
    case ValueKind::name:
      return "name";
    case ValueKind::word:
      return join(words, ", ");
    case ValueKind::local_text:
      return "text for people";
    case ValueKind::expression:
      return "expression";
    case ValueKind::filled:
      return "filled text";
    case ValueKind::period:
      return "length of time";
    case ValueKind::distance:
      return "distance";
    case ValueKind::decimal:
      return "amount";
    case ValueKind::integer:
      return "whole number";
    case ValueKind::boolean:
      return "true or false";
    case ValueKind::date:
      return "date";
    case ValueKind::bound:
      return "whole number, amount or date";
    case ValueKind::due:
      return "length of time, or one for each priority";
    case ValueKind::values:
      return "expression, `subtotal` or list of fees";
    case ValueKind::list:
      return (form.or_one ? "one or list of: " : "list of: ") + kind_of(*form.element);
    case ValueKind::map:
      return "by id: " + kind_of(*form.element);
    case ValueKind::periods:
      return "by length of time: " + kind_of(*form.element);
    case ValueKind::object:
      return "[" + std::string{form.object().name} + "](#" +
             join(
                 [&] {
                   std::vector<std::string> parts;
                   for (auto const part : split(form.object().name, ' ')) parts.emplace_back(part);
                   return parts;
                 }(),
                 "-") +
             ")";
    case ValueKind::json:
      return "object";
  }
  return {};
}

std::string member_tables() {
  std::string out;
  for (auto const* form : all_forms()) {
    out += "\n### " + std::string{form->name} + "\n\n| member | kind | |\n|---|---|---|\n";
    for (auto const& member : form->members)
      out += "| `" + std::string{member.name} + "`" + (member.required ? " (needed)" : "") + " | " + kind_of(member.value) + " | " +
             said_of(member) + " |\n";
  }
  return out + '\n';
}

TEST(ServiceFormatPage, TheTablesOfMembersAreThoseOfTheProgram) {
  auto const page = docs / "reference/service-format.md";
  auto const text = read_file(page);
  auto const begin = text.find('\n', text.find("<!-- begin members")) + 1;
  auto const end = text.find("<!-- end members -->");
  ASSERT_LE(begin, end);
  auto const made = text.substr(0, begin) + member_tables() + text.substr(end);
  if (std::getenv("CITYHALL_REBASELINE") != nullptr) write_file_durably(page, made);
  EXPECT_EQ(read_file(page), made) << "the tables of the format have changed; run this test once with CITYHALL_REBASELINE=1";
}

}  // namespace
}  // namespace cityhall
