#include <unistd.h>

#include <iostream>

#include "app/commands/commands.h"
#include "app/setup.h"
#include "base/log.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/settings/settings_store.h"

namespace cityhall {
namespace {

/// What is asked: the option that answers it, the words, what an empty line means, and the field that the answer fills.
struct Question {
  std::string_view option;
  std::string_view words;
  std::string fallback;
  std::string* answer;
  std::string_view field;  // as the faults of a new city name it
};

std::string line_for(Question const& question) {
  std::cout << question.words << (question.fallback.empty() ? "" : " [" + question.fallback + "]") << ": " << std::flush;
  std::string line;
  if (!std::getline(std::cin, line))
    throw invalid("init.not_answered", _("The questions were not answered to the end."), _("Nothing was made. Begin again."));
  auto const typed = std::string{trim(line)};
  return typed.empty() ? question.fallback : typed;
}

std::string fault_of(Process& process, NewCity const& fresh, std::string_view field) {
  try {
    check_new_city(process, fresh);
  } catch (Refusal const& refusal) {
    for (auto const& fault : refusal.fields)
      if (fault.field == field) return in_english(fault.message);
  }
  return {};
}

Message no_administrator() { return _("The first administrator needs an e-mail address."); }

/// Until the answer fits: nobody types the others again because of one.
void ask(Process& process, Question const& question, NewCity const& fresh) {
  for (;;) {
    *question.answer = line_for(question);
    bool const missing = question.field == "admin" && question.answer->empty();
    auto const fault = missing ? in_english(no_administrator()) : fault_of(process, fresh, question.field);
    if (fault.empty()) return;
    std::cout << "  " << fault << '\n';
  }
}

NewCity wanted_city(Process& process, Arguments const& arguments) {
  NewCity fresh;
  auto& settings = fresh.settings;
  bool const asks = ::isatty(STDIN_FILENO) == 1 && !arguments.has("yes");
  auto const want = [&](Question const& question) {
    if (arguments.has(question.option)) *question.answer = arguments.text(question.option);
    else if (asks) ask(process, question, fresh);
    else *question.answer = question.fallback;
  };
  want({"name", "Name of the city", "My city", &settings.name, "name"});
  want({"time-zone", "Time zone", "America/New_York", &settings.time_zone, "time_zone"});
  want({"url", "Address of the site", "http://127.0.0.1:8080", &settings.base_url, "base_url"});
  want({"email", "The city's e-mail address (empty: the city sends no mail yet)", "", &settings.email, "email"});
  if (!settings.email.empty()) settings.mail.from = settings.name + " <" + settings.email + ">";
  if (!settings.email.empty() || arguments.has("smtp"))
    want({"smtp", "Mail server, such as smtp://mail.example.org:587 (empty: mail waits)", "", &settings.mail.smtp_url, "mail.smtp_url"});
  want({"admin", "E-mail address of the first administrator", "", &fresh.administrator_email, "admin"});
  if (fresh.administrator_email.empty())
    throw invalid("init.no_admin", no_administrator(), _("Give it with --admin name@example.org."));
  want({"admin-name", "Name of the first administrator", "Administrator", &fresh.administrator_name, "admin_name"});
  return fresh;
}

ExitCode run_init(Arguments const& arguments) {
  set_log_level(LogLevel::warning);  // what it makes inside is no news; the link at the end is
  Process process{arguments.text("DIR")};
  auto const fresh = wanted_city(process, arguments);
  auto const made = make_city(process, fresh);
  std::cout << fresh.settings.name << " is ready, with " << made.services << " services.\n\n  1. cityhall serve --data "
            << arguments.text("DIR") << "\n  2. Sign in once, within three days: " << made.sign_in_link << "\n";
  return ExitCode::ok;
}

}  // namespace

std::vector<Command> setup_commands() {
  return {
      {"init",
       "Sets up a city: asks a few questions, or takes the answers as options.",
       {{.name = "DIR", .kind = OptionKind::path, .summary = "Data folder to make", .required = true},
        {.name = "--name", .summary = "Name of the city"},
        {.name = "--time-zone", .summary = "IANA time zone, such as America/Chicago"},
        {.name = "--url", .summary = "Address of the site, used in mails"},
        {.name = "--email", .summary = "The city's e-mail address"},
        {.name = "--smtp", .summary = "Mail server"},
        {.name = "--admin", .summary = "E-mail address of the first administrator"},
        {.name = "--admin-name", .summary = "Name of the first administrator"},
        {.name = "--yes", .kind = OptionKind::flag, .summary = "Ask nothing"}},
       run_init},
  };
}

}  // namespace cityhall
