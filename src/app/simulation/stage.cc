#include "app/simulation/stage.h"

#include <sstream>

#include "app/demo.h"
#include "kernel/accounts/account.h"
#include "kernel/accounts/role.h"
#include "kernel/events/consume.h"
#include "kernel/jobs/runner.h"
#include "kernel/notices/notice.h"
#include "kernel/settings/settings_store.h"

namespace cityhall::simulation {
namespace {

std::string email_of(std::string const& role) {
  return (role == "administrator" ? std::string{"admin"} : role) + "@fairhaven.example";
}

std::unique_ptr<Random> random_of(Plan const& plan) {
  if (plan.secrets_from_seed) return std::make_unique<SeededRandom>(plan.seed);
  return std::make_unique<SystemRandom>();
}

}  // namespace

Time morning_of(Date date) { return TimeZone{"America/Indiana/Indianapolis"}.midnight(date); }

Stage::Stage(std::filesystem::path const& data, Plan const& plan)
    : clock_{morning_of(plan.from)},
      random_{random_of(plan)},
      process_{data, clock_, *random_},
      addresses_{demo_addresses(plan.town)} {
  std::ostringstream quiet;
  found_demo(process_, plan.town, quiet);
  open();
  use_mail_server();
}

void Stage::open() {
  served_ = process_.open(std::string{demo_slug});
  settle_interrupted_notices(city());
}

void Stage::use_mail_server() {
  auto settings = *city().settings.get();
  // The port is another one in each run; the event of this change does not name it, so the history stays the same.
  settings.mail.smtp_url = mails_.url();
  act(looker_, [&](Unit& unit) { change_settings(unit, settings); });
}

Actor Stage::person(std::string const& role) {
  return look([&](View const& view) {
    auto const account = find_account(view, email_of(role));
    return Actor{.kind = ActorKind::staff,
                 .account = account->id,
                 .party = account->party,
                 .crew = account->crew,
                 .name = account->name,
                 .roles = account->roles,
                 .permissions = permissions_of(view.reader, account->roles)};
  });
}

void Stage::follow() {
  if (consumers_held_ || !something_happened_) return;
  something_happened_ = false;
  while (run_consumers(city()) > 0) continue;
}

void Stage::catch_up() {
  while (run_consumers(city(), events_at_once_alone) > 0) continue;
  settle();
}

void Stage::run_due_jobs() {
  auto jobs = kernel_jobs();
  for (auto const& module : process_.modules())
    for (auto const& job : module.jobs) jobs.push_back({std::string{job.name}, job.every, job.run});
  for (auto const& job : jobs) {
    auto& last = job_runs_[job.name];
    if (now() - last < job.every) continue;
    last = now();
    job.run(city());
  }
  something_happened_ = true;
}

void Stage::settle() {
  consumers_held_ = false;
  for (int turn = 0; turn < 3; ++turn) {
    something_happened_ = true;
    follow();
    run_due_jobs();
  }
  follow();
}

void Stage::crash() {
  follow_events(city(), kernel_consumers());
  served_.reset();
  clock_.advance(std::chrono::seconds{2});
  open();
  something_happened_ = true;
}

void Stage::mail_server(MailServer state) {
  mails_.answer_recipient(state == MailServer::refuses ? "451 try again later" : "250 ok");
  mails_.answer_mail(state == MailServer::dies_after_each ? "" : "250 taken");
  if (state == MailServer::dies_after_each) mail_was_uncertain_ = true;
}

}  // namespace cityhall::simulation
