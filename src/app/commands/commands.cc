#include "app/commands/commands.h"

#include "base/refusal.h"
#include "base/text.h"

namespace cityhall {

CommandOption data_option() { return {.name = "--data", .kind = OptionKind::path, .summary = "The data folder", .fallback = "city-data"}; }
CommandOption json_option() { return {.name = "--json", .kind = OptionKind::flag, .summary = "Answer as JSON"}; }
CommandOption city_option() { return {.name = "--city", .summary = "Which city, when the folder holds several"}; }

namespace {

std::unique_ptr<ServedCity> open_unserved(Process& process, std::string const& slug, std::string_view office_page) {
  try {
    return process.open(slug);
  } catch (Refusal const& refusal) {
    if (refusal.code != "store.in_use" || office_page.empty()) throw;
    throw unavailable("city.served", _("The city {city} is being served by a running program.").with("city", slug),
                      _("Do it on the page {page} of its office, or stop the program first.").with("page", std::string{office_page}));
  }
}

}  // namespace

std::string named_slug(Process& process, Arguments const& arguments) {
  auto const slugs = process.slugs();
  auto const named = arguments.text("city");
  if (slugs.empty())
    throw invalid("city.none", _("There is no city in {data}.").with("data", process.data().string()),
                  _("Make one with: cityhall init {data}").with("data", process.data().string()));
  if (named.empty() && slugs.size() > 1)
    throw invalid("city.which", _("This folder holds several cities: {cities}.").with("cities", join(slugs, ", ")),
                  _("Say which one with --city."));
  if (!named.empty() && std::find(slugs.begin(), slugs.end(), named) == slugs.end()) {
    auto const meant = did_you_mean(named, slugs);
    throw invalid(
        "city.unknown", _("There is no city called {name} here.").with("name", named),
        meant.empty() ? _("There are: {cities}.").with("cities", join(slugs, ", ")) : _("Did you mean {name}?").with("name", meant));
  }
  return named.empty() ? slugs.front() : named;
}

std::unique_ptr<ServedCity> open_named_city(Process& process, Arguments const& arguments, std::string_view office_page) {
  return open_unserved(process, named_slug(process, arguments), office_page);
}

std::unique_ptr<ServedCity> open_named_city_to_read(Process& process, Arguments const& arguments) {
  return process.open_to_read(named_slug(process, arguments));
}

std::vector<Command> const& commands() {
  static std::vector<Command> const all = [] {
    std::vector<Command> list;
    for (auto&& part : {serving_commands(), setup_commands(), import_commands(), transfer_commands(), service_commands(), office_commands(),
                        mail_commands(), upkeep_commands(), simulation_commands(), town_commands(), text_commands()})
      list.insert(list.end(), part.begin(), part.end());
    return list;
  }();
  return all;
}

}  // namespace cityhall
