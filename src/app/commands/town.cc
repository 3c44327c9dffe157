#include <iostream>

#include "app/commands/commands.h"
#include "app/town/write_town.h"

namespace cityhall {
namespace {

ExitCode run_town(Arguments const& arguments) {
  town::TownWish const wish{.name = arguments.text("name"),
                            .residents = arguments.number("residents"),
                            .seed = static_cast<std::uint64_t>(arguments.number("seed"))};
  auto const made = town::make_town(wish);
  for (auto const& path : town::write_town(made, arguments.text("DIR"))) std::cout << path.string() << '\n';
  return ExitCode::ok;
}

}  // namespace

std::vector<Command> town_commands() {
  return {{"town",
           "Writes the files of a made-up town, as a real city would bring them along: streets, addresses, parcels, zones, assets, crews, "
           "people.",
           {{.name = "DIR", .kind = OptionKind::path, .summary = "Folder to write to", .required = true},
            {.name = "--residents", .kind = OptionKind::number, .summary = "How many live there", .fallback = "33000"},
            {.name = "--seed", .kind = OptionKind::number, .summary = "Another number makes another town", .fallback = "7"},
            {.name = "--name", .summary = "Name of the town", .fallback = "Fairhaven"}},
           run_town}};
}

}  // namespace cityhall
