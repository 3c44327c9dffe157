#include "app/simulation/life.h"

#include "kernel/accounts/account.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/directory/directory.h"

namespace cityhall::simulation {
namespace {

constexpr std::pair office_hours{8 * 60, 17 * 60};  // minutes since midnight
constexpr std::pair yard_hours{7 * 60, 15 * 60 + 30};

std::vector<std::string> services_of(City& city) {
  std::vector<std::string> ids;
  auto const definitions = city.definitions.get();  // held: the loop outlives a temporary
  for (auto const& definition : definitions->current())
    if (definition->record == "request" && definition->who.auth == Authentication::none) ids.push_back(definition->id);
  return ids;
}

std::vector<AccountId> desk_of(Stage& stage) {
  auto const staff = run_view(stage.city(), system_actor("simulation"),
                              [](View const& view) { return accounts(view, {.kind = AccountKind::staff, .most = 1000}); });
  std::vector<AccountId> desk;
  for (auto const& account : staff)
    for (auto const& role : account.roles)
      if (role == "dispatcher" || role == "agent") desk.push_back(account.id);
  return desk;
}

Actor other_program() { return {.kind = ActorKind::key, .key = ApiKeyId{1}, .name = "Open311: FixIt app", .channel = Channel::api}; }

}  // namespace

Life::Life(Stage& stage, Plan const& plan, Model& model)
    : stage_{stage},
      plan_{plan},
      model_{model},
      dice_{plan.seed + 1},
      voices_{stage.addresses(), dice_},
      calendar_{stage.city().calendar.get()},
      year_{voices_.year(), {*calendar_, {plan.from, plan.days}, services_of(stage.city())}, dice_},
      ends_{calendar_->zone().midnight(add_days(plan.from, plan.days))},
      dispatcher_{stage.person("dispatcher")},
      agent_{stage.person("agent")},
      program_{other_program()},
      desk_{desk_of(stage)} {
  for (std::size_t number = 0; number < std::max<std::size_t>(plan.residents, 1); ++number) residents_.push_back(voices_.resident(number));
  know_somebody();
}

/// Whoever has an account as a resident already lives here, and reports now and then: the city is looked at through their eyes, too.
void Life::know_somebody() {
  auto const known = stage_.look([](View const& view) { return accounts(view, {.kind = AccountKind::resident, .most = 1}); });
  if (known.empty()) return;
  somebody_known_ = true;
  auto& self = residents_.front().self;
  self.name = known.front().name.empty() ? self.name : known.front().name;
  self.email = known.front().email;
  self.language = known.front().language;
  residents_.front().channel = Channel::web;
}

void Life::begin() {
  for (auto const& arrival : year_.arrivals(plan_.cases, dice_)) agenda_.at(arrival.at, [this, arrival] { somebody_notices(arrival); });
  plan_subscriptions();
  auto const crews = stage_.city().directory.get()->crews();
  constexpr double tasks_a_day = 7;  // of one crew
  auto const wanted = static_cast<double>(plan_.cases) / std::max(1, plan_.days) * 7 / 5;
  pace_ = std::max(1.0, wanted / (tasks_a_day * 0.7 * static_cast<double>(crews.size())));
  for (auto const& crew : crews) agenda_.at(at_the_yard(stage_.now()), [this, id = crew.id] { crew_turn(id); });
  in_days(stage_.now() + std::chrono::hours{9}, [this] { look_after_late_work(); });
  take_over();
  if (!plan_.watched) keep_work_for(stage_.person("crew").crew);
  if (plan_.faults) in_days(stage_.now() + std::chrono::hours{5}, [this] { plan_faults(); });
}

void Life::in_days(Time first, std::function<void()> each_day) {
  agenda_.at(first, [this, first, each_day = std::move(each_day)] {
    each_day();
    if (first + std::chrono::hours{24} < ends_) in_days(first + std::chrono::hours{24}, each_day);
  });
}

/// The instant itself when it is within the hours of a working day, else the next beginning of such hours.
Time Life::next_opening(Time from, std::pair<int, int> minutes) const {
  auto const local = calendar_->zone().local(from);
  auto const minute = std::chrono::duration_cast<std::chrono::minutes>(local.since_midnight).count();
  bool const works_today = calendar_->is_business_day(local.date);
  if (works_today && minute >= minutes.first && minute < minutes.second) return from;
  auto day = works_today && minute < minutes.first ? local.date : add_days(local.date, 1);
  while (!calendar_->is_business_day(day)) day = add_days(day, 1);
  return calendar_->zone().instant(day, std::chrono::minutes{minutes.first});
}

Time Life::at_the_office(Time from) const { return next_opening(from, office_hours); }

/// In a storm and on the day after it crews work through.
Time Life::at_the_yard(Time from) const {
  bool const storm = year_.storm_at(from) != nullptr || year_.storm_at(from - std::chrono::hours{12}) != nullptr;
  return storm ? from : next_opening(from, yard_hours);
}

Case Life::load(CaseId id) {
  return stage_.look([&](View const& view) { return load_case(view, id); });
}

Actor Life::crew_actor(CrewId crew) const {
  return {.kind = ActorKind::staff, .crew = crew, .name = "Crew", .channel = Channel::field, .roles = {"crew"}};
}

}  // namespace cityhall::simulation
