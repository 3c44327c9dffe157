// The telephone: who calls, who waits and who gives up, what an agent does with a call, and who is called back.

#include "app/simulation/life.h"
#include "kernel/interactions/call_back.h"
#include "kernel/interactions/interaction.h"

namespace cityhall::simulation {
namespace {

constexpr double calls_without_report = 110;  // for a hundred that report something: questions, and how things stand
constexpr double patience_s = 150;            // half of the callers wait so long
constexpr double talk_minutes = 3.6;
constexpr char const* queue_of_callers = "contact";

Duration seconds_of(double seconds) { return Duration{static_cast<Duration::rep>(seconds * 1e6)}; }

Actor exchange() { return system_actor("telephone"); }

}  // namespace

std::string Life::number_of(std::size_t who) const {
  constexpr std::size_t first = 100;  // +1 317 555 0100 and on: no number of anybody
  auto digits = std::to_string(first + who % 100);
  return "+1317555" + digits.insert(0, 4 - digits.size(), '0');
}

/// Calls, and what comes of it once somebody answers. Outside office hours people call again in the morning.
void Life::call(std::size_t who, Talk talk) {
  if (auto const opens = at_the_office(stage_.now()); opens != stage_.now())
    return agenda_.at(opens + dice_.hours(0.8, 0.7), [this, who, talk = std::move(talk)] { call(who, talk); });
  auto const& resident = residents_[who];
  auto id = InteractionId{};
  auto const number = number_of(who);
  auto const external = "CA" + std::to_string(++model_.calls);
  auto const begin = [&](Unit& unit) {
    id = begin_interaction(unit, {.channel = Channel::phone,
                                  .caller_name = resident.self.name,
                                  .caller_contact = number,
                                  .language = resident.self.language,
                                  .queue = queue_of_callers,
                                  .external_id = external});
  };
  if (!try_to(exchange(), begin)) return;
  model_.count("calls");
  if (plan_.faults && dice_.percent(10)) {
    auto const first = id;
    stage_.act(exchange(), begin);
    if (id != first) model_.surprises.push_back("a web hook that came twice made a second call: " + external);
    model_.count("calls that were told twice and counted once");
  }
  auto const waits = seconds_of(dice_.around(28, 1.0));
  auto const patience = seconds_of(dice_.around(patience_s, 0.6));
  agenda_.at(stage_.now() + std::min(waits, patience), [this, who, id, talk = std::move(talk), lost = patience < waits] {
    if (lost) give_up(who, id);
    else answer_call(id, talk);
  });
}

void Life::give_up(std::size_t who, InteractionId id) {
  auto const& resident = residents_[who];
  bool const wants_call = dice_.percent(45);
  auto const number = number_of(who);
  bool const ended = try_to(exchange(), [&](Unit& unit) {
    auto contact = interaction_by_id(view_of(unit), id);
    if (wants_call)
      ask_call_back(unit, {.name = resident.self.name,
                           .phone = number,
                           .reason = voices_.complaint({}, resident.self.language),
                           .queue = queue_of_callers,
                           .language = resident.self.language,
                           .interaction = id});
    end(unit, contact, wants_call ? "call_back" : "abandoned", "");
  });
  if (!ended) return;
  model_.count(wants_call ? "asked to be called back" : "gave up before somebody answered");
  if (wants_call) agenda_.at(at_the_office(stage_.now() + dice_.hours(0.6, 0.6)), [this] { call_somebody_back(); });
}

void Life::answer_call(InteractionId id, Talk const& talk) {
  bool const taken = try_to(agent_, [&](Unit& unit) {
    auto contact = interaction_by_id(view_of(unit), id);
    take(unit, contact);
  });
  if (!taken) return;
  agenda_.at(stage_.now() + seconds_of(60 * dice_.around(talk_minutes, 0.5)), [this, id, talk] {
    auto const outcome = talk();
    bool const ended = try_to(agent_, [&](Unit& unit) {
      auto contact = interaction_by_id(view_of(unit), id);
      if (outcome.memory) {
        auto const report = load_case(view_of(unit), outcome.memory->id);
        link_case(unit, contact, report.id, report.service);
      }
      end(unit, contact, outcome.wrap_up, outcome.note);
    });
    if (ended) model_.count("calls that an agent took");
  });
}

/// A question about opening hours, about bulky waste, or how a request stands.
void Life::somebody_asks(std::size_t who, std::uint32_t service) {
  bool const about_request = dice_.percent(35);
  call(who, [this, service, about_request]() -> Spoken {
    auto const known = about_request ? earlier_case(service) : CaseMemory{};
    if (known) return {.memory = known, .wrap_up = "status_given", .note = "Told how it stands."};
    if (dice_.percent(8)) return {.memory = {}, .wrap_up = "referred", .note = "The county does that."};
    auto const* wrap_up = dice_.percent(94) ? "answered" : "unresolved";
    auto const definition = stage_.city().definitions.get()->find(year_.services()[service]);
    return {.memory = {}, .wrap_up = wrap_up, .note = "Asked about: " + std::string{definition->title.in("en")} + "."};
  });
}

void Life::call_to_report(Arrival const& arrival, std::size_t who, CaseMemory const& original) {
  call(who, [this, arrival, who, original]() -> Spoken {
    auto const made = report(arrival, who, original);
    if (!made) return {.memory = {}, .wrap_up = "unresolved", .note = ""};
    return {.memory = made, .wrap_up = "request_made", .note = ""};
  });
}

void Life::plan_questions(Arrival const& arrival) {
  for (int more = dice_.times(calls_without_report / 100); more > 0; --more)
    agenda_.at(stage_.now() + dice_.hours(3, 0.9),
               [this, who = dice_.below(residents_.size()), service = arrival.service] { somebody_asks(who, service); });
}

void Life::call_somebody_back() {
  auto const waiting = run_view(stage_.city(), agent_, [](View const& view) { return open_call_backs(view, 1); });
  if (waiting.empty()) return;
  bool const reached = dice_.percent(80);
  bool const called = try_to(agent_, [&](Unit& unit) {
    auto call_back = call_back_by_id(view_of(unit), waiting.front().id);
    take(unit, call_back);
    note_attempt(unit, call_back, reached);
  });
  if (called && reached) model_.count("called back");
  if (called && !reached) agenda_.at(at_the_office(stage_.now() + dice_.hours(1, 0.4)), [this] { call_somebody_back(); });
}

}  // namespace cityhall::simulation
