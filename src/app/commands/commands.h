#pragma once
// The commands by subject; each file makes its own list.

#include <vector>

#include "app/command.h"
#include "app/process.h"

namespace cityhall {

std::vector<Command> serving_commands();  // serve, demo, version
std::vector<Command> setup_commands();    // init
std::vector<Command> service_commands();  // service fmt | check | test | publish | diff | rollback
std::vector<Command> office_commands();   // user, key, zone
std::vector<Command> mail_commands();     // mail receive
std::vector<Command> upkeep_commands();   // doctor, audit, reference
std::vector<Command> transfer_commands();  // export, import city
std::vector<Command> import_commands();   // import requests | zones | osm | streets | addresses | assets
std::vector<Command> simulation_commands();  // simulate
std::vector<Command> town_commands();        // town
std::vector<Command> text_commands();        // text grade

/// The options that every command on a city shares: --data and --city.
CommandOption data_option();
CommandOption city_option();
/// --json: the answer is for programs.
CommandOption json_option();
/// The name of the city that the call means. Throws invalid when it names none, or when it must name one.
std::string named_slug(Process& process, Arguments const& arguments);
/// Opens the city that the call means; asks for --city when there are several. While a server has it open it refuses, and names the page
/// of the office where the same can be done at once.
std::unique_ptr<ServedCity> open_named_city(Process& process, Arguments const& arguments, std::string_view office_page = {});

/// The same to look at only: also while it is served.
std::unique_ptr<ServedCity> open_named_city_to_read(Process& process, Arguments const& arguments);

}  // namespace cityhall
