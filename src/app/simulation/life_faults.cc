// What goes wrong in a day.

#include "app/simulation/inspection.h"
#include "app/simulation/life.h"

namespace cityhall::simulation {

void Life::plan_faults() {
  auto const later = [this](double most_hours) {
    return stage_.now() + Duration{static_cast<Duration::rep>(dice_.real() * most_hours * 3.6e9)};
  };
  if (dice_.percent(20)) agenda_.at(later(9), [this] { hold_consumers(); });
  if (dice_.percent(15)) agenda_.at(later(16), [this] { mail_server_fails(MailServer::refuses); });
  if (dice_.percent(8)) agenda_.at(later(16), [this] { mail_server_fails(MailServer::dies_after_each); });
  if (dice_.percent(15)) agenda_.at(later(16), [this] { crash(); });
  if (dice_.percent(12)) agenda_.at(later(16), [this] { deliver_again(); });
}

void Life::hold_consumers() {
  model_.count("times the consumers stood still");
  stage_.hold_consumers(true);
  agenda_.at(stage_.now() + dice_.hours(2, 0.4), [this] { stage_.hold_consumers(false); });
}

void Life::mail_server_fails(MailServer how) {
  model_.count(how == MailServer::refuses ? "times the mail server refused" : "times the mail server died before its answer");
  stage_.mail_server(how);
  agenda_.at(stage_.now() + dice_.hours(how == MailServer::refuses ? 4 : 0.5, 0.5), [this] { stage_.mail_server(MailServer::up); });
}

void Life::crash() {
  model_.count("crashes");
  stage_.crash();
}

/// Consumers get every event at least once: here some get the newest ones again.
void Life::deliver_again() {
  model_.count("times events were delivered again");
  stage_.act(system_actor("simulation"), [](Unit& unit) { send_consumer_back(unit, "issues.tell_people", 40); });
}

}  // namespace cityhall::simulation
