#include <charconv>
#include <iostream>
#include <thread>

#include <fmt/format.h>

#include "app/bench.h"
#include "app/commands/commands.h"
#include "app/doctor.h"
#include "app/reference.h"
#include "base/json.h"
#include "base/log.h"
#include "base/refusal.h"
#include "kernel/events/chain.h"
#include "kernel/run_unit.h"

namespace cityhall {
namespace {

ExitCode run_doctor(Arguments const& arguments) {
  Process process{arguments.text("data")};
  auto const findings = examine_installation(process);
  bool bad = false;
  auto list = Json::array();
  for (auto const& finding : findings) {
    bad = bad || finding.health == Health::bad;
    auto const* word = finding.health == Health::good ? "good" : finding.health == Health::warning ? "warning" : "bad";
    list.push_back({{"health", word}, {"what", in_english(finding.what)}, {"fix", in_english(finding.fix)}, {"page", finding.page}});
    if (arguments.has("json")) continue;
    std::cout << (finding.health == Health::good      ? "  ok      "
                  : finding.health == Health::warning ? "  warning "
                                                      : "  BAD     ")
              << in_english(finding.what) << '\n';
    if (finding.fix.empty()) continue;
    std::cout << "          " << in_english(finding.fix) << (finding.page.empty() ? "" : " (" + finding.page + ")") << '\n';
  }
  if (arguments.has("json")) std::cout << list.dump(2) << '\n';
  return bad ? ExitCode::refused : ExitCode::ok;
}

/// The seal that somebody wrote down; empty when none was given.
std::string asked_seal(Arguments const& arguments) {
  auto seal = arguments.text("seal");
  if (!seal.empty() && (seal.size() != 64 || seal.find_first_not_of("0123456789abcdef") != std::string::npos))
    throw invalid("audit.seal", _("--seal is a seal as this command and the log write it: 64 digits and letters from a to f."));
  return seal;
}

Json json_of(ChainReport const& report, bool asked) {
  Json told{{"intact", report.intact()}, {"sealed", report.sealed}, {"unsealed", report.unsealed}, {"last_seal", report.head}};
  if (!report.intact()) told.update({{"what", report.what}, {"event", to_text(report.broken)}});
  if (asked) told["seal_found"] = report.has_witness;
  if (report.waits_since) told["unsealed_since"] = to_rfc3339(*report.waits_since);
  return told;
}

void print(ChainReport const& report, bool asked) {
  if (!report.intact()) {
    std::cout << "History was " << report.what << " at event " << report.broken.value << ".\n";
    return;
  }
  if (asked && !report.has_witness)
    std::cout << "The seal that you gave is not in this history: seals were cut off, or it is another city's.\n";
  std::cout << report.sealed << " events are sealed and unchanged, " << report.unsealed << " are newer than the last seal.\n";
  if (report.waits_since) std::cout << "The oldest of these is of " << to_rfc3339(*report.waits_since) << "; a city that is served seals at once.\n";
  if (report.emptied > 0)
    std::cout << "The words of " << report.emptied << " were taken out when their time of keeping was over; what is left is sealed.\n";
  if (asked && report.has_witness) std::cout << "The seal that you gave is in this history: nothing before it was changed since.\n";
  std::cout << "Last seal: " << report.head << '\n';
}

ExitCode run_audit_verify(Arguments const& arguments) {
  Process process{arguments.text("data")};
  auto served = open_named_city_to_read(process, arguments);
  auto const seal = asked_seal(arguments);
  auto const progress = [&](std::size_t read) {
    if (read % 100'000 == 0 && !arguments.has("json")) std::cerr << "\r" << read << " events read" << std::flush;
  };
  auto const report = run_view(served->city(), system_actor("audit"),
                               [&](View const& view) { return verify_chain(view, {.progress = progress, .witness = seal}); });
  if (arguments.has("json")) std::cout << json_of(report, !seal.empty()).dump(2) << '\n';
  else print(report, !seal.empty());
  return report.intact() && (seal.empty() || report.has_witness) ? ExitCode::ok : ExitCode::refused;
}

std::chrono::milliseconds length_of(Arguments const& arguments) {
  auto const text = arguments.text("seconds");
  double seconds = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end != text.data() + text.size() || !(seconds > 0) || seconds > 600)
    throw invalid("bench.seconds", _("--seconds is a number up to 600, such as 3 or 0.5."));
  return std::chrono::milliseconds{static_cast<std::int64_t>(seconds * 1000)};
}

ExitCode run_bench(Arguments const& arguments) {
  set_log_level(LogLevel::error);
  auto const disk = std::filesystem::path{arguments.text("data")};
  if (!arguments.has("json")) std::cerr << "Measuring in " << disk.string() << " …\n";
  auto const measures = measure_machine(disk, length_of(arguments));
  auto list = Json::object();
  for (auto const& measure : measures) {
    list[measure.name + "_per_s"] = measure.per_second;
    list[measure.name + "_cpu_us"] = measure.cpu_micros;
    if (!arguments.has("json"))
      std::cout << fmt::format("{:>10.0f} /s  {:>7.0f} µs of processor each   {}\n", measure.per_second, measure.cpu_micros, measure.what);
  }
  list["processors"] = std::thread::hardware_concurrency();
  if (arguments.has("json")) std::cout << list.dump(2) << '\n';
  else std::cout << "A city of a million people sends about 2 reports a second on its worst day.\n";
  return ExitCode::ok;
}

ExitCode run_reference(Arguments const& arguments) {
  std::cout << reference_page(arguments.text("PAGE"));
  return ExitCode::ok;
}

}  // namespace

std::vector<Command> upkeep_commands() {
  return {
      {"doctor",
       "Looks an installation over and says what to mend, also while it is served.",
       {data_option(), {.name = "--json", .kind = OptionKind::flag, .summary = "Answer as JSON"}},
       run_doctor},
      {"bench",
       "Measures what this machine and its disk can do, in a temporary city: durable changes, reports and pages a second.",
       {{.name = "--data", .kind = OptionKind::path, .summary = "A folder on the disk to measure", .fallback = "city-data"},
        {.name = "--seconds", .summary = "How long each measure takes", .fallback = "3"},
        {.name = "--json", .kind = OptionKind::flag, .summary = "Answer as JSON"}},
       run_bench},
      {"audit verify",
       "Checks the hash chain over all events: nobody changed history. Also while the city is served.",
       {data_option(),
        city_option(),
        {.name = "--seal", .summary = "A seal that was written down earlier; it must be in the chain"},
        json_option()},
       run_audit_verify},
      {"reference",
       "Prints a generated page of the documentation.",
       {{.name = "PAGE", .summary = "commands, routes, permissions, events, jobs, settings or metrics", .required = true}},
       run_reference},
  };
}

}  // namespace cityhall
