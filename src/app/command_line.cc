#include <algorithm>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "app/command.h"
#include "base/refusal.h"
#include "base/text.h"

// The only file that includes CLI11: it costs 3.6 s.

namespace cityhall {
namespace {

struct Bound {
  CommandOption const* option;
  std::vector<std::string> values{};
  bool flag = false;
};

struct Parsed {
  Command const* command;
  CLI::App* app;
  std::vector<std::unique_ptr<Bound>> bound{};
};

void bind(CLI::App& app, Parsed& parsed, CommandOption const& option) {
  auto& bound = *parsed.bound.emplace_back(std::make_unique<Bound>(Bound{.option = &option}));
  auto const name = std::string{option.name};
  auto const summary = std::string{option.summary};
  if (option.kind == OptionKind::flag) {
    app.add_flag(name, bound.flag, summary);
    return;
  }
  auto* added = app.add_option(name, bound.values, summary);
  // Else a first positional argument takes the words that are meant for the second.
  added->expected(option.repeats ? -1 : 1)->allow_extra_args(option.repeats);
  added->type_name(option.kind == OptionKind::number ? "N" : option.kind == OptionKind::path ? "PATH" : "TEXT");
  if (option.required) added->required();
  if (option.kind == OptionKind::number) added->check(CLI::Number);
  if (!option.fallback.empty()) added->description(summary + " [" + std::string{option.fallback} + "]");
}

CLI::App* find_group(CLI::App& root, std::string const& name) {
  for (auto* app : root.get_subcommands([&](CLI::App* candidate) { return candidate->get_name() == name; })) return app;
  return nullptr;
}

/// "service check" becomes a subcommand of a subcommand.
CLI::App& place_of(CLI::App& root, std::string_view name, std::string const& summary) {
  auto const blank = name.find(' ');
  if (blank == std::string_view::npos) return *root.add_subcommand(std::string{name}, summary);
  auto const group = std::string{name.substr(0, blank)};
  auto* parent = find_group(root, group);
  if (parent == nullptr) {
    parent = root.add_subcommand(group, "See cityhall " + group + " --help");
    parent->require_subcommand(1);
  }
  return *parent->add_subcommand(std::string{name.substr(blank + 1)}, summary);
}

Arguments arguments_of(Parsed const& parsed) {
  Arguments arguments;
  for (auto const& bound : parsed.bound) {
    auto name = std::string{bound->option->name};
    while (name.starts_with('-')) name.erase(0, 1);
    for (auto const& value : bound->values) arguments.set(name, value);
    if (bound->flag) arguments.set(name, "yes");
    if (bound->values.empty() && !bound->option->fallback.empty()) arguments.set(name, std::string{bound->option->fallback});
  }
  return arguments;
}

/// The command that the words begin with: "service check", else "serve".
Command const* meant_command(std::vector<std::string> const& words, std::vector<Command> const& list) {
  auto const named = [&](std::string_view name) {
    auto const found = std::find_if(list.begin(), list.end(), [&](Command const& command) { return command.name == name; });
    return found == list.end() ? nullptr : &*found;
  };
  if (words.empty()) return nullptr;
  auto const* two = words.size() > 1 ? named(words[0] + " " + words[1]) : nullptr;
  return two != nullptr ? two : named(words[0]);
}

/// For each option that the command does not have.
void suggest_options(std::vector<std::string> const& words, Command const& command) {
  std::vector<std::string> names{"--help"};
  for (auto const& option : command.options)
    if (!option.positional()) names.emplace_back(option.name);
  for (auto const& word : words) {
    auto const name = word.substr(0, word.find('='));
    if (!name.starts_with("--") || std::find(names.begin(), names.end(), name) != names.end()) continue;
    if (auto const meant = did_you_mean(name, names); !meant.empty()) std::cerr << "Did you mean \"" << meant << "\"?\n";
  }
}

void suggest(std::vector<std::string> const& words, std::vector<Command> const& list) {
  if (auto const* command = meant_command(words, list)) return suggest_options(words, *command);
  if (words.empty() || words.front().starts_with('-')) return;
  std::vector<std::string> names;
  for (auto const& command : list) {
    names.emplace_back(command.name);
    names.emplace_back(command.name.substr(0, command.name.find(' ')));
  }
  auto const two = words.size() > 1 ? words[0] + " " + words[1] : words[0];
  auto meant = did_you_mean(two, names);
  if (meant.empty()) meant = did_you_mean(words[0], names);
  if (!meant.empty() && meant != two && meant != words[0]) std::cerr << "Did you mean \"cityhall " << meant << "\"?\n";
}

ExitCode run_guarded(Command const& command, Arguments const& arguments) {
  try {
    return command.run(arguments);
  } catch (Refusal const& refusal) {
    std::cerr << "cityhall: " << in_english(refusal.message) << '\n';
    for (auto const& field : refusal.fields) std::cerr << "  " << field.field << ": " << in_english(field.message) << '\n';
    if (!refusal.fix.empty()) std::cerr << "  " << in_english(refusal.fix) << '\n';
    return ExitCode::refused;
  } catch (std::exception const& error) {
    std::cerr << "cityhall: " << error.what() << '\n';
    return ExitCode::fault;
  }
}

}  // namespace

int run_command_line(std::vector<std::string> const& words, std::vector<Command> const& list) {
  CLI::App app{"City hall in one program."};
  app.name("cityhall");
  app.require_subcommand(1);
  std::vector<Parsed> parsed(list.size());
  for (std::size_t i = 0; i < list.size(); ++i) {
    auto& place = place_of(app, list[i].name, std::string{list[i].summary});
    parsed[i] = {.command = &list[i], .app = &place};
    for (auto const& option : list[i].options) bind(place, parsed[i], option);
  }
  try {
    std::vector<std::string> reversed{words.rbegin(), words.rend()};
    app.parse(reversed);
  } catch (CLI::ParseError const& error) {
    auto const code = app.exit(error);
    if (code != 0) suggest(words, list);
    return code == 0 ? 0 : static_cast<int>(ExitCode::usage);
  }
  for (auto const& candidate : parsed)
    if (candidate.app->parsed()) return static_cast<int>(run_guarded(*candidate.command, arguments_of(candidate)));
  return static_cast<int>(ExitCode::usage);
}

}  // namespace cityhall
