#include <iostream>

#include <fmt/format.h>

#include "app/commands/commands.h"
#include "app/commands/progress_bar.h"
#include "app/setup.h"
#include "base/io.h"
#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/cases/migration.h"
#include "kernel/definitions/check.h"
#include "kernel/definitions/city_context.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/definition_tests.h"
#include "kernel/definitions/definitions_store.h"
#include "kernel/definitions/diff.h"
#include "kernel/definitions/kept_only.h"
#include "kernel/definitions/parse.h"
#include "kernel/definitions/print.h"
#include "kernel/definitions/rollback.h"
#include "kernel/run_unit.h"

namespace cityhall {
namespace {

CommandOption files_option() {
  return {.name = "FILE", .kind = OptionKind::path, .summary = "Service files", .required = true, .repeats = true};
}
Json as_json(std::vector<Fault> const& faults) {
  auto list = Json::array();
  for (auto const& fault : faults)
    list.push_back({{"pointer", fault.pointer}, {"message", fault.message}, {"fix", fault.fix}, {"line", fault.line}});
  return list;
}

/// What is kept and not acted on: told beside the faults, and no reason to refuse.
void print_warnings(std::string const& file, std::vector<Fault> const& notes) {
  for (auto const& note : notes) std::cout << file << ": warning: " << to_text(note) << '\n';
}

void print_faults(std::string const& file, std::vector<Fault> const& faults) {
  for (auto const& fault : faults) std::cout << file << ": " << to_text(fault) << '\n';
}

ExitCode run_fmt(Arguments const& arguments) {
  auto outcome = ExitCode::ok;
  for (auto const& file : arguments.all("FILE")) {
    auto const before = read_file(file);
    auto const json = parse_json(before);
    if (!json) {
      std::cout << file << ": " << json.error().what << '\n';
      outcome = ExitCode::refused;
      continue;
    }
    auto const after = print_definition(*json);
    if (before == after) continue;
    if (arguments.has("check")) {
      std::cout << file << ": not in canonical form; run cityhall service fmt " << file << '\n';
      outcome = ExitCode::refused;
    } else {
      write_file_durably(file, after);
      std::cout << file << ": written\n";
    }
  }
  return outcome;
}

ExitCode run_check(Arguments const& arguments) {
  auto all = Json::object();
  bool faulty = false;
  for (auto const& file : arguments.all("FILE")) {
    auto const text = read_file(file);
    auto const faults = examine(text, shipped_context());
    faulty = faulty || !faults.empty();
    all[file] = as_json(faults);
    if (arguments.has("json")) continue;
    print_faults(file, faults);
    print_warnings(file, kept_only_members(text));
  }
  if (arguments.has("json")) std::cout << all.dump(2) << '\n';
  else if (!faulty) std::cout << arguments.all("FILE").size() << " checked, no faults\n";
  return faulty ? ExitCode::refused : ExitCode::ok;
}

ExitCode run_test(Arguments const& arguments) {
  int passed = 0;
  auto failures = Json::array();
  auto const fail = [&](std::string const& file, std::string const& what) {
    failures.push_back({{"file", file}, {"what", what}});
    if (!arguments.has("json")) std::cout << file << ": " << what << '\n';
  };
  for (auto const& file : arguments.all("FILE")) {
    auto const parsed = parse_definition(read_file(file));
    if (!parsed) {
      for (auto const& fault : parsed.error()) fail(file, to_text(fault));
      continue;
    }
    for (auto const& result : run_tests(*parsed)) {
      if (result.passed()) ++passed;
      else fail(file, to_text(result));
    }
  }
  if (arguments.has("json")) std::cout << Json{{"passed", passed}, {"failed", failures.size()}, {"failures", failures}}.dump(2) << '\n';
  else std::cout << passed << " passed, " << failures.size() << " failed\n";
  return failures.empty() ? ExitCode::ok : ExitCode::refused;
}

/// "waiting=open, held=open"
StateMap state_map_of(std::string const& text) {
  StateMap map;
  for (auto const pair : split(text, ',')) {
    auto const equals = pair.find('=');
    if (trim(pair).empty()) continue;
    if (equals == std::string_view::npos)
      throw invalid("migration.map", _("“{pair}” is no entry of a map of states.").with("pair", std::string{trim(pair)}),
                    _("Write old=new, with commas between, such as waiting=open,held=open."));
    map[std::string{trim(pair.substr(0, equals))}] = std::string{trim(pair.substr(equals + 1))};
  }
  return map;
}

void print_steps(std::vector<MigrationStep> const& steps, std::string_view verb) {
  if (steps.empty()) std::cout << "  No request is running under an older version.\n";
  for (auto const& step : steps)
    std::cout << fmt::format("  {} {} from version {}, {} to {}\n", step.cases, verb, step.version, step.from, step.to);
}

Json steps_json(std::vector<MigrationStep> const& steps) {
  auto list = Json::array();
  for (auto const& step : steps)
    list.push_back({{"cases", step.cases}, {"version", step.version}, {"from", step.from}, {"to", step.to}});
  return list;
}

/// What became, or would become, of one file.
struct PublishedFile {
  DefinitionPtr definition;
  std::optional<DefinitionDiff> changes{};  // a rehearsal of a service that is there
  std::optional<std::vector<MigrationStep>> steps{};
  bool done = false;
};

Json publication_json(PublishedFile const& publication) {
  Json told{{"service", publication.definition->id}, {"version", publication.definition->version}, {"published", publication.done}};
  if (!publication.definition->effective.empty()) told["effective"] = publication.definition->effective;
  if (publication.changes) told["change"] = to_text(publication.changes->kind);
  if (publication.steps) told["moved"] = steps_json(*publication.steps);
  return told;
}

void print_publication(PublishedFile const& publication) {
  auto const& definition = *publication.definition;
  std::cout << definition.id << " version " << definition.version << (publication.done ? " is published" : " would be published");
  std::cout << (definition.effective.empty() ? "" : " and counts from " + definition.effective) << '\n';
  if (publication.changes) {
    std::cout << "  The change is " << to_text(publication.changes->kind) << ".\n";
    for (auto const& change : publication.changes->changes) std::cout << "    " << change.pointer << ": " << change.message << '\n';
  }
  if (publication.steps) print_steps(*publication.steps, publication.done ? "moved" : "would move");
}

/// What a publication would change, without changing anything.
PublishedFile rehearse(City& city, std::string const& file, Arguments const& arguments) {
  return run_view(city, system_actor("command line"), [&](View const& view) {
    auto const json = read_file(file);
    auto const faults = examine(json, check_context(view));
    if (!faults.empty())
      throw invalid("definition.faulty", _("{faults}").with("faults", to_text(faults)), _("Correct what is named, then try again."));
    auto const next = *parse_definition(json);
    PublishedFile publication{.definition = next};
    if (auto const live = city.definitions.get()->find(next->id)) publication.changes = diff(*live, *next);
    if (arguments.has("migrate")) publication.steps = plan_migration(view, *next, state_map_of(arguments.text("migrate")));
    return publication;
  });
}

PublishedFile publish_file(City& city, std::string const& file, Arguments const& arguments) {
  return run_unit(city, system_actor("command line"), [&](Unit& unit) {
    PublishedFile publication{.definition = publish_definition(unit, read_file(file), check_context(view_of(unit))), .done = true};
    if (arguments.has("migrate"))
      publication.steps = migrate_cases(unit, publication.definition, state_map_of(arguments.text("migrate")));
    return publication;
  });
}

ExitCode run_publish(Arguments const& arguments) {
  if (arguments.has("migrate") && arguments.all("FILE").size() != 1)
    throw invalid("migration.one", _("Running requests move one service at a time."), _("Give one file with --migrate."));
  Process process{arguments.text("data")};
  bool const rehearsed = arguments.has("dry-run");
  auto served = rehearsed ? open_named_city_to_read(process, arguments) : open_named_city(process, arguments, "/admin/services");
  ProgressBar bar{arguments.has("json")};
  auto const files = arguments.all("FILE");
  auto list = Json::array();
  for (std::size_t at = 0; at < files.size(); ++at) {
    bar.show(at, files.size(), files[at]);
    auto const publication = rehearsed ? rehearse(served->city(), files[at], arguments) : publish_file(served->city(), files[at],
        arguments);
    bar.finish();
    list.push_back(publication_json(publication));
    if (!arguments.has("json")) print_publication(publication);
  }
  if (arguments.has("json")) std::cout << list.dump(2) << '\n';
  return ExitCode::ok;
}

/// What two versions are compared of: two files, or two versions of a service of the city.
struct Compared {
  DefinitionPtr before;
  DefinitionPtr after;
};

DefinitionPtr definition_in(std::string const& file) {
  auto parsed = parse_definition(read_file(file));
  if (!parsed) throw invalid("definition.faulty", _("{file}: {faults}").with("file", file).with("faults", to_text(parsed.error())));
  return *std::move(parsed);
}

DefinitionPtr version_in(City& city, std::string const& service, std::string const& version) {
  auto const definitions = city.definitions.get();
  if (definitions->versions(service).empty())
    throw not_found(_("There is no service {service}.").with("service", service), _("Look up its name in the list of services."));
  auto found = definitions->find(service, static_cast<int>(parse_id(version)));
  if (!found)
    throw not_found(_("{service} has no version {version}.").with("service", service).with("version", version),
                    _("Versions go from 1 to {newest}.")
                        .with("newest", std::to_string(definitions->versions(service).back()->definition->version)));
  return found;
}

Compared compared(Arguments const& arguments) {
  auto const what = arguments.all("WHAT");
  if (what.size() == 2) return {definition_in(what[0]), definition_in(what[1])};
  if (what.size() != 3)
    throw invalid("diff.what", _("Two things are compared."), _("Give two files, or a service and two of its versions."));
  Process process{arguments.text("data")};
  auto const served = open_named_city_to_read(process, arguments);
  return {version_in(served->city(), what[0], what[1]), version_in(served->city(), what[0], what[2])};
}

ExitCode run_diff(Arguments const& arguments) {
  auto const [before, after] = compared(arguments);
  auto const found = diff(*before, *after);
  if (arguments.has("json")) {
    Json out{{"kind", to_text(found.kind)}, {"changes", Json::array()}};
    for (auto const& change : found.changes)
      out["changes"].push_back({{"kind", to_text(change.kind)}, {"pointer", change.pointer}, {"message", change.message}});
    std::cout << out.dump(2) << '\n';
    return ExitCode::ok;
  }
  std::cout << fmt::format("{} version {} → {} version {}: {}\n", before->id, before->version, after->id, after->version,
      to_text(found.kind));
  for (auto const& change : found.changes) std::cout << fmt::format("  {:<10} {}: {}\n", to_text(change.kind), change.pointer,
      change.message);
  return ExitCode::ok;
}

ExitCode run_rollback(Arguments const& arguments) {
  Process process{arguments.text("data")};
  auto served = open_named_city(process, arguments, "/admin/services");
  auto const service = arguments.text("SERVICE");
  version_in(served->city(), service, arguments.text("VERSION"));
  auto const definition = run_unit(served->city(), system_actor("command line"), [&](Unit& unit) {
    return roll_back_definition(unit, service, arguments.number("VERSION"), check_context(view_of(unit)));
  });
  std::cout << definition->id << " version " << definition->version << " is published: it says what version " << arguments.number("VERSION")
            << " said. Running requests keep their versions.\n";
  return ExitCode::ok;
}

}  // namespace

std::vector<Command> service_commands() {
  return {
      {"service fmt",
       "Rewrites service files in the canonical form.",
       {files_option(), {.name = "--check", .kind = OptionKind::flag, .summary = "Change nothing; fail when a file would change"}},
       run_fmt},
      {"service check", "Says every fault of service files, with place and remedy.", {files_option(), json_option()}, run_check},
      {"service test", "Runs the tests inside service files.", {files_option(), json_option()}, run_test},
      {"service publish",
       "Publishes service files in a city that is not being served; a running city publishes on its admin pages.",
       {files_option(),
        {.name = "--migrate",
         .summary = "Move running requests to the new version: old=new states, with commas; without it they keep theirs"},
        {.name = "--dry-run", .kind = OptionKind::flag, .summary = "Say what would change, and change nothing; also while it is served"},
        data_option(),
        city_option(),
        json_option()},
       run_publish},
      {"service diff",
       "Says what changed between two files, or two versions of a service: text, additive or structural, each change in words.",
       {{.name = "WHAT", .summary = "Two files; or a service and two of its versions", .required = true, .repeats = true},
        json_option(),
        data_option(),
        city_option()},
       run_diff},
      {"service rollback",
       "Publishes an older version of a service again, as the newest; running requests keep the version that they have.",
       {{.name = "SERVICE", .summary = "The service", .required = true},
        {.name = "VERSION", .kind = OptionKind::number, .summary = "The version to go back to", .required = true},
        data_option(),
        city_option()},
       run_rollback},
  };
}

}  // namespace cityhall
