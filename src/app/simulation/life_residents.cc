// Residents on the web, callers at the phone, programs of others: who reports, follows, repeats, complains.

#include <algorithm>

#include "app/simulation/life.h"
#include "base/json.h"
#include "kernel/cases/duplicates.h"
#include "kernel/definitions/definition_set.h"

namespace cityhall::simulation {

/// What is sent; a program may send the very same thing twice.
struct Submission {
  NewCase fresh{};
  PreparedPhoto const* photo = nullptr;
};

namespace {

OpenedCase submit(Unit& unit, Submission const& submission) {
  auto fresh = submission.fresh;
  if (submission.photo != nullptr) fresh.files = {register_file(unit, *submission.photo, {.purpose = "report"})};
  return open_case(unit, fresh);
}

}  // namespace

void Life::somebody_notices(Arrival const& arrival) {
  constexpr std::size_t seldom = 350;  // of all reports that one of somebody who is known
  auto const anybody = dice_.below(residents_.size());
  auto const who = somebody_known_ && ++noticed_ % seldom == 0 ? std::size_t{0} : anybody;
  CaseMemory original;
  if (dice_.percent(year_.habits(arrival.service).duplicates)) original = earlier_case(arrival.service);
  if (original && follow_instead(original, arrival, residents_[who])) return;
  if (residents_[who].channel != Channel::phone) {
    report(arrival, who, original);
    return;
  }
  call_to_report(arrival, who, original);
  plan_questions(arrival);
}

/// One of the last that is still open.
CaseMemory Life::earlier_case(std::uint32_t service) {
  auto const& recent = recent_[service];
  if (recent.empty()) return {};
  auto const first = dice_.below(recent.size());
  for (std::size_t i = 0; i < recent.size(); ++i)
    if (auto const& chosen = recent[(first + i) % recent.size()]; !load(chosen->id).closed()) return chosen;
  return {};
}

/// The page shows what is known nearby; more than half of the people are content with following it.
bool Life::follow_instead(CaseMemory const& original, Arrival const& arrival, Resident const& who) {
  if (who.self.email.empty() || !dice_.percent(55)) return false;
  auto const definition = stage_.city().definitions.get()->find(year_.services()[arrival.service]);
  auto const address = place_of_problem(*definition, stage_.addresses()[original->address]);
  Place const place{.point = address.point, .address = address.line()};
  auto const said = voices_.complaint(year_.services()[arrival.service], who.self.language);
  auto const shown = stage_.look([&](View const& view) {
    return probable_duplicates(view, {*definition, place, "{}", said}, stage_.now());
  });
  if (shown.empty()) return false;
  auto const followed = shown.front().report.id;
  Actor const actor{.kind = ActorKind::anonymous, .channel = who.channel};
  auto party = PartyId{};
  if (!try_to(actor, [&](Unit& unit) {
        party = find_or_make_party(unit, who.self);
        support(unit, load_case(view_of(unit), followed), {.supporter = who.self.email, .party = party, .language = who.self.language});
      }))
    return false;
  model_.followers.insert({followed, party});
  model_.touched.push_back(followed);
  model_.count("followed instead of reported again");
  return true;
}

CaseMemory Life::report(Arrival const& arrival, std::size_t who, CaseMemory const& original) {
  auto const home = dice_.percent(40) ? residents_[who].home : dice_.below(stage_.addresses().size());
  return report({.arrival = arrival, .who = who, .address = original ? original->address : home, .original = original});
}

/// Chance may give answers that a service refuses ("only after three days"): then it is asked again, as people do. Null: refused each time.
CaseMemory Life::report(Sighting const& seen) {
  constexpr int tries = 6;
  Remembered memory{.service = seen.arrival.service,
                    .reporter = seen.who,
                    .address = seen.address,
                    .original = seen.original ? seen.original->number : std::string{}};
  for (int turn = 0; turn < tries; ++turn)
    if (tell_the_city(seen, memory)) return remember(std::move(memory));
  return {};
}

bool Life::tell_the_city(Sighting const& seen, Remembered& memory) {
  auto const& service = year_.services()[seen.arrival.service];
  auto const definition = stage_.city().definitions.get()->find(service);
  auto const& resident = residents_[seen.who];
  auto const address = place_of_problem(*definition, stage_.addresses()[seen.address]);
  Actor actor = resident.channel == Channel::api ? program_ : resident.channel == Channel::phone ? agent_ : Actor{};
  actor.channel = resident.channel;
  auto const complaint = voices_.complaint(service, resident.self.language);
  auto const day = calendar_->zone().date_of(stage_.now());
  auto const answers = to_text(voices_.answers(definition, {address, complaint, day}));
  // Before the rest: GCC 12 frees what stands before it twice when this throws inside the braces.
  auto const* photo = dice_.percent(seen.photo) ? voices_.photo(stage_.city(), service, "before") : nullptr;
  Submission submission{.fresh = {.service = service,
                                  .answers = answers,
                                  .place = {.point = address.point, .address = address.line()},
                                  .description = complaint,
                                  .reporter = resident.self,
                                  .language = resident.self.language},
                        .photo = photo};
  if (resident.channel == Channel::api) {
    submission.fresh.external_source = "fixit";
    submission.fresh.external_id = "F" + std::to_string(++sent_);
  }
  OpenedCase opened;
  if (!try_to(actor, [&](Unit& unit) { opened = submit(unit, submission); })) return false;
  ++model_.cases;
  if (submission.photo != nullptr) ++model_.files;
  model_.count("reported by " + std::string{to_text(resident.channel)});
  if (seen.arrival.in_storm) model_.count("reported in a storm");
  memory.id = opened.id;
  memory.number = opened.number;
  memory.secret = opened.secret;
  if (plan_.faults && resident.channel == Channel::api && dice_.percent(30)) send_again(submission, actor);
  return true;
}

/// A client that did not get the answer sends the same once more: it must be told that the request is here already.
void Life::send_again(Submission const& submission, Actor const& actor) {
  try {
    stage_.act(actor, [&](Unit& unit) { submit(unit, submission); });
    model_.surprises.push_back("a repeated request made a second case: " + submission.fresh.external_id);
  } catch (Refusal const& refusal) {
    if (refusal.code != "case.doubled") throw;
    model_.count("repeated requests that made nothing twice");
  }
}

CaseMemory Life::remember(Remembered memory) {
  auto const kept = std::make_shared<Remembered>(std::move(memory));
  cases_[kept->id] = kept;
  model_.touched.push_back(kept->id);
  auto& recent = recent_[kept->service];
  recent.push_back(kept);
  if (recent.size() > 12) recent.pop_front();
  agenda_.at(at_the_office(stage_.now() + dice_.hours(0.7, 0.8)), [this, kept] { triage(kept); });
  if (dice_.percent(4)) agenda_.at(stage_.now() + dice_.hours(20, 0.8), [this, kept] { write_more(kept); });
  return kept;
}

void Life::after_closing(CaseMemory const& memory) {
  ++memory->closings;
  model_.count("closed");
  plan_opinion(memory);
  if (memory->closings > 2 || !dice_.percent(year_.habits(memory->service).reopened)) return;
  agenda_.at(stage_.now() + dice_.hours(26, 0.7), [this, memory] { complain(memory); });
}

/// "It is not fixed", by the private link of the mail.
void Life::complain(CaseMemory const& memory) {
  Actor reporter{.kind = ActorKind::anonymous};
  bool const reopened = try_to(reporter, [&](Unit& unit) {
    auto report = case_by_number(view_of(unit), memory->number, memory->secret);
    reopen(unit, report, voices_.not_fixed(residents_[memory->reporter].self.language));
  });
  if (!reopened) return;
  model_.count("reopened");
  model_.touched.push_back(memory->id);
  agenda_.at(at_the_office(stage_.now() + dice_.hours(1, 0.6)), [this, memory] { triage(memory); });
}

void Life::write_more(CaseMemory const& memory) {
  Actor reporter{.kind = ActorKind::anonymous};
  auto const& language = residents_[memory->reporter].self.language;
  bool const wrote = try_to(reporter, [&](Unit& unit) {
    auto report = case_by_number(view_of(unit), memory->number, memory->secret);
    write_as_reporter(unit, report, voices_.complaint(year_.services()[memory->service], language));
  });
  if (wrote) model_.count("reporter wrote more");
}

}  // namespace cityhall::simulation
