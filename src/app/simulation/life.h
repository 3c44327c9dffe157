#pragma once
// The people of a simulated city, and what each of them does next. Every act is a verb of the kernel, by an actor as a session knows them.

#include <deque>
#include <memory>
#include <unordered_map>

#include "app/simulation/agenda.h"
#include "app/simulation/memory.h"
#include "app/simulation/model.h"
#include "app/simulation/simulate.h"
#include "app/simulation/stage.h"
#include "app/simulation/voices.h"
#include "base/refusal.h"
#include "kernel/cases/actions.h"
#include "kernel/tasks/task.h"

namespace cityhall::simulation {

class Life {
 public:
  Life(Stage& stage, Plan const& plan, Model& model);

  Agenda& agenda() { return agenda_; }
  Year const& year() const { return year_; }
  /// Plans all arrivals, the working days and, where asked for, the faults.
  void begin();

 private:
  // Residents, callers, programs of others: life_residents.cc
  void know_somebody();
  void somebody_notices(Arrival const& arrival);
  CaseMemory earlier_case(std::uint32_t service);
  bool follow_instead(CaseMemory const& original, Arrival const& arrival, Resident const& who);
  CaseMemory report(Arrival const& arrival, std::size_t who, CaseMemory const& original);
  CaseMemory report(Sighting const& seen);
  bool tell_the_city(Sighting const& seen, Remembered& memory);
  void send_again(struct Submission const& submission, Actor const& actor);
  CaseMemory remember(Remembered memory);
  void after_closing(CaseMemory const& memory);
  void complain(CaseMemory const& memory);
  void write_more(CaseMemory const& memory);

  // The telephone: life_callers.cc
  struct Spoken {
    CaseMemory memory{};  // the case that it was about; may be null
    std::string wrap_up{};
    std::string note{};
  };
  using Talk = std::function<Spoken()>;
  std::string number_of(std::size_t who) const;
  void call(std::size_t who, Talk talk);
  void give_up(std::size_t who, InteractionId id);
  void answer_call(InteractionId id, Talk const& talk);
  void somebody_asks(std::size_t who, std::uint32_t service);
  void call_to_report(Arrival const& arrival, std::size_t who, CaseMemory const& original);
  void plan_questions(Arrival const& arrival);
  void call_somebody_back();

  // What belongs together: life_together.cc
  void plan_subscriptions();
  bool handle_together(CaseMemory const& memory);
  void declare(CaseMemory const& memory);
  void ask_colleague(CaseMemory const& memory);

  // What reporters say about the work: life_opinions.cc
  void plan_opinion(CaseMemory const& memory);
  void rate_work(CaseMemory const& memory);
  void answer_follow_up(CaseMemory const& memory);

  // The desk: life_desk.cc
  void triage(CaseMemory const& memory);
  void link_what_it_is_about(CaseMemory const& memory);
  void decide(CaseMemory const& memory);
  void correct_service(CaseMemory const& memory);
  void hold(CaseMemory const& memory);
  void send_crew(CaseMemory const& memory);
  void give_to_somebody(CaseMemory const& memory);
  void take_over();
  void settle_without_crew(CaseMemory const& memory);
  void two_at_once(CaseMemory const& memory);
  void look_after_late_work();
  void take_action(CaseMemory const& memory, std::string const& action, ActionFields fields);

  // Crews: life_crews.cc
  void crew_turn(CrewId crew);
  bool is_its_turn(Task const& task);
  void keep_work_for(CrewId crew);
  void work_on(Task const& task);
  void operate(Task const& task, TaskOperation const& operation, bool twice);
  TaskOperation operation(OperationKind kind, Time device_time);
  void finish(Task const& task, TaskOperation done);
  void settle_later(CaseId id);
  void tick_all(Task const& task);

  // Faults: life_faults.cc
  void plan_faults();
  void hold_consumers();
  void mail_server_fails(MailServer how);
  void crash();
  void deliver_again();

  // Shared.
  template <class Work>
  bool try_to(Actor const& actor, Work&& work);
  Case load(CaseId id);
  void in_days(Time first, std::function<void()> each_day);
  Time at_the_office(Time from) const;
  Time at_the_yard(Time from) const;
  Time next_opening(Time from, std::pair<int, int> minutes) const;
  Actor crew_actor(CrewId crew) const;

  Stage& stage_;
  Plan plan_;
  Model& model_;
  Dice dice_;
  Voices voices_;
  std::shared_ptr<BusinessCalendar const> calendar_;
  Year year_;
  Time ends_;
  Agenda agenda_{};
  std::vector<Resident> residents_{};
  bool somebody_known_ = false;  // the first of them
  std::size_t noticed_ = 0;
  std::unordered_map<CaseId, CaseMemory> cases_{};
  std::map<std::uint32_t, std::deque<CaseMemory>> recent_{};  // by service
  Actor dispatcher_;
  Actor agent_;
  Actor program_;                             // of somebody else, through Open311
  std::vector<AccountId> desk_{};             // who may be given a case
  std::unordered_map<TaskId, Time> turns_{};  // when a work order is taken up
  double pace_ = 1;                           // how much faster the crews must be than real ones to keep up
  std::size_t sent_ = 0;
};

/// Refused as anybody may be (somebody was faster, an answer does not fit): counted, and life goes on. Everything else ends the run.
template <class Work>
bool Life::try_to(Actor const& actor, Work&& work) {
  try {
    stage_.act(actor, std::forward<Work>(work));
    return true;
  } catch (Refusal const& refusal) {
    if (refusal.kind != RefusalKind::conflict && refusal.kind != RefusalKind::invalid) throw;
    model_.count("refused: " + refusal.code);
    return false;
  }
}

}  // namespace cityhall::simulation
