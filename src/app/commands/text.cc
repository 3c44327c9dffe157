#include <iostream>

#include <fmt/format.h>

#include "app/commands/commands.h"
#include "base/io.h"
#include "base/json.h"
#include "base/readability.h"
#include "base/text.h"

namespace cityhall {
namespace {

CommandOption language_option() { return {.name = "--language", .summary = "Language of the text: en or es", .fallback = "en"}; }

Json reading_json(std::optional<Readability> const& reading) {
  if (!reading) return nullptr;
  return {{"scale", reading->scale == ReadingScale::grade ? "grade" : "inflesz"}, {"value", reading->value}, {"plain", reading->plain}};
}

std::string reading_words(std::optional<Readability> const& reading) {
  if (!reading) return "too short";
  auto const* const scale = reading->scale == ReadingScale::grade ? "grade" : "INFLESZ";
  return fmt::format("{} {:.1f}{}", scale, reading->value, reading->plain ? "" : ", hard");
}

ExitCode run_grade(Arguments const& arguments) {
  auto const language = arguments.text("language");
  auto all = Json::array();
  bool plain = true;
  for (auto const& file : arguments.all("FILE")) {
    auto const content = read_file(file);
    for (auto const line : split(content, '\n')) {
      if (trim(line).empty()) continue;
      auto const reading = readability_of(line, language);
      plain = plain && (!reading || reading->plain);
      if (arguments.has("json")) all.push_back(reading_json(reading));
      else std::cout << reading_words(reading) << ": " << line << '\n';
    }
  }
  if (arguments.has("json")) std::cout << all.dump() << '\n';
  return plain ? ExitCode::ok : ExitCode::refused;
}

}  // namespace

std::vector<Command> text_commands() {
  return {{.name = "text grade",
           .summary = "How hard each line of a text is to read",
           .options = {{.name = "FILE", .kind = OptionKind::path, .summary = "Texts, one a line", .required = true, .repeats = true},
                       language_option(),
                       json_option()},
           .run = run_grade}};
}

}  // namespace cityhall
