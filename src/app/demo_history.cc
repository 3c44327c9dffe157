#include "app/demo_history.h"

#include "app/catalogue.h"
#include "base/json.h"
#include "base/random.h"
#include "base/refusal.h"
#include "kernel/cases/actions.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/evaluate.h"
#include "kernel/directory/directory.h"
#include "kernel/files/file.h"
#include "kernel/run_unit.h"
#include "kernel/tasks/task.h"
#include "kernel/fieldwork/operation.h"

namespace cityhall {
namespace {

constexpr int history_days = 42;

/// What the demo's people say and show.
class Voices {
 public:
  Voices(City& city, std::span<Address const> addresses)
      : city_{city}, random_{20270302}, said_(*parse_json(catalogue_file("demo/reports.json"))), addresses_{addresses} {}

  City& city() { return city_; }
  Random& random() { return random_; }
  Address const& address() { return addresses_[pick(addresses_.size())]; }
  std::size_t pick(std::size_t count) { return static_cast<std::size_t>(random_.below(std::max<std::size_t>(count, 1))); }
  bool chance(int percent) { return random_.below(100) < static_cast<std::uint64_t>(percent); }

  std::string complaint(std::string const& service) {
    auto const& lists = said_.at("services");
    auto const found = lists.find(service);
    return found == lists.end() ? std::string{} : found->at(pick(found->size())).get<std::string>();
  }
  /// One of the services, those more often that people report more often.
  DefinitionPtr service() {
    auto const all = city_.definitions.get()->current();
    auto const& often = said_.at("often");
    std::vector<std::size_t> tickets;
    for (std::size_t i = 0; i < all.size(); ++i) tickets.insert(tickets.end(), often.value(all[i]->id, std::size_t{1}), i);
    return all[tickets.at(pick(tickets.size()))];
  }
  std::string completion() { return line("completions"); }
  std::string reply() { return line("replies"); }
  NewParty person() {
    auto const& entry = said_.at("people").at(pick(said_.at("people").size()));
    return {.name = entry.at(0).get<std::string>(), .language = entry.at(1).get<std::string>()};
  }
  PreparedPhoto const* photo(std::string const& name) {
    auto const found = photos_.find(name);
    if (found != photos_.end()) return &found->second;
    return &photos_.emplace(name, store_photo(city_, catalogue_file("demo/photos/" + name + ".jpg"))).first->second;
  }

 private:
  std::string line(char const* list) { return said_.at(list).at(pick(said_.at(list).size())).get<std::string>(); }

  City& city_;
  SeededRandom random_;
  Json said_;
  std::span<Address const> addresses_;
  std::map<std::string, PreparedPhoto> photos_{};
};

bool has_photos(std::string const& service) { return service == "pothole" || service == "graffiti"; }

Json place_answer(Address const& address) {
  return {{"lat", address.point.latitude}, {"long", address.point.longitude}, {"address", address.line()}};
}

/// An answer of the kind that the question wants.
struct Trouble {
  Address const& address;
  std::string complaint;
};

Json answer_to(Question const& question, Voices& voices, Trouble const& trouble, Facts const& facts) {
  switch (question.type) {
    case QuestionType::choice: {
      auto const options = visible_options(question, facts);
      return options.empty() ? Json{} : Json(options.at(voices.pick(options.size()))->id);
    }
    case QuestionType::multichoice:
      return Json::array({question.options.at(voices.pick(question.options.size())).id});
    case QuestionType::boolean:
      return voices.chance(30);
    case QuestionType::integer:
      return static_cast<int>(voices.pick(9) + 1);
    case QuestionType::date:  // some services ask for a day that is over, some for one to come
      return voices.chance(50) ? "2026-11-02" : "2036-11-03";
    case QuestionType::money:
      return "20.00";
    case QuestionType::phone:
      return "317 555 0142";
    case QuestionType::email:
      return "resident@fairhaven.example";
    case QuestionType::text:
    case QuestionType::longtext:
      return question.optional && voices.chance(25) ? Json{} : Json(trouble.complaint);
    default:
      return question.is_place() ? place_answer(trouble.address) : Json{};
  }
}

Json answers_for(DefinitionPtr const& definition, Voices& voices, Trouble const& trouble) {
  auto answers = Json::object();
  for (auto const& question : definition->questions) {
    Facts const facts{definition, answers};
    auto const visible = visible_questions(*definition, facts, "web");
    if (std::find(visible.begin(), visible.end(), &question) == visible.end()) continue;
    auto answer = answer_to(question, voices, trouble, facts);
    if (!answer.is_null()) answers[question.id] = std::move(answer);
  }
  return answers;
}

Actor channel_actor(Voices& voices) {
  constexpr std::array channels{Channel::web,   Channel::web, Channel::web,     Channel::phone,
                                Channel::phone, Channel::api, Channel::counter, Channel::email};
  Actor actor{.kind = ActorKind::anonymous};
  actor.channel = channels.at(voices.pick(channels.size()));
  return actor;
}

template <class Work>
auto at_time(City& city, Actor const& actor, Time when, Work&& work) {
  return city.db().write(
      [&](store::Transaction& tx) {
        Unit unit{city, tx, actor, when};
        return work(unit);
      },
      store::Lane::bulk);
}

OpenedCase open_one(City& city, Voices& voices, DefinitionPtr const& definition, Time when) {
  auto const& address = voices.address();
  auto const complaint = voices.complaint(definition->id);
  auto const reporter = voices.chance(70) ? voices.person() : NewParty{};
  NewCase fresh{.service = definition->id,
                .answers = to_text(answers_for(definition, voices, {address, complaint})),
                .place = {.point = address.point, .address = address.line()},
                .description = complaint,
                .reporter = reporter,
                .language = reporter.language};
  auto const* photo = has_photos(definition->id) && voices.chance(60) ? voices.photo(definition->id + "-before") : nullptr;
  return at_time(city, channel_actor(voices), when, [&](Unit& unit) {
    if (photo != nullptr) fresh.files = {register_file(unit, *photo, {.purpose = "report", .visibility = Visibility::everyone})};
    return open_case(unit, fresh);
  });
}

/// Chance may give answers that a service refuses ("only after three days"): then it is asked again, as people do.
std::optional<OpenedCase> open_somehow(City& city, Voices& voices, DefinitionPtr const& definition, Time when) {
  constexpr int tries = 6;
  for (int i = 0; i < tries; ++i) {
    try {
      return open_one(city, voices, definition, when);
    } catch (Refusal const& refusal) {
      if (refusal.kind != RefusalKind::invalid) throw;
    }
  }
  return {};
}

/// The crew's operations on a work order, an hour apart, up to `last`.
void work_on(Voices& voices, Task const& task, Time begin, OperationKind last) {
  Actor crew{.kind = ActorKind::staff, .crew = task.crew, .name = "Crew", .channel = Channel::field, .roles = {"crew"}};
  auto when = begin;
  for (auto const kind : {OperationKind::accept, OperationKind::start, OperationKind::done}) {
    TaskOperation operation{.id = voices.random().token(), .kind = kind, .device_time = when};
    auto const* photo = kind == OperationKind::done && has_photos(task.service) ? voices.photo(task.service + "-after") : nullptr;
    if (kind == OperationKind::done) {
      operation.note = voices.completion();
      operation.minutes = static_cast<int>(20 + voices.pick(70));
    }
    at_time(voices.city(), crew, when, [&](Unit& unit) {
      if (photo != nullptr) operation.files = {register_file(unit, *photo, {.purpose = "work-after", .visibility = Visibility::everyone})};
      apply(unit, task.id, operation);
    });
    if (kind == last) return;
    when += std::chrono::minutes{40 + static_cast<int>(voices.pick(80))};
  }
}

/// What the desk does with a request that needs no crew.
void settle(Voices& voices, OpenedCase const& opened, Time when) {
  at_time(voices.city(), system_actor("demo"), when, [&](Unit& unit) {
    auto report = load_case(view_of(unit), opened.id);
    close(unit, report, {.comment = voices.completion(), .outcome = "fixed"});
  });
}

void answer(Voices& voices, OpenedCase const& opened, Time when) {
  at_time(voices.city(), system_actor("demo"), when, [&](Unit& unit) {
    auto report = load_case(view_of(unit), opened.id);
    reply(unit, report, voices.reply());
  });
}

/// Nearly everything older than some days is done; of what came lately, some is under way.
void live_on(Voices& voices, OpenedCase const& opened, Time when, Time now) {
  auto const tasks = run_view(voices.city(), system_actor("demo"), [&](View const& view) { return tasks_of(view, opened.id); });
  auto const age = now - when;
  auto const hours_until_work = voices.chance(80) ? 2 + voices.pick(30) : 30 + voices.pick(110);
  auto const begin = when + std::chrono::minutes{60 * static_cast<int>(hours_until_work)};
  if (voices.chance(30) && age > std::chrono::hours{4}) answer(voices, opened, when + std::chrono::hours{2});
  auto const finished = begin + std::chrono::hours{5} < now && voices.chance(age > std::chrono::hours{24 * 9} ? 99 : 88);
  if (finished && tasks.empty()) return settle(voices, opened, begin + std::chrono::hours{1});
  if (finished) return work_on(voices, tasks.front(), begin, OperationKind::done);
  if (!tasks.empty() && age < std::chrono::hours{30} && voices.chance(40))
    work_on(voices, tasks.front(), now - std::chrono::minutes{50}, voices.chance(50) ? OperationKind::start : OperationKind::accept);
}

}  // namespace

void make_demo_history(City& city, std::span<Address const> addresses, int cases) {
  Voices voices{city, addresses};
  auto const now = city.clock().now();
  for (int i = 0; i < cases; ++i) {
    auto const definition = voices.service();
    auto const minutes_ago =
        std::chrono::minutes{static_cast<int>((history_days * 24 * 60) * static_cast<std::int64_t>(cases - i) / cases)} -
        std::chrono::minutes{voices.pick(50)};
    auto const when = now - std::max<Duration>(minutes_ago, std::chrono::minutes{4});
    if (auto const opened = open_somehow(city, voices, definition, when)) live_on(voices, *opened, when, now);
  }
}

}  // namespace cityhall
