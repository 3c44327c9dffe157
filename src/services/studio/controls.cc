#include "services/studio/controls.h"

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "kernel/definitions/form_check.h"
#include "kernel/definitions/topics.h"
#include "kernel/directory/directory.h"
#include "services/page/office.h"
#include "services/studio/condition_form.h"
#include "services/studio/places.h"
#include "services/studio/plain_words.h"
#include "services/studio/test_answers.h"
#include "services/studio/words.h"

namespace cityhall::studio {
namespace {

using namespace web;
using namespace web::tag;

constexpr std::size_t wide_text = 90;

Html hint_of(PlaceForm const& place) {
  auto const help = help_of(place);
  return help.empty() ? nothing() : group(help);
}

Control control_at(Sheet const& sheet, std::string const& at, PlaceForm const& place) {
  return {.name = at,
          .label = label_of(place),
          .hint = hint_of(place),
          .entered = &sheet.entered,
          .value = shown(find_at(*sheet.view.file, at), *place.value),
          .required = place.member->required};
}

bool is_period(PlaceForm const& place) { return place.value->kind == ValueKind::period || place.value->kind == ValueKind::due; }

std::string period_said(Sheet const& sheet, std::string const& code) {
  auto const period = parse_period(code);
  return period ? period_label(sheet.call, *period) : std::string{};
}

/// Words that the form offers while typing, with what they mean; an empty list offers none.
std::vector<web::Option> offered(Sheet const& sheet, PlaceForm const& place) {
  std::vector<web::Option> all;
  auto const directory = sheet.call.city.directory.get();
  if (place.member->name == "queue")
    for (auto const& queue : directory->queues()) all.push_back({queue.id, directory->title_of(queue.id, sheet.call.language)});
  if (is_period(place))
    for (auto const* code : {"PT4H", "PT24H", "P1BD", "P3BD", "P5BD", "P10BD", "P14D", "P30D"})
      all.push_back({code, period_said(sheet, code)});
  return all;
}

/// Where a state is named, the states are to choose from: nobody has to know their short names.
bool names_a_state(PlaceForm const& place) {
  auto const& member = place.member->name;
  bool const leads = place.object->name == "action" || place.object->name == "workflow";
  return leads && (member == "to" || member == "start");
}

Html state_control(Sheet const& sheet, Control const& control) {
  auto options = state_options(sheet);
  bool const known = std::any_of(options.begin(), options.end(), [&](web::Option const& one) { return one.value == control.value; });
  if (control.value.empty()) options.insert(options.begin(), {"", "–"});
  else if (!known) options.push_back({control.value, control.value});
  return select_field(control, options);
}

Html input_with_offers(Sheet const& sheet, Control control, PlaceForm const& place) {
  if (names_a_state(place)) return state_control(sheet, control);
  auto const words = offered(sheet, place);
  if (auto const said = is_period(place) ? period_said(sheet, control.value) : std::string{}; !said.empty())
    control.hint = group(control.hint, control.hint.empty() ? nothing() : group(" "), _("Now: {time}.").with("time", said));
  if (control.value.find('\n') != std::string::npos) return textarea_field(control);
  if (words.empty()) return input_field(control);
  auto const list = "offers-" + std::string{control.name};
  control.attributes.push_back(list_id(list));
  control.attributes.push_back(autocomplete("off"));
  return group(input_field(control),
               datalist(id(list), each(words, [](web::Option const& word) { return option(value(word.value), word.label.html()); })));
}

/// Says of a word that nothing acts on it yet.
Html idle_note(ValueForm const& form, std::string_view word) {
  bool const idle = std::find(form.idle.begin(), form.idle.end(), word) != form.idle.end();
  return idle ? group(_("Kept, not acted on yet.")) : nothing();
}

/// Boxes for a list whose words are known; none otherwise.
std::vector<web::Option> boxes_for(Sheet const& sheet, PlaceForm const& place) {
  std::vector<web::Option> boxes;
  for (auto const word : place.value->element->words)
    boxes.push_back({std::string{word}, word_words(place.object->name, place.member->name, word), idle_note(*place.value->element, word)});
  if (place.member->name == "situations")
    for (auto const& topic : shipped_situations()) boxes.push_back({topic.id, std::string{topic.title.in(sheet.call.language)}});
  if (place.member->name == "by") {
    for (auto const& role : sheet.view.context.roles) boxes.push_back({role, role_words(role)});
  }
  return boxes;
}

Html words_control(Sheet const& sheet, std::string const& at, PlaceForm const& place) {
  auto control = control_at(sheet, at, place);
  auto boxes = boxes_for(sheet, place);
  if (boxes.empty()) {
    if (place.value->element->kind != ValueKind::text) return input_field(control);
    return textarea_field(control);
  }
  control.value.clear();
  if (auto const* value = find_at(*sheet.view.file, at); value != nullptr)
    for (auto const& word : value->is_string() ? Json::array({*value}) : *value) {
      auto const text = word.get<std::string>();
      control.value += text + '\n';
      if (std::none_of(boxes.begin(), boxes.end(), [&](web::Option const& one) { return one.value == text; }))
        boxes.push_back({text, text});
    }
  auto const marker = std::string{control::marker} + at;
  return div(cls("many"), hidden_field(marker, "yes"), checkboxes_field(control, boxes));
}

Html word_control(Sheet const& sheet, std::string const& at, PlaceForm const& place) {
  auto const control = control_at(sheet, at, place);
  std::vector<web::Option> options;
  if (!place.member->required || control.value.empty()) options.push_back({"", "–"});
  for (auto const word : place.value->words)
    options.push_back({std::string{word}, word_words(place.object->name, place.member->name, word)});
  if (!control.value.empty() && std::none_of(options.begin(), options.end(), [&](auto const& one) { return one.value == control.value; }))
    options.push_back({control.value, control.value});
  return select_field(control, options);
}

Html group_control(Sheet const& sheet, std::string const& at, PlaceForm const& place) {
  auto const control = control_at(sheet, at, place);
  std::vector<web::Option> options{{"", "–"}};
  for (auto const& topic : shipped_groups()) options.push_back({topic.id, std::string{topic.title.in(sheet.call.language)}});
  if (!control.value.empty() && find_topic(shipped_groups(), control.value) == nullptr) options.push_back({control.value, control.value});
  return select_field(control, options);
}

Html yes_control(Sheet const& sheet, std::string const& at, PlaceForm const& place) {
  auto control = control_at(sheet, at, place);
  auto const* value = find_at(*sheet.view.file, at);
  if (place.object->name == "expectation") {
    control.value = value == nullptr ? "" : value->get<bool>() ? "yes" : "no";
    std::vector<web::Option> const all{{"", "–"}, {"yes", _("Yes")}, {"no", _("No")}};
    return select_field(control, all);
  }
  bool const yes = value == nullptr ? true_when_absent(*place.object, place.member->name) : value->get<bool>();
  control.value = yes ? "yes" : "no";
  return group(hidden_field(std::string{control::marker} + at, "yes"), checkbox_field(control));
}

Html due_control(Sheet const& sheet, std::string const& at, PlaceForm const& place) {
  auto const* old = find_at(*sheet.view.file, at);
  auto one = control_at(sheet, at, place);
  one.value = old != nullptr && old->is_string() ? old->get<std::string>() : std::string{};
  one.label = _("For every priority");
  one.hint = group(_("Write 24 hours, 3 days or 3 business days; it is kept as PT24H, P3D or P3BD."));
  Html each_priority;
  for (auto const* key : {"1", "2", "3", "4", "5"}) {
    auto const place_of = below(at, key);
    each_priority += input_field({.name = place_of,
                                  .label = _("Priority {number}").with("number", key),
                                  .entered = &sheet.entered,
                                  .value = old != nullptr && old->is_object() ? text_of(*old, key) : std::string{},
                                  .attributes = {list_id("offers-" + at), autocomplete("off")}});
  }
  return fieldset(cls("panel"), id("group-" + at), legend(label_of(place)), input_with_offers(sheet, one, place),
                  details(old != nullptr && old->is_object() ? open() : none(), summary(_("One for each priority")),
                          div(cls("narrow-fields"), each_priority)));
}

Html choice_of(std::vector<web::Option> options, std::string const& chosen) {
  bool const known = std::any_of(options.begin(), options.end(), [&](web::Option const& one) { return one.value == chosen; });
  if (!known && !chosen.empty()) options.push_back({chosen, chosen});
  return group(option(value(""), "–"), each(options, [&](web::Option const& one) {
                 return option(value(one.value), selected(one.value == chosen), one.label.html());
               }));
}

/// What happens, or how long nothing happens, and the state that follows.
Html transition_row(Sheet const& sheet, PlaceForm const& place, std::pair<std::string, std::string> const& names,
                    std::pair<std::string, std::string> const& values) {
  auto const wrong = sheet.entered.error(names.second);
  std::vector<web::Option> events;
  for (auto const event : known_events()) events.push_back({std::string{event}, event_label(sheet.call, event)});
  auto const said = period_said(sheet, values.first);
  auto const cause = place.member->name == "on"
                         ? select(name(names.first), aria("label", _("What happens")), choice_of(events, values.first))
                         : group(void_element("input", {type("text"), name(names.first), value(values.first), aria("label", _("Time")),
                                                        autocomplete("off")}),
                                 said.empty() ? nothing() : span(cls("soft small"), said));
  return div(cls("row"), wrong == nullptr ? nothing() : p(cls("error"), wrong->message), cause, "→",
             select(id("field-" + names.second), name(names.second), aria("label", _("State that follows")),
                    choice_of(state_options(sheet), values.second)));
}

/// Rows of name and value, and one more to be filled in.
Html pairs_control(Sheet const& sheet, std::string const& at, PlaceForm const& place) {
  Html lines;
  bool const by_itself = place.object->name == "state" && (place.member->name == "on" || place.member->name == "after");
  auto const pair = [&](std::pair<std::string, std::string> const& names, std::pair<std::string, std::string> const& values) {
    if (by_itself) return transition_row(sheet, place, names, values);
    auto const wrong = sheet.entered.error(names.second);
    return div(cls("row"), wrong == nullptr ? nothing() : p(cls("error"), wrong->message),
               void_element("input", {type("text"), name(names.first), value(values.first), aria("label", _("Name")), autocomplete("off")}),
               "→",
               void_element("input", {type("text"), id("field-" + names.second), name(names.second), value(values.second),
                                      aria("label", _("Value")), autocomplete("off")}));
  };
  if (auto const* old = find_at(*sheet.view.file, at); old != nullptr)
    for (auto const& [key, text] : old->items())
      lines += pair({std::string{control::key} + below(at, key), below(at, key)}, {key, shown(&text, *place.value->element)});
  lines += pair({std::string{control::new_key} + at, std::string{control::new_value} + at}, {});
  auto const help = help_of(place);
  return fieldset(cls("field pairs"), id("field-" + at), legend(label_of(place)), help.empty() ? nothing() : p(cls("hint"), help),
                  notes_at(sheet, at), lines);
}

Html answers_control(Sheet const& sheet, std::string const& at, PlaceForm const& place) {
  auto const* old = find_at(*sheet.view.file, at);
  auto rows = answer_rows(old == nullptr ? Json::object() : *old);
  rows.emplace_back();
  rows.emplace_back();
  Html lines;
  for (std::size_t i = 0; i < rows.size(); ++i)
    lines += div(cls("row"),
                 void_element("input", {type("text"), name(answer_name_control(at, i)), value(rows[i].first), list_id("names"),
                                        aria("label", _("Question")), autocomplete("off")}),
                 "=",
                 void_element("input", {type("text"), name(answer_value_control(at, i)), value(rows[i].second), aria("label", _("Answer")),
                                        autocomplete("off")}));
  return fieldset(cls("field pairs"), id("field-" + at), legend(label_of(place)),
                  p(cls("hint"), _("A question and its answer; of a place also where.district or where.class; today is a date.")),
                  notes_at(sheet, at), lines);
}

Html raw_control(Sheet const& sheet, std::string const& at, PlaceForm const& place) {
  auto const* value = find_at(*sheet.view.file, at);
  return textarea_field({.name = std::string{control::raw} + at,
                         .label = label_of(place),
                         .hint = group(_("This part has another form than expected. It is shown as JSON.")),
                         .entered = &sheet.entered,
                         .value = value == nullptr ? std::string{} : value->dump(1),
                         .attributes = {cls("source")}});
}

Html inner_control(Sheet const& sheet, std::string const& at, PlaceForm const& place) {
  return fieldset(cls("panel"), id("field-" + at), legend(label_of(place)), notes_at(sheet, at), members(sheet, at));
}

Html condition_at(Sheet const& sheet, std::string const& at, PlaceForm const& place) {
  return div(id("group-" + at), condition_control(sheet.call, {.at = at,
                                                               .label = label_of(place),
                                                               .hint = help_of(place),
                                                               .text = shown(find_at(*sheet.view.file, at), *place.value),
                                                               .definition = sheet.view.definition.get(),
                                                               .zone_layers = sheet.view.context.zone_layers,
                                                               .entered = &sheet.entered}));
}

Html scalar_control(Sheet const& sheet, std::string const& at, PlaceForm const& place) {
  auto control = control_at(sheet, at, place);
  if (place.value->kind == ValueKind::integer) control.attributes = {inputmode("numeric")};
  return input_with_offers(sheet, std::move(control), place);
}

}  // namespace

bool has_entries(ValueForm const& form) {
  bool const many = form.kind == ValueKind::list || form.kind == ValueKind::map;
  return many && form.element->kind == ValueKind::object;
}

Message label_of(PlaceForm const& place) {
  auto const* words = place.member == nullptr ? nullptr : words_for(*place.object, place.member->name);
  return words == nullptr ? _("{word}").with("word", place.member == nullptr ? std::string{} : std::string{place.member->name})
                          : words->label;
}
Message help_of(PlaceForm const& place) {
  if (place.member != nullptr && !place.member->acted_on)
    return _("Kept with the service, not acted on yet: nothing in the program does anything with it.");
  auto const* words = place.member == nullptr ? nullptr : words_for(*place.object, place.member->name);
  return words == nullptr ? Message{} : words->hint;
}

Html member_at(Sheet const& sheet, std::string const& at) {
  auto const place = form_at(at);
  if (place.member == nullptr) return nothing();
  if (!fits(find_at(*sheet.view.file, at), *place.value)) return raw_control(sheet, at, place);
  if (at == "/group") return group_control(sheet, at, place);
  switch (place.value->kind) {
    case ValueKind::word:
      return word_control(sheet, at, place);
    case ValueKind::local_text:
      return local_text_at(sheet, at, label_of(place), help_of(place));
    case ValueKind::expression:
      return condition_at(sheet, at, place);
    case ValueKind::boolean:
      return yes_control(sheet, at, place);
    case ValueKind::due:
      return due_control(sheet, at, place);
    case ValueKind::object:
      return inner_control(sheet, at, place);
    case ValueKind::json:
      return answers_control(sheet, at, place);
    case ValueKind::list:
    case ValueKind::map:
    case ValueKind::periods:
      if (has_entries(*place.value)) return entries_at(sheet, at);
      return place.value->kind == ValueKind::list ? words_control(sheet, at, place) : pairs_control(sheet, at, place);
    default:
      return scalar_control(sheet, at, place);
  }
}

}  // namespace cityhall::studio
