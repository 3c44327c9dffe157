#pragma once
// The program under simulation: a process with its demo city, a clock that is moved by hand, a mail server, consumers and jobs.

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "app/process.h"
#include "app/simulation/simulate.h"
#include "kernel/notices/smtp_sink.h"
#include "kernel/places/place.h"
#include "kernel/run_unit.h"

namespace cityhall::simulation {

enum class MailServer { up, refuses, dies_after_each };

class Stage {
 public:
  /// Makes the demo city in `data` on the morning of the plan's first day. Throws Refusal(conflict, "city.exists").
  Stage(std::filesystem::path const& data, Plan const& plan);

  City& city() { return served_->city(); }
  Time now() const { return clock_.now(); }
  void jump(Time to) { clock_.set(std::max(to, clock_.now())); }
  std::span<Address const> addresses() const { return addresses_; }

  /// The demo's person of that role, as a session would know them.
  Actor person(std::string const& role);
  template <class Work>
  auto act(Actor const& actor, Work&& work) {
    something_happened_ = true;
    return run_unit(city(), actor, std::forward<Work>(work));
  }
  template <class Work>
  auto look(Work&& work) {
    return run_view(city(), looker_, std::forward<Work>(work));
  }

  /// Consumers and jobs, as they run beside the requests.
  void follow();
  void run_due_jobs();
  /// Everything that follows from what happened so far.
  void settle();
  /// The same after very much was brought in.
  void catch_up();
  /// Consumers stand still until they are let go.
  void hold_consumers(bool held) { consumers_held_ = held; }
  bool consumers_held() const { return consumers_held_; }
  /// Some consumers are further than others, then the program ends and starts again.
  void crash();

  void mail_server(MailServer state);
  /// Mails since the last call, as the server got them.
  std::vector<SunkMail> take_mails() { return mails_.take(); }
  void forget_mails() { mails_.take(); }
  bool mail_was_uncertain() const { return mail_was_uncertain_; }

 private:
  void open();
  void use_mail_server();

  ManualClock clock_;
  std::unique_ptr<Random> random_;
  Process process_;
  SmtpSink mails_;
  std::vector<Address> addresses_;
  std::unique_ptr<ServedCity> served_;
  Actor looker_ = system_actor("simulation");
  std::map<std::string, Time> job_runs_{};
  bool something_happened_ = true;
  bool consumers_held_ = false;
  bool mail_was_uncertain_ = false;
};

Time morning_of(Date date);

}  // namespace cityhall::simulation
