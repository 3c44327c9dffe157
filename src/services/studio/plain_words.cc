#include "services/studio/plain_words.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "kernel/definitions/evaluate.h"
#include "services/studio/places.h"
#include "services/studio/words.h"

namespace cityhall::studio {
namespace {

struct EventWords {
  std::string_view event;
  Message words;
};

std::span<EventWords const> event_table() {
  static std::array const all{EventWords{"work-order-created", _("A crew has got the work order")},
                              EventWords{"work-order-accepted", _("A crew has taken the work on")},
                              EventWords{"work-order-started", _("A crew is at work")},
                              EventWords{"work-order-done", _("A crew has finished the work")},
                              EventWords{"work-order-declined", _("A crew has handed the work back")},
                              EventWords{"work-order-cancelled", _("The work order was called off")},
                              EventWords{"paid", _("It has been paid")}};
  return all;
}

/// A member is called as on its form, an entry by its own words, or by its name.
std::string step_words(Sheet const& sheet, std::string const& here, std::string const& step) {
  auto const* json = find_at(*sheet.view.file, here);
  auto const inner = [&](char const* member) {
    auto const found = json->find(member);
    if (found == json->end() || !found->is_object()) return std::string{};
    auto const said = text_of(*found, sheet.call.language);
    return said.empty() ? text_of(*found, "en") : said;
  };
  auto const parent = form_at(above(here));
  bool const is_entry = parent.value != nullptr && has_entries(*parent.value);
  if (!is_entry) {
    auto const place = form_at(here);
    return place.member == nullptr ? step : sheet.call.text(label_of(place));
  }
  if (json != nullptr && json->is_object())
    for (auto const* member : {"label", "title", "text", "name"})
      if (auto said = inner(member); !said.empty()) return said;
  auto const id = json != nullptr && json->is_object() ? text_of(*json, "id") : std::string{};
  return id.empty() ? step : id;
}

}  // namespace

std::string event_label(Call const& call, std::string_view event) {
  auto const all = event_table();
  auto const found = std::find_if(all.begin(), all.end(), [&](EventWords const& one) { return one.event == event; });
  return found == all.end() ? std::string{event} : call.text(found->words);
}

std::span<std::string_view const> known_events() {
  static auto const names = [] {
    std::vector<std::string_view> all;
    for (auto const& one : event_table()) all.push_back(one.event);
    return all;
  }();
  return names;
}

std::string period_label(Call const& call, Period const& period) {
  constexpr std::int64_t minute = 60;
  constexpr std::int64_t hour = 60 * minute;
  auto const only = [&](Period const& one) { return period == one; };
  if (only({.months = period.months})) {
    if (period.months % 12 == 0) return call.text(_n("{count} year", "{count} years", period.months / 12));
    return call.text(_n("{count} month", "{count} months", period.months));
  }
  if (only({.days = period.days})) return call.text(_n("{count} day", "{count} days", period.days));
  if (only({.business_days = period.business_days}))
    return call.text(_n("{count} business day", "{count} business days", period.business_days));
  if (only({.seconds = period.seconds}) && period.seconds % hour == 0)
    return call.text(_n("{count} hour", "{count} hours", static_cast<long>(period.seconds / hour)));
  if (only({.seconds = period.seconds}) && period.seconds % minute == 0)
    return call.text(_n("{count} minute", "{count} minutes", static_cast<long>(period.seconds / minute)));
  return to_text(period);
}

std::string state_label(Call const& call, DraftView const& view, std::string const& state) {
  auto const* found = view.definition == nullptr ? nullptr : view.definition->workflow.state(state);
  return found == nullptr ? state : std::string{public_label(*found, call.language)};
}

std::vector<web::Option> state_options(Sheet const& sheet) {
  std::vector<web::Option> options;
  auto const* states = find_at(*sheet.view.file, "/workflow/states");
  if (states == nullptr || !states->is_object()) return options;
  std::vector<std::string> labels;
  for (auto const& [state, unused] : states->items()) labels.push_back(state_label(sheet.call, sheet.view, state));
  std::size_t at = 0;
  for (auto const& [state, unused] : states->items()) {
    auto const& label = labels[at++];
    bool const alike = std::count(labels.begin(), labels.end(), label) > 1;
    options.push_back({state, alike ? label + " (" + state + ")" : label});
  }
  return options;
}

std::string place_words(Sheet const& sheet, std::string const& at) {
  std::string words, here;
  for (auto const& step : steps_to(at)) {
    here = below(here, step);
    words += (words.empty() ? "" : " › ") + step_words(sheet, here, step);
  }
  return words;
}

web::Html test_words(std::string_view name, std::size_t index) {
  return name.empty() ? web::group(_("Test {number}").with("number", std::to_string(index + 1))) : web::group(std::string{name});
}

}  // namespace cityhall::studio
