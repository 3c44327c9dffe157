#include "services/contact/script_form.h"

#include <algorithm>

#include "base/json.h"
#include "kernel/addresses.h"
#include "kernel/cases/clock.h"
#include "services/page/answers.h"
#include "services/page/asking.h"
#include "services/page/parcel_line.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

/// Says it in the language of the caller, when that is another one than the agent's.
Html say(Call const& call, TalkView const& view, Question const& question) {
  auto const& language = view.contact.language;
  auto const& words = question.say.empty() ? question.label : question.say;
  auto const& spoken = language.empty() ? call.language : language;
  return span(cls("say"), lang(spoken), "“", words.in(spoken), "”");
}

std::string typed_value(TalkView const& view, Question const& question) {
  std::string lines;
  for (auto const value : view.typed.all(question.id)) {
    if (!lines.empty()) lines += '\n';
    lines += value;
  }
  return lines;
}

/// Every option; those that the answers so far do not offer are left out.
std::vector<web::Option> options_of(Call const& call, TalkView const& view, Question const& question) {
  static std::vector<AnswerOption const*> const none_offered;
  auto const* asking = view.script->asking(question);
  std::vector<web::Option> options;
  for (auto const& option : question.options) {
    auto const& offered = asking == nullptr ? none_offered : asking->options;
    bool const now = std::find(offered.begin(), offered.end(), &option) != offered.end();
    options.push_back({.value = option.id, .label = call.text(option.label), .left_out = !now});
  }
  return options;
}

/// An address that cannot be taken, and like which there is none: told before anything is pressed.
Html place_fault(Question const& question, TalkView const& view) {
  auto const& errors = view.script->errors;
  auto const found = std::find_if(errors.begin(), errors.end(), [&](FieldError const& error) { return error.field == question.id; });
  bool const typed = view.script->given->contains(question.id);
  return found == errors.end() || !typed || view.checked ? nothing() : p(cls("small"), strong(found->message));
}

Html place_note(Question const& question, TalkView const& view) {
  auto const& script = *view.script;
  if (&question != script.definition->place_question()) return nothing();
  if (!script.meant.empty())
    return fieldset(cls("panel"), legend(_("Did they mean one of these?")), each(script.meant, [](std::string const& address) {
                      return button(type("submit"), cls("quiet"), name("choose.place"), value(address), address);
                    }));
  if (!script.place_found || !script.place.point) return place_fault(question, view);
  Html zones;
  for (auto const& zone : script.zones)
    if (zone.layer != city_layer) zones += group(" · ", zone.layer, ": ", zone.name);
  // Of homes above each other the first stands for all: the list behind it is the same.
  auto const parcel =
      script.parcels.empty() ? nothing() : group(br(), _("Parcel"), " ", parcel_line(script.parcels.front(), script.place.address));
  return p(cls("small"), span(cls("badge good"), _("Inside the city")), " ", script.place.address, zones, parcel);
}

/// What only the server can say: it is fetched again after each answer.
Html live_part(std::string_view name, Html const& content) {
  return div(id(name), data("live", ""), name == "promise" ? none() : aria("live", "polite"), content);
}

Html control_for(Call const& call, TalkView const& view, Question const& question) {
  Control control{.name = question.id,
                  .label = Text{call.text(question.label)},
                  .hint = say(call, view, question),
                  .entered = view.checked ? &view.entered : nullptr,
                  .value = typed_value(view, question),
                  .needed = !question.optional,
                  .attributes = {autocomplete("off")}};
  if (question.is_place()) {
    auto const list = "list-" + question.id;
    control.attributes.push_back(list_id(list));
    control.attributes.push_back(data("suggest", "/addresses"));
    return group(input_field(control), element("datalist", {id(list)}), live_part("place-note", place_note(question, view)));
  }
  switch (question.type) {
    case QuestionType::choice: {
      auto options = options_of(call, view, question);
      options.insert(options.begin(), web::Option{"", _("Not said")});
      return select_field(control, options);
    }
    case QuestionType::multichoice:
      // Sent when no box is chosen any more: what was kept before does not count then.
      return group(hidden_field(question.id, ""), checkboxes_field(control, options_of(call, view, question)));
    case QuestionType::boolean: {
      std::vector<web::Option> const both{{"", _("Not said")}, {"yes", _("Yes")}, {"no", _("No")}};
      return select_field(control, both);
    }
    case QuestionType::longtext:
      control.attributes = {rows(3)};
      return textarea_field(control);
    case QuestionType::date:
      control.type = "date";
      return input_field(control);
    default:
      return input_field(control);
  }
}

Html duplicate_row(Call const& call, TalkView const& view, ProbableDuplicate const& known) {
  auto const& report = known.report;
  auto const title = report.title.empty() ? call.text(report.definition->title) : report.title;
  auto const path = "/desk/contact/" + to_text(view.contact.id) + "/support";
  return li(cls("row"),
            div(cls("grow"), a(href(desk_address(report.number)), report.number), " ", title, " ",
                span(cls("soft"), report.place.address, " · ",
                     sentence(_("{metres} m away"), {{"metres", group(static_cast<long>(known.likeness.metres + 0.5))}}), " · ",
                     how_long(call.now, report.opened_at), " · ", _n("{count} person", "{count} people", static_cast<long>(known.people)))),
            button(type("submit"), cls("quiet"), formaction(path), name("number"), value(report.number), _("It is this one")));
}

Html duplicates(Call const& call, TalkView const& view) {
  auto const& found = view.script->duplicates;
  if (found.empty()) return nothing();
  return section(cls("note warn"), h3(_("Perhaps we know of it already")),
                 ul(cls("plain-list"), each(found, [&](ProbableDuplicate const& known) { return duplicate_row(call, view, known); })));
}

Html photo_hint(Script const& script) {
  bool const asks = std::any_of(script.definition->questions.begin(), script.definition->questions.end(),
                                [](Question const& question) { return question.is_upload(); });
  return asks ? p(cls("soft small"), _("A photo can be added later, on the page that the mail or text message links to.")) : nothing();
}

Html question_parts(Call const& call, TalkView const& view) {
  auto const& script = *view.script;
  return each(script.definition->questions, [&](Question const& question) {
    if (question.is_upload() || !question.asked_in(script.channel)) return nothing();
    return question_part(question.id, script.asking(question) != nullptr, control_for(call, view, question));
  });
}

}  // namespace

Html script_form(Call const& call, TalkView const& view) {
  auto const& script = *view.script;
  auto const& definition = *script.definition;
  auto const warning = call.text(definition.warning);
  return section(id("script"), data("questions", "{id}"), h2(call.text(definition.title)),
                 warning.empty() ? nothing() : note("warn", p(warning)), p(cls("soft"), call.text(definition.description)),
                 question_parts(call, view), photo_hint(script), live_part("known", duplicates(call, view)),
                 live_part("promise", read_back(call, view)),
                 asking_data(call, definition, {.channel = script.channel, .facts = script.facts.get()}));
}

Html read_back(Call const& call, TalkView const& view) {
  auto const& script = *view.script;
  if (script.answers->empty()) return nothing();
  Html rows;
  for (auto const& [question, options] : script.asked)
    if (auto const found = script.answers->find(question->id); found != script.answers->end())
      rows += group(dt(call.text(question->label)), dd(answer_words(call, *question, *found)));
  auto const& promise = script.promise;
  auto const due = promise.due ? p(strong(sentence(_("We aim to finish by {when}."), {{"when", time_of(call, last_moment(*promise.due))}})))
                               : p(_("There is no promised time for this service."));
  auto const refused = each(promise.refusals, [](std::string const& reason) { return note("bad", p(reason)); });
  auto const handoff = promise.handoff.empty() ? nothing() : p(sentence(_("This goes to {body}."), {{"body", group(promise.handoff)}}));
  return section(cls("panel"), id("read-back"), h3(_("Read back")), dl(cls("facts"), rows), handoff,
                 promise.handoff.empty() ? due : nothing(), refused);
}

}  // namespace cityhall
