#include <csignal>
#include <iostream>

#include <unistd.h>

#include <fmt/format.h>

#include "app/commands/commands.h"
#include "app/commands/progress_bar.h"
#include "base/io.h"
#include "base/json.h"
#include "base/refusal.h"
#include "kernel/places/street.h"
#include "kernel/places/zone.h"
#include "kernel/run_unit.h"
#include "services/asset_import.h"
#include "services/imports/addresses.h"
#include "services/imports/import_requests.h"
#include "services/imports/reject_file.h"
#include "services/imports/source.h"
#include "services/maps/import_osm.h"
#include "services/parcel_import.h"
#include "services/staff_import.h"

namespace cityhall {
namespace {

/// Ctrl-C as a question that can be asked, so that an import ends between two batches. Make it before any thread starts.
class Interruption {
 public:
  Interruption() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  }
  bool came() const {
    timespec const now{};
    return sigtimedwait(&signals_, nullptr, &now) == SIGINT;
  }

 private:
  sigset_t signals_{};
};

std::string with_thousands(std::uint64_t number) {
  auto text = std::to_string(number);
  for (auto at = static_cast<int>(text.size()) - 3; at > 0; at -= 3) text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

void print_agreement(imports::Agreement const& agreement) {
  if (agreement.compared == 0) return;
  std::cout << fmt::format(
      "The map agrees with the file on {:.1f} % of {} rows ({} stand on a default point, {} name no zone, {} have no place).\n",
      imports::share(agreement) * 100, with_thousands(agreement.compared), with_thousands(agreement.default_point),
      with_thousands(agreement.no_statement), with_thousands(agreement.no_point));
}

void print_report(imports::Report const& report) {
  auto const& counts = report.counts;
  std::cout << fmt::format("{} rows: {} added, {} updated, {} unchanged, {} rejected.\n", with_thousands(counts.rows),
                           with_thousands(counts.added), with_thousands(counts.updated), with_thousands(counts.unchanged),
                           with_thousands(counts.rejected));
  std::cout << fmt::format("{} closed, {} open, {} overdue. {} services, {} of them made now.\n", with_thousands(counts.closed),
                           with_thousands(counts.open), with_thousands(counts.overdue), report.services, report.services_made);
  print_agreement(counts.agreement);
  if (counts.converted > 0) std::cout << with_thousands(counts.converted) << " rows were Windows-1252 and were converted to UTF-8.\n";
  if (report.resumed_at_line > 0)
    std::cout << "Went on at line " << with_thousands(report.resumed_at_line) << ", where an earlier import ended.\n";
  if (!report.reject_file.empty()) std::cout << "The rejected rows, with line and reason: " << report.reject_file << '\n';
  if (report.stopped) std::cout << "Stopped. Start the same command again to go on.\n";
  std::cout << fmt::format("{:.1f} seconds, {} rows a second.\n", report.seconds,
                           with_thousands(static_cast<std::uint64_t>(static_cast<double>(counts.rows) / std::max(report.seconds, 0.001))));
}

ExitCode run_import_requests(Arguments const& arguments) {
  Interruption const interruption;
  Process process{arguments.text("data")};
  auto served = open_named_city(process, arguments);
  ProgressBar bar{arguments.has("json")};
  imports::ImportRequest const request{
      .file = arguments.text("FILE"),
      .profile = imports::find_profile(arguments.text("profile")),
      .reject_file = arguments.text("rejects"),
      .progress = [&](imports::Progress const& at) { bar.show(at.bytes, at.bytes_total, with_thousands(at.rows) + " rows"); },
      .stop = [&] { return interruption.came(); },
  };
  auto const report = imports::import_requests(served->city(), request);
  bar.finish();
  if (arguments.has("json")) std::cout << imports::report_json(report).dump(2) << '\n';
  else print_report(report);
  return report.counts.rejected > 0 || report.stopped ? ExitCode::refused : ExitCode::ok;
}

ExitCode run_import_zones(Arguments const& arguments) {
  Process process{arguments.text("data")};
  auto served = open_named_city(process, arguments, "/admin/zones");
  ProgressBar bar{arguments.has("json")};
  bar.show(0, 3, "reads the file");
  auto const text = read_file(arguments.text("FILE"));
  bar.show(1, 3, "reads the polygons");
  auto const file = read_zone_file(arguments.text("layer"), text, arguments.text("name"));
  bar.show(2, 3, "stores them");
  auto const made = run_unit(served->city(), system_actor("command line"), [&](Unit& unit) { return import_zones(unit, file); });
  bar.finish();
  if (arguments.has("json")) std::cout << Json{{"zones", made.zones}, {"added", made.added}, {"removed", made.removed}}.dump(2) << '\n';
  else
    std::cout << made.zones << " zones in the layer " << arguments.text("layer") << ": " << made.added << " new, " << made.removed
              << " removed.\n";
  return ExitCode::ok;
}

ExitCode run_import_streets(Arguments const& arguments) {
  Process process{arguments.text("data")};
  auto served = open_named_city(process, arguments, "/admin/zones");
  ProgressBar bar{arguments.has("json")};
  bar.show(0, 2, "reads the file");
  auto const text = read_file(arguments.text("FILE"));
  bar.show(1, 2, "stores the streets");
  auto const count = run_unit(served->city(), system_actor("command line"), [&](Unit& unit) { return import_streets(unit, text); });
  bar.finish();
  if (arguments.has("json")) std::cout << Json{{"streets", count}}.dump(2) << '\n';
  else std::cout << count << " streets.\n";
  return ExitCode::ok;
}

/// In pieces, as the page of the office does: the same file again goes on where it ended.
std::size_t store_addresses(City& city, std::span<Address const> addresses, ProgressBar& bar) {
  constexpr std::size_t piece = 2000;
  std::size_t added = 0;
  for (std::size_t begin = 0; begin < addresses.size(); begin += piece) {
    bar.show(begin, addresses.size(), with_thousands(begin) + " addresses");
    auto const some = addresses.subspan(begin, std::min(piece, addresses.size() - begin));
    added += run_unit(city, system_actor("command line"), [&](Unit& unit) { return import_addresses(unit, some); });
  }
  bar.finish();
  return added;
}

ExitCode run_import_addresses(Arguments const& arguments) {
  Process process{arguments.text("data")};
  auto served = open_named_city(process, arguments, "/admin/zones");
  ProgressBar bar{arguments.has("json")};
  auto const file = imports::read_addresses(arguments.text("FILE"));
  auto const added = store_addresses(served->city(), file.addresses, bar);
  for (auto const& reject : file.rejects) std::cerr << "line " << reject.line << ": " << reject.reason << '\n';
  if (arguments.has("json"))
    std::cout << Json{{"addresses", file.addresses.size()}, {"added", added}, {"rejected", file.rejects.size()}}.dump(2) << '\n';
  else
    std::cout << with_thousands(file.addresses.size()) << " addresses, " << with_thousands(added) << " of them new, " << file.rejects.size()
            << " rejected.\n";
  return file.rejects.empty() ? ExitCode::ok : ExitCode::refused;
}

Json assets_json(AssetImportReport const& report, std::string const& reject_file) {
  return {{"rows", report.rows},
          {"added", report.count.added},
          {"updated", report.count.updated},
          {"unchanged", report.count.unchanged},
          {"retired", report.count.retired},
          {"rejected", report.faults.size()},
          {"stopped", report.stopped},
          {"reject_file", reject_file}};
}

void print_assets(AssetImportReport const& report, std::string const& reject_file) {
  auto const& count = report.count;
  std::cout << fmt::format("{} assets: {} added, {} updated, {} unchanged, {} retired, {} rejected.\n", with_thousands(report.rows),
                           with_thousands(count.added), with_thousands(count.updated), with_thousands(count.unchanged),
                           with_thousands(count.retired), with_thousands(report.faults.size()));
  if (!reject_file.empty()) std::cout << "The rejected rows, with line and reason: " << reject_file << '\n';
  if (report.kept_missing)
    std::cout << "Nothing was retired: the rejected rows may be what seems to be missing. Correct them and import the whole file again.\n";
  if (report.stopped) std::cout << "Stopped; nothing was retired. Start the same command again to go on.\n";
}

ExitCode run_import_assets(Arguments const& arguments) {
  Interruption const interruption;
  std::filesystem::path const path{arguments.text("FILE")};
  auto const file = imports::open_table(path);
  Process process{arguments.text("data")};
  auto served = open_named_city(process, arguments, "/admin/zones");
  ProgressBar bar{arguments.has("json")};
  std::uint64_t bytes = 0;
  auto const read = [&](std::span<char> into) {
    auto const got = file->read(into);
    bytes += got;
    return got;
  };
  AssetImportWish const wish{
      .form = {.kind = arguments.text("kind"), .layer = arguments.text("layer")},
      .retire_missing = arguments.has("retire-missing"),
      .progress = [&](std::size_t rows) { bar.show(bytes, file->size(), with_thousands(rows) + " assets"); },
      .stop = [&] { return interruption.came(); },
  };
  auto const report = import_assets(served->city(), system_actor("command line"), read, wish);
  bar.finish();
  auto const rejects = report.faults.empty() ? std::filesystem::path{} : imports::reject_file_of(path, arguments.text("rejects"));
  if (!rejects.empty()) imports::write_rejects(rejects, report.faults);
  if (arguments.has("json")) std::cout << assets_json(report, rejects.string()).dump(2) << '\n';
  else print_assets(report, rejects.string());
  return !report.faults.empty() || report.stopped ? ExitCode::refused : ExitCode::ok;
}

Json parcels_json(ParcelImportReport const& report, std::string const& reject_file) {
  return {{"features", report.features},      {"parcels", report.parcels},           {"added", report.count.added},
          {"changed", report.count.changed},  {"unchanged", report.count.unchanged}, {"removed", report.count.removed},
          {"rejected", report.faults.size()}, {"stopped", report.stopped},           {"reject_file", reject_file}};
}

void print_parcels(ParcelImportReport const& report, std::string const& reject_file) {
  auto const& count = report.count;
  std::cout << fmt::format("{} parcels: {} added, {} changed, {} unchanged, {} removed. {} of {} features rejected.\n",
                           with_thousands(report.parcels), with_thousands(count.added), with_thousands(count.changed),
                           with_thousands(count.unchanged), with_thousands(count.removed), with_thousands(report.faults.size()),
                           with_thousands(report.features));
  if (!reject_file.empty()) std::cout << "The rejected features, with number and reason: " << reject_file << '\n';
  if (report.parcels == 0) std::cout << "No feature could be read, so nothing was changed.\n";
  if (report.stopped) std::cout << "Stopped; nothing was removed. Start the same command again to go on.\n";
}

ExitCode run_import_parcels(Arguments const& arguments) {
  Interruption const interruption;
  std::filesystem::path const path{arguments.text("FILE")};
  Process process{arguments.text("data")};
  auto served = open_named_city(process, arguments, "/admin/zones");
  ProgressBar bar{arguments.has("json")};
  bar.show(0, 1, "reads the file");
  ParcelImportWish const wish{
      .properties = {arguments.text("number-property"), arguments.text("address-property"), arguments.text("use-property")},
      .progress = [&](std::size_t done, std::size_t total) { bar.show(done, total, with_thousands(done) + " parcels"); },
      .stop = [&] { return interruption.came(); },
  };
  auto const report = import_parcels(served->city(), system_actor("command line"), read_file(path), wish);
  bar.finish();
  auto const rejects = report.faults.empty() ? std::filesystem::path{} : imports::reject_file_of(path, arguments.text("rejects"));
  if (!rejects.empty()) imports::write_rejects(rejects, report.faults);
  if (arguments.has("json")) std::cout << parcels_json(report, rejects.string()).dump(2) << '\n';
  else print_parcels(report, rejects.string());
  return !report.faults.empty() || report.stopped ? ExitCode::refused : ExitCode::ok;
}

/// Queues, crews and people are small tables of one form.
template <StaffImportReport (*bring)(City&, Actor const&, standards::CsvReader::Source const&)>
ExitCode run_import_staff(Arguments const& arguments) {
  std::filesystem::path const path{arguments.text("FILE")};
  auto const text = read_file(path);
  Process process{arguments.text("data")};
  auto served = open_named_city(process, arguments, "/admin/crews");
  auto const report = bring(served->city(), system_actor("command line"), standards::csv_text(text));
  auto const rejects = report.faults.empty() ? std::filesystem::path{} : imports::reject_file_of(path, arguments.text("rejects"));
  if (!rejects.empty()) imports::write_rejects(rejects, report.faults);
  if (arguments.has("json"))
    std::cout << Json{{"rows", report.rows},
                      {"added", report.added},
                      {"updated", report.updated},
                      {"unchanged", report.unchanged},
                      {"rejected", report.faults.size()},
                      {"reject_file", rejects.string()}}
                     .dump(2)
              << '\n';
  else
    std::cout << fmt::format("{} rows: {} added, {} updated, {} unchanged, {} rejected.\n", report.rows, report.added, report.updated,
                             report.unchanged, report.faults.size());
  if (!rejects.empty() && !arguments.has("json")) std::cout << "The rejected rows, with line and reason: " << rejects.string() << '\n';
  return report.faults.empty() ? ExitCode::ok : ExitCode::refused;
}

Json osm_json(maps::OsmReport const& report) {
  return {{"streets", report.streets},
          {"addresses", report.addresses},
          {"addresses_new", report.addresses_new},
          {"landmarks", report.landmarks},
          {"shapes", report.shapes},
          {"tiles", report.tiles},
          {"tile_bytes", report.tile_bytes},
          {"nodes_missing", report.nodes_missing},
          {"areas_broken", report.areas_broken},
          {"seconds", report.seconds}};
}

ExitCode run_import_osm(Arguments const& arguments) {
  Process process{arguments.text("data")};
  auto served = open_named_city(process, arguments);
  ProgressBar bar{arguments.has("json")};
  maps::OsmImport wanted{.file = arguments.text("FILE"), .progress = [&](std::string_view what, std::uint64_t done, std::uint64_t total) {
                           bar.show(done, total, std::string{what});
                         }};
  if (arguments.has("attribution")) wanted.attribution = arguments.text("attribution");
  auto const report = maps::import_osm(served->city(), system_actor("command line"), wanted);
  bar.finish();
  if (arguments.has("json")) {
    std::cout << osm_json(report).dump(2) << '\n';
    return ExitCode::ok;
  }
  std::cout << fmt::format("{} streets, {} addresses ({} new), {} places; a map of {} tiles, {:.1f} MB. {:.1f} seconds.\n",
                           with_thousands(report.streets), with_thousands(report.addresses), with_thousands(report.addresses_new),
                           with_thousands(report.landmarks), with_thousands(report.tiles), static_cast<double>(report.tile_bytes) / 1e6,
                           report.seconds);
  if (report.nodes_missing + report.areas_broken > 0)
    std::cout << fmt::format("The extract is clipped or damaged: {} points and {} surfaces were left out.\n",
                             with_thousands(report.nodes_missing), with_thousands(report.areas_broken));
  return ExitCode::ok;
}

CommandOption file_option(std::string_view summary) {
  return {.name = "FILE", .kind = OptionKind::path, .summary = summary, .required = true};
}

Command staff_command(std::string_view name, std::string_view summary, std::string_view columns, ExitCode (*run)(Arguments const&)) {
  return {name,
          summary,
          {file_option(columns),
           {.name = "--rejects", .kind = OptionKind::path, .summary = "Where rejected rows go; FILE.rejected.csv when not given"},
           data_option(),
           city_option(),
           json_option()},
          run};
}
}  // namespace

std::vector<Command> import_commands() {
  return {
      staff_command("import queues", "Names the queues of the city. The same file again changes nothing.",
                    "CSV file with queue, title, and title_es and the like for other languages", run_import_staff<import_queues>),
      staff_command("import crews", "Adds or updates crews, by name. The same file again changes nothing.",
                    "CSV file with name, queues (streets/*;sanitation) and zones (district:north;ward:3)", run_import_staff<import_crews>),
      staff_command("import people", "Adds or updates who works for the city, by e-mail address. The same file again changes nothing.",
                    "CSV file with name, email, roles (dispatcher;agent), crew and language", run_import_staff<import_people>),
      {"import requests",
       "Imports the requests of another system. The same command again goes on where it ended, or changes nothing.",
       {file_option("CSV file, or a ZIP archive with one"),
        {.name = "--profile", .summary = "How to read the file: boston, open311-bulk, or the path of a profile", .required = true},
        {.name = "--rejects", .kind = OptionKind::path, .summary = "Where rejected rows go; FILE.rejected.csv when not given"},
        data_option(),
        city_option(),
        json_option()},
       run_import_requests},
      {"import zones",
       "Replaces a layer of zones by the polygons of a GeoJSON file.",
       {file_option("GeoJSON FeatureCollection in WGS 84"),
        {.name = "--layer", .summary = "Name of the layer, such as neighborhoods", .required = true},
        {.name = "--name", .summary = "Property that names a zone; found by itself when not given"},
        data_option(),
        city_option(),
        json_option()},
       run_import_zones},
      {"import osm",
       "Takes streets, addresses, places and the map from an OpenStreetMap extract.",
       {file_option("Extract in the form .osm.pbf"),
        {.name = "--attribution", .summary = "Shown with every map; © OpenStreetMap contributors when not given"},
        data_option(),
        city_option(),
        json_option()},
       run_import_osm},
      {"import streets",
       "Replaces the streets by the lines of a GeoJSON file.",
       {file_option("GeoJSON FeatureCollection of LineStrings with name, class and owner"), data_option(), city_option(), json_option()},
       run_import_streets},
      {"import addresses",
       "Adds or updates the city's addresses.",
       {file_option("CSV file with number, street, unit, zip, latitude, longitude"), data_option(), city_option(), json_option()},
       run_import_addresses},
      {"import parcels",
       "Replaces the parcels of land by the polygons of an assessor's layer. The same file again changes nothing.",
       {file_option("GeoJSON FeatureCollection of polygons in WGS 84"),
        {.name = "--number-property", .summary = "Property with the parcel's number; found by its usual names when not given"},
        {.name = "--address-property", .summary = "Property with its address; found by its usual names when not given"},
        {.name = "--use-property", .summary = "Property with its land use; found by its usual names when not given"},
        {.name = "--rejects", .kind = OptionKind::path, .summary = "Where rejected features go; FILE.rejected.csv when not given"},
        data_option(),
        city_option(),
        json_option()},
       run_import_parcels},
      {"import assets",
       "Adds or updates what the city maintains: hydrants, street lights, signs, trees. The same file again changes nothing.",
       {file_option("CSV file (or a ZIP archive with one), or GeoJSON of points in WGS 84"),
        {.name = "--kind", .summary = "What they all are, such as hydrant; the column kind when not given"},
        {.name = "--layer", .summary = "What the city calls this list; as --kind when not given, else assets"},
        {.name = "--retire-missing", .kind = OptionKind::flag, .summary = "Retire those of the list that the file no longer has"},
        {.name = "--rejects", .kind = OptionKind::path, .summary = "Where rejected rows go; FILE.rejected.csv when not given"},
        data_option(),
        city_option(),
        json_option()},
       run_import_assets},
  };
}

}  // namespace cityhall
