#include <iostream>

#include "app/commands/commands.h"
#include "app/doctor.h"
#include "app/reference.h"
#include "base/json.h"
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
    list.push_back({{"health", word}, {"what", finding.what}, {"fix", finding.fix}});
    if (arguments.has("json")) continue;
    std::cout << (finding.health == Health::good      ? "  ok      "
                  : finding.health == Health::warning ? "  warning "
                                                      : "  BAD     ")
              << finding.what << '\n';
    if (!finding.fix.empty()) std::cout << "          " << finding.fix << '\n';
  }
  if (arguments.has("json")) std::cout << list.dump(2) << '\n';
  return bad ? ExitCode::refused : ExitCode::ok;
}

ExitCode run_audit_verify(Arguments const& arguments) {
  Process process{arguments.text("data")};
  auto served = open_named_city(process, arguments);
  auto const report = run_view(served->city(), system_actor("audit"), [](View const& view) {
    return verify_chain(view, [](std::size_t read) {
      if (read % 100'000 == 0) std::cerr << "\r" << read << " events read" << std::flush;
    });
  });
  if (!report.intact()) {
    std::cout << "History was " << report.what << " at event " << report.broken.value << ".\n";
    return ExitCode::refused;
  }
  std::cout << report.sealed << " events are sealed and unchanged, " << report.unsealed
            << " are newer than the last seal.\nLast seal: " << report.head << '\n';
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
       "Looks an installation over and says what to mend.",
       {data_option(), {.name = "--json", .kind = OptionKind::flag, .summary = "Answer as JSON"}},
       run_doctor},
      {"audit verify", "Checks the hash chain over all events: nobody changed history.", {data_option(), city_option()}, run_audit_verify},
      {"reference",
       "Prints a generated page of the documentation.",
       {{.name = "PAGE", .summary = "commands, routes, permissions, events, jobs or settings", .required = true}},
       run_reference},
  };
}

}  // namespace cityhall
