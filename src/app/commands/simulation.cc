#include <charconv>
#include <iostream>

#include <fmt/format.h>

#include "app/commands/commands.h"
#include "app/commands/progress_bar.h"
#include "app/simulation/scratch_folder.h"
#include "app/simulation/simulate.h"
#include "base/json.h"
#include "base/log.h"
#include "base/refusal.h"

namespace cityhall {
namespace {

using simulation::Plan;

std::uint64_t count_of(Arguments const& arguments, std::string_view name) {
  auto const text = arguments.text(name);
  std::uint64_t value = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size() || value > 1'000'000'000)
    throw invalid("simulate.number", _("--{name} takes a whole number up to a billion.").with("name", std::string{name}));
  return value;
}

Date first_day(Arguments const& arguments) {
  auto const date = parse_date(arguments.text("from"));
  if (!date) throw invalid("simulate.date", _("--from takes a date such as 2026-01-01."));
  return *date;
}

Plan plan_from(Arguments const& arguments) {
  Plan plan{.seed = count_of(arguments, "seed"),
            .from = first_day(arguments),
            .days = static_cast<int>(count_of(arguments, "days")),
            .residents = count_of(arguments, "residents"),
            .past = count_of(arguments, "past"),
            .past_days = static_cast<int>(count_of(arguments, "past-days")),
            .faults = arguments.has("faults"),
            .town = arguments.text("town")};
  if (plan.days > 3660 || plan.past_days > 36'600) throw invalid("simulate.days", _("A simulation lasts at most ten years."));
  constexpr std::size_t cases_a_day = 20;
  plan.cases = arguments.text("cases").empty() ? cases_a_day * static_cast<std::size_t>(plan.days) : count_of(arguments, "cases");
  return plan;
}

Json as_json(simulation::Report const& report, double seconds) {
  Json counts = Json::object();
  for (auto const& [what, count] : report.counts) counts[what] = count;
  auto broken = Json::array();
  for (auto const& one : report.broken) broken.push_back({{"day", to_iso(one.day)}, {"promise", one.promise}, {"where", one.where}});
  return {{"history", report.history}, {"events", report.events}, {"past", report.past},
          {"counts", counts},          {"broken", broken},        {"seconds", seconds}};
}

void print(simulation::Report const& report, double seconds) {
  if (report.past > 0) std::cout << fmt::format("{:>9}  brought in from the years before\n", report.past);
  for (auto const& [what, count] : report.counts) std::cout << fmt::format("{:>9}  {}\n", count, what);
  for (auto const& one : report.broken) std::cout << fmt::format("BROKEN on {}: {}: {}\n", to_iso(one.day), one.promise, one.where);
  std::cout << fmt::format("{} events in {:.1f} s{}\nHistory: {}\n", report.events, seconds,
                           report.broken.empty() ? "; every promise held on every day." : ".", report.history);
}

ExitCode run_simulate(Arguments const& arguments) {
  auto const plan = plan_from(arguments);
  set_log_level(LogLevel::error);  // that the mail server is away is no news here
  std::optional<simulation::ScratchFolder> scratch;
  std::filesystem::path folder = arguments.text("data");
  if (folder.empty()) folder = scratch.emplace().path();
  ProgressBar bar{arguments.has("json")};
  auto const started = std::chrono::steady_clock::now();
  auto const report = simulation::simulate(folder, plan, [&](std::string const& what, std::size_t done, std::size_t total) {
    bar.show(done, total, what);
  });
  bar.finish();
  auto const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  if (arguments.has("json")) std::cout << as_json(report, seconds).dump(2) << '\n';
  else print(report, seconds);
  return report.broken.empty() ? ExitCode::ok : ExitCode::refused;
}

}  // namespace

std::vector<Command> simulation_commands() {
  return {
      {"simulate",
       "Lives a seeded city through the same verbs as the live program, and checks every promise after each day.",
       {{.name = "--seed", .kind = OptionKind::number, .summary = "The same seed gives the same history", .fallback = "7"},
        {.name = "--days", .kind = OptionKind::number, .summary = "How many days are lived", .fallback = "365"},
        {.name = "--from", .summary = "The first day", .fallback = "2026-01-01"},
        {.name = "--residents", .kind = OptionKind::number, .summary = "How many people may report something", .fallback = "2000"},
        {.name = "--cases", .kind = OptionKind::number, .summary = "How many things happen to report; 20 a day when not given"},
        {.name = "--past", .kind = OptionKind::number, .summary = "Requests of the time before, imported in bulk", .fallback = "0"},
        {.name = "--past-days", .kind = OptionKind::number, .summary = "How far back those go", .fallback = "730"},
        {.name = "--faults", .kind = OptionKind::flag, .summary = "Crashes, a dead mail server, repeated requests, two actors on one case"},
        {.name = "--town", .kind = OptionKind::path, .summary = "Files of a town, as “cityhall town” writes them; else a small one"},
        {.name = "--data", .kind = OptionKind::path, .summary = "Keeps the city in this folder; without it, it is thrown away"},
        {.name = "--json", .kind = OptionKind::flag, .summary = "Answer as JSON"}},
       run_simulate},
  };
}

}  // namespace cityhall
