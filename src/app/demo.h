#pragma once
// The demo city: Fairhaven, made through the same importers that a real city uses.

#include <filesystem>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "app/process.h"
#include "kernel/places/place.h"

namespace cityhall {

inline constexpr std::string_view demo_slug = "fairhaven";

struct DemoAccess {
  std::map<std::string, std::string> sign_in;  // role → reusable link
  std::string open311_key;
};

/// Where it stands: a folder with files as `cityhall town` writes them; empty: the small town of catalogue/demo, which tests know by heart.
using TownFolder = std::filesystem::path;

/// The city without a single request: settings, services, zones, streets, addresses, crews, people. Says what it does to `say`.
void found_demo(Process& process, TownFolder const& town, std::ostream& say);
/// The addresses that come with it.
std::vector<Address> demo_addresses(TownFolder const& town = {});
/// Fresh links and a fresh API key for a start of the demo; the links of earlier starts go on working while the city is a demo.
DemoAccess demo_access(City& city);
struct DemoStart {
  std::uint16_t port = 0;
  std::string smtp_url;  // empty: mails wait
};

/// Tells the city where it is served and where its mails go, writes `<data>/demo.json`, and prints addresses and links.
void tell_demo(std::filesystem::path const& data, City& city, DemoStart const& start);

}  // namespace cityhall
