#include <iostream>

#include <unistd.h>

#include "app/commands/commands.h"
#include "app/transfer.h"
#include "base/json.h"
#include "base/refusal.h"

namespace cityhall {
namespace {

TransferProgress shown_progress() {
  if (isatty(STDERR_FILENO) == 0) return {};
  return [](std::string const& table, std::int64_t rows) { std::cerr << "\r\033[K" << rows << " rows, " << table << std::flush; };
}

void tell(Arguments const& arguments, std::string_view done, TransferCount const& count, std::string const& path) {
  if (isatty(STDERR_FILENO) != 0) std::cerr << "\r\033[K";
  if (arguments.has("json")) {
    Json const told{{"path", path}, {"rows", count.rows}, {"tables", count.tables}, {"files", count.files}, {"mails", count.mails}};
    std::cout << told.dump(2) << '\n';
    return;
  }
  std::cout << done << ' ' << count.rows << " rows of " << count.tables << " tables, " << count.files << " files and " << count.mails
            << " mails that wait to be read.\n";
}

/// The one city, or the one that is named.
std::string slug_asked(Process const& process, Arguments const& arguments) {
  auto const slugs = process.slugs();
  auto const named = arguments.text("city");
  if (named.empty() && slugs.size() == 1) return slugs.front();
  if (std::find(slugs.begin(), slugs.end(), named) == slugs.end())
    throw invalid("city.unknown", _("There is no city “{name}” in this folder.").with("name", named), _("Say which one with --city."));
  return named;
}

ExitCode run_export(Arguments const& arguments) {
  Process process{arguments.text("data")};
  ExportOptions const options{.with_map = arguments.has("with-map"), .progress = shown_progress()};
  auto const to = arguments.text("TO");
  tell(arguments, "Exported", export_city(process, slug_asked(process, arguments), to, options), to);
  return ExitCode::ok;
}

ExitCode run_import_city(Arguments const& arguments) {
  Process process{arguments.text("data")};
  auto const slug = slug_of(arguments.text("as"));
  auto const folder = process.folder_of(slug).string();
  tell(arguments, "Imported", import_city(process, slug, arguments.text("FROM"), shown_progress()), folder);
  if (!arguments.has("json")) std::cout << "The city is in " << folder << ".\n";
  return ExitCode::ok;
}

}  // namespace

std::vector<Command> transfer_commands() {
  return {{"export",
           "Writes everything that a city owns into documented files; also while it is served.",
           {{.name = "TO", .summary = "A new folder, or a new file NAME.tar.zst", .required = true},
            {.name = "--with-map", .kind = OptionKind::flag, .summary = "Take the drawn map along; without it, import the extract again"},
            data_option(),
            city_option(),
            json_option()},
           run_export},
          {"import city",
           "Makes a city of an export of this version or an older one, whole or not at all.",
           {{.name = "FROM", .summary = "The folder or the .tar.zst", .required = true},
            {.name = "--as", .summary = "Name of the new city's folder", .required = true},
            data_option(),
            json_option()},
           run_import_city}};
}

}  // namespace cityhall
