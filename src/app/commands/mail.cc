#include <iostream>
#include <iterator>

#include "app/commands/commands.h"
#include "base/io.h"
#include "base/refusal.h"
#include "services/mailroom/spool.h"

namespace cityhall {
namespace {

/// All of the standard input, as far as a mail may be long.
std::string mail_on_input() {
  std::string bytes;
  for (std::istreambuf_iterator<char> next{std::cin}, end; next != end && bytes.size() <= mail_bytes_max; ++next) bytes += *next;
  return bytes;
}

ExitCode run_mail_receive(Arguments const& arguments) {
  try {
    Process process{arguments.text("data")};
    auto const folder = process.folder_of(named_slug(process, arguments));
    spool_mail(folder, arguments.has("FILE") ? read_file(arguments.text("FILE")) : mail_on_input());
    return ExitCode::ok;
  } catch (Refusal const& refusal) {
    // The mail server keeps the mail and comes again; with any other code it would send it back to who wrote it.
    if (refusal.kind != RefusalKind::unavailable) throw;
    std::cerr << "cityhall: " << in_english(refusal.message) << '\n';
  } catch (std::filesystem::filesystem_error const& error) {
    std::cerr << "cityhall: " << error.what() << '\n';
  }
  return ExitCode::try_again;
}

}  // namespace

std::vector<Command> mail_commands() {
  return {{"mail receive",
           "Takes one mail from the standard input, as mail servers hand it on; the running program reads it",
           {{.name = "FILE", .kind = OptionKind::path, .summary = "The mail as a file, in place of the standard input"},
            data_option(),
            city_option()},
           run_mail_receive}};
}

}  // namespace cityhall
