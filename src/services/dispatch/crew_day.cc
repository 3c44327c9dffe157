#include "services/dispatch/crew_day.h"

#include <algorithm>
#include <numeric>

#include "base/refusal.h"
#include "services/dispatch/crew_day_page.h"
#include "services/dispatch/order_page.h"
#include "services/dispatch/route.h"
#include "web/form.h"

namespace cityhall {
namespace {

Crew asked_crew(Call const& call) {
  auto const directory = call.city.directory.get();
  auto const* crew = directory->crew(CrewId{parse_id(call.path_value("crew"))});
  if (crew == nullptr) throw not_found();
  return *crew;
}

Date asked_day(Call const& call, std::string_view text) {
  auto const zone = call.city.zone();
  return parse_date(text).value_or(zone.date_of(call.now));
}

/// What has begun stays in its place.
bool may_change_place(Task const& task) { return task.state == TaskState::assigned || task.state == TaskState::accepted; }

/// Those without a point come last, as they stood.
SuggestedRoute suggest(std::vector<BoardCard> const& now, std::optional<Point> base) {
  std::vector<Point> stops;
  std::vector<BoardCard> placed;
  SuggestedRoute route;
  for (auto const& card : now)
    if (card.task.place.point) {
      stops.push_back(*card.task.place.point);
      placed.push_back(card);
    }
  auto const order = short_route(stops, base);
  std::vector<std::size_t> given(stops.size());
  std::iota(given.begin(), given.end(), std::size_t{0});
  route.metres_now = route_metres(stops, given, base);
  route.metres = route_metres(stops, order, base);
  for (auto const index : order) route.order.push_back(placed[index]);
  for (auto const& card : now)
    if (!card.task.place.point) route.order.push_back(card);
  return route;
}

CrewDayView crew_day_view(Call const& call, Date date) {
  auto const zone = call.city.zone();
  CrewDayView view{.date = date};
  view.day.crew = asked_crew(call);
  view.day.shift = shift_of(call.view(), view.day.crew.id);
  for (auto& task : planned_work(call.view(), zone.midnight(date), zone.midnight(day_after(date)))) {
    if (task.crew != view.day.crew.id) continue;
    auto card = card_of(zone, std::move(task));
    ++view.day.load.orders;
    view.day.load.minutes += card.minutes;
    (may_change_place(card.task) ? view.now : view.fixed).push_back(card);
    view.day.cards.push_back(std::move(card));
  }
  auto const last =
      std::max_element(view.fixed.begin(), view.fixed.end(), [](BoardCard const& a, BoardCard const& b) { return a.starts < b.starts; });
  auto const start = last != view.fixed.end() && last->task.place.point ? last->task.place.point : view.day.shift.base.point;
  view.suggested = suggest(view.now, start);
  return view;
}

/// One after the other without a pause, from where the first of them began; around what stays in its place.
std::vector<PlanMove> moves_for(TimeZone const& zone, CrewDayView const& view) {
  std::vector<PlanMove> moves;
  auto at = view.now.front().starts;
  auto const blocked = [&](int minutes) {
    for (auto const& card : view.fixed)
      if (card.starts < at + minutes && at < card.ends()) return card.ends();
    return 0;
  };
  for (auto const& card : view.suggested.order) {
    while (auto const free = blocked(card.minutes)) at = free;
    moves.push_back({.task = card.task.id,
                     .slot = {.crew = card.task.crew, .start = zone.instant(view.date, std::chrono::minutes{at}), .minutes = card.minutes},
                     .seen = card.task.plan_revision});
    at += card.minutes;
  }
  return moves;
}

/// What the page showed: each work order and its revision, as "12:1 13:4".
std::string shown_plan(std::vector<BoardCard> const& order) {
  std::string text;
  for (auto const& card : order) text += (text.empty() ? "" : " ") + to_text(card.task.id) + ':' + std::to_string(card.task.plan_revision);
  return text;
}

struct ShiftForm {
  std::string starts;
  std::string ends;
  std::string base;
};

bool is_time(std::string_view text) { return minute_of(text).has_value(); }

}  // namespace

std::string route_token(CrewDayView const& view) { return shown_plan(view.suggested.order); }

web::Response show_crew_day(Call& call) { return crew_day_page(call, crew_day_view(call, asked_day(call, call.request.query.get("day")))); }

web::Response take_route(Call& call) {
  auto const view = crew_day_view(call, asked_day(call, call.request.form.fields.get("day")));
  if (view.now.empty() || route_token(view) != call.request.form.fields.get("shown"))
    throw conflict("plan.changed", _("The plan of this day changed meanwhile."), _("Nothing was changed. This is how it stands now."));
  auto const zone = call.city.zone();
  auto unit = call.unit();
  auto const act = plan_together(unit, moves_for(zone, view), to_iso(view.date));
  return web::see_other(web::with_query("/desk/board", {{"day", to_iso(view.date)}, {"done", to_text(act)}}));
}

web::Response create_shift(Call& call) {
  auto const crew = asked_crew(call);
  web::Form<ShiftForm> const form{web::field("starts", &ShiftForm::starts).required().check(is_time, _("Enter a time such as 08:00.")),
                                  web::field("ends", &ShiftForm::ends).required().check(is_time, _("Enter a time such as 16:00.")),
                                  web::field("base", &ShiftForm::base).most(200)};
  auto const read = web::read(form, call.request.form);
  CrewShift shift{.crew = crew.id, .starts = *minute_of(read.starts), .ends = *minute_of(read.ends)};
  if (!read.base.empty()) {
    try {
      auto const point = parse_point(read.base);
      shift.base = locate(call.view(), {.point = point, .address = point ? std::string{} : read.base});
    } catch (Refusal const& refusal) {
      throw invalid_fields({{"base", refusal.code, refusal.message}});
    }
  }
  auto unit = call.unit();
  change_shift(unit, shift);
  return web::see_other(
      web::with_query("/desk/board/crews/" + to_text(crew.id), {{"day", call.request.form.fields.get("day")}, {"saved", "yes"}}));
}

web::Response crew_day_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid && refusal.kind != RefusalKind::conflict) throw refusal;
  auto view = crew_day_view(call, asked_day(call, call.request.form.fields.get("day")));
  view.entered = {.values = call.request.form.fields, .errors = refusal.fields};
  view.status = refusal.kind == RefusalKind::conflict ? 409 : 422;
  if (refusal.fields.empty()) view.notice = call.text(refusal.message) + " " + call.text(refusal.fix);
  return crew_day_page(call, view);
}

}  // namespace cityhall
