#include "app/simulation/inspection.h"

#include "app/simulation/inspection_rows.h"
#include "app/simulation/simulate.h"
#include "base/json.h"
#include "kernel/assets/asset.h"
#include "kernel/assets/asset_index.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/case_text.h"
#include "kernel/cases/inbox.h"
#include "kernel/city.h"
#include "kernel/parcels/parcel.h"
#include "kernel/parcels/parcel_index.h"
#include "kernel/places/address_index.h"
#include "kernel/places/cell.h"
#include "kernel/run_unit.h"

namespace cityhall::simulation {
namespace {

using Sums = FiguresFromEvents::Sums;

std::int64_t day_of(City const& city, Time time) {
  return std::chrono::sys_days{city.calendar.get()->zone().date_of(time)}.time_since_epoch().count();
}

std::optional<Time> time_in(Json const& data, char const* name) {
  auto const found = data.find(name);
  return found != data.end() && found->is_number_integer() ? std::optional{from_micros(found->get<std::int64_t>())} : std::nullopt;
}

struct Ending {
  std::string service;
  Time at{};
  std::optional<Time> due{};
};

void add_ending(City const& city, FiguresFromEvents& figures, Ending const& ending, int times) {
  auto& day = figures.days[{ending.service, day_of(city, ending.at)}];
  day.closed += times;
  if (ending.due) day.promised += times;
  if (ending.due && ending.at <= *ending.due) day.on_time += times;
}

void add_imported(City const& city, FiguresFromEvents& figures, Json const& data, int times) {
  auto const service = text_of(data, "service");
  figures.days[{service, day_of(city, *time_in(data, "opened_at"))}].opened += times;
  if (auto const closed = time_in(data, "closed_at")) add_ending(city, figures, {service, *closed, time_in(data, "due_at")}, times);
}

/// Brought in and removed again before anybody looked.
void add_removed(City const& city, FiguresFromEvents& figures, RemovedCase const& removed) {
  ++figures.days[{removed.service, day_of(city, removed.opened)}].opened;
  if (removed.closed) add_ending(city, figures, {removed.service, *removed.closed, removed.due}, 1);
}

void add_event(View const& view, FiguresFromEvents& figures, Event const& event) {
  if (event.type != "case.opened" && event.type != "case.closed" && event.type != "case.reopened" && event.type != "case.service_changed" &&
      event.type != "case.imported")
    return;
  auto const& city = view.city;
  auto const data = *parse_json(event.data);
  auto const service = text_of(data, "service");
  if (event.type == "case.imported" && service.empty()) {
    if (auto const removed = removed_case(view.reader, event.subject.case_id)) add_removed(city, figures, *removed);
    return;
  }
  if (event.type == "case.opened") ++figures.days[{service, day_of(city, event.at)}].opened;
  if (event.type == "case.closed") add_ending(city, figures, {service, event.at, time_in(data, "due_at")}, 1);
  if (event.type == "case.reopened") add_ending(city, figures, {service, *time_in(data, "closed_at"), time_in(data, "due_at")}, -1);
  if (event.type == "case.imported") {
    if (data.contains("was")) add_imported(city, figures, data.at("was"), -1);
    add_imported(city, figures, data, 1);
  }
  if (event.type == "case.service_changed") {
    auto const day = day_of(city, *time_in(data, "opened_at"));
    --figures.days[{text_of(data, "from"), day}].opened;
    ++figures.days[{text_of(data, "to"), day}].opened;
  }
}

void expect_equal(std::vector<Broken>& broken, char const* promise, std::size_t wanted, std::size_t found) {
  if (wanted != found) broken.push_back({.promise = promise, .where = std::to_string(found) + " instead of " + std::to_string(wanted)});
}

/// What the indexes beside the rows say about the cases that somebody touched.
void check_indexes(View const& view, Model const& model, bool whole, std::vector<Broken>& broken) {
  expect_equal(broken, "the text index has as many documents as there are cases", count_kept_cases(view.reader),
               case_texts().size(view.reader));
  expect_equal(broken, "the box index has as many boxes as there are addresses", address_count(view), address_boxes().size(view.reader));
  expect_equal(broken, "the box index has as many boxes as there are parcels", parcel_count(view), parcel_boxes().size(view.reader));
  std::size_t assets = 0;
  for (auto const& kind : asset_kinds(view)) assets += kind.count;
  expect_equal(broken, "the box index has as many boxes as there are assets", assets, asset_boxes().size(view.reader));
  expect_equal(broken, "the text index has as many documents as there are assets", assets, asset_words().size(view.reader));
  std::set<CaseId> const touched{model.touched.begin(), model.touched.end()};
  for (auto const id : touched) {
    auto const report = load_case(view, id);
    auto const hits = case_texts().latest(view.reader, report.number, 5);
    if (std::find(hits.begin(), hits.end(), id.value) == hits.end())
      broken.push_back({.promise = "a case is found by its number", .where = report.number});
    auto const cell = cell_of_case(view.reader, id);
    auto const wanted = report.place.point ? std::optional{cell_of(*report.place.point)} : std::nullopt;
    if (cell != wanted) broken.push_back({.promise = "a case stands in the square of its place", .where = report.number});
  }
  if (!whole) return;
  for (auto const& [id, point] : address_points(view.reader)) {
    constexpr double near = 1e-6;
    auto const found = address_boxes().within(
        view.reader, {point.longitude - near, point.latitude - near, point.longitude + near, point.latitude + near});
    if (std::find(found.begin(), found.end(), id) == found.end())
      broken.push_back({.promise = "an address is found by its place", .where = std::to_string(id)});
  }
}

void check_ratings(View const& view, Model const& model, std::vector<Broken>& broken) {
  auto const kept = kept_ratings(view.reader);
  expect_equal(broken, "every answer about the work is kept, once", model.ratings.size(), kept.size());
  expect_equal(broken, "each answer that says something new is told once", model.answers, count_rating_events(view.reader));
  for (auto const& [id, said] : model.ratings)
    if (auto const found = kept.find(id); found == kept.end() || found->second != said.first)
      return broken.push_back({.promise = "a rating is what the reporter said last", .where = load_case(view, id).number});
}

void check_conserved(View const& view, Model const& model, std::vector<Broken>& broken) {
  expect_equal(broken, "every report that was acknowledged is there, once", model.cases, count_cases(view.reader));
  expect_equal(broken, "every photo stays with its case", model.files, count_case_files(view.reader));
  expect_equal(broken, "every follower stays with the case", model.followers.size(), count_followers(view.reader));
  expect_equal(broken, "every call is kept, once", model.calls, count_calls(view.reader));
  std::size_t open = 0;
  for (auto const& queue : queue_counts(view, view.city.clock().now())) open += queue.open;
  expect_equal(broken, "the queues hold the open cases and no others", count_open_cases(view.reader), open);
  for (auto const& surprise : model.surprises) broken.push_back({.promise = "what is done is done once and in order", .where = surprise});
}

}  // namespace

std::vector<Broken> Inspector::inspect(City& city, Model const& model, bool whole) {
  std::vector<Broken> broken;
  auto const actor = system_actor("inspector");
  run_view(city, actor, [&](View const& view) {
    auto const since = whole ? Time{} : looked_at_;
    for (auto const& [promise, where] : broken_rows(view.reader, since)) broken.push_back({.promise = promise, .where = where});
    check_conserved(view, model, broken);
    check_ratings(view, model, broken);
    check_indexes(view, model, whole, broken);
    check_figures(view, broken);
    check_chain(view, whole, broken);
    return 0;
  });
  looked_at_ = city.clock().now() - std::chrono::hours{1};
  return broken;
}

void Inspector::check_figures(View const& view, std::vector<Broken>& broken) {
  for (auto events = events_after(view, figures_.last, 5000); !events.empty(); events = events_after(view, figures_.last, 5000)) {
    for (auto const& event : events) add_event(view, figures_, event);
    figures_.last = events.back().id;
  }
  auto told = figures_.days;
  std::erase_if(told, [](auto const& entry) { return entry.second == Sums{}; });
  auto kept = kept_figures(view.reader);
  std::erase_if(kept, [](auto const& entry) { return entry.second == Sums{}; });
  if (told == kept) return;
  for (auto const& [key, sums] : told)
    if (auto const found = kept.find(key); found == kept.end() || found->second != sums) {
      broken.push_back({.promise = "the figures of a day are what its events say",
                        .where = key.first + " on day " + std::to_string(key.second) + ": " + std::to_string(sums.opened) + " opened and " +
                                 std::to_string(sums.closed) + " closed by the events"});
      return;
    }
  broken.push_back({.promise = "the figures of a day are what its events say", .where = "figures without events"});
}

void Inspector::check_chain(View const& view, bool whole, std::vector<Broken>& broken) {
  ChainMark from;
  if (!whole) from = chain_;
  auto const report = verify_chain(view, {.from = from});
  chain_ = report.mark;
  if (!report.intact())
    broken.push_back({.promise = "nobody changed history", .where = report.what + " at event " + to_text(report.broken)});
  if (report.unsealed > 0) broken.push_back({.promise = "every event is sealed", .where = std::to_string(report.unsealed) + " are not"});
}

std::vector<Broken> Inspector::inspect_mails(std::vector<SunkMail> const& mails) {
  std::vector<Broken> broken;
  for (auto const& [recipients, message] : mails) {
    auto const at = message.find("Message-ID: ");
    auto const id = message.substr(at, message.find('\r', at) - at);
    if (!mail_ids_.insert(id).second) broken.push_back({.promise = "no notice is sent twice", .where = id});
  }
  return broken;
}

}  // namespace cityhall::simulation
