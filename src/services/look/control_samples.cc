#include "services/look/samples.h"

#include <array>

#include "kernel/definitions/definition_set.h"
#include "services/page/asking.h"
#include "services/page/questions.h"
#include "web/controls.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

/// What was typed and refused, for the states of faults.
Entered refused(std::string const& field, std::string const& typed, Message const& fault) {
  Entered entered;
  entered.values.add(field, typed);
  entered.errors.push_back({field, "sample", fault});
  return entered;
}

std::vector<Option> sizes_to_choose() {
  return {{"small", _("Like a plate")}, {"large", _("Like a wheel"), group(_("Or larger"))}, {"deep", _("Deep enough to fall")}};
}

std::vector<Sample> input_samples(Call const&) {
  auto const wrong = refused("sample.mail", "jo@", _("Enter an e-mail address, like name@example.org."));
  return {{_("As it comes"), input_field({.name = "sample.name", .label = _("Your name"), .hint = group(_("If you like"))})},
          {_("Needed, and filled in"),
           input_field({.name = "sample.street", .label = _("Street"), .value = "12 Oak Ridge Road", .required = true})},
          {_("With a fault"), input_field({.name = "sample.mail", .label = _("E-mail address"), .entered = &wrong, .type = "email"})},
          {_("Not to be changed now"),
           input_field({.name = "sample.fixed", .label = _("Number"), .value = "SR-27-000123", .attributes = {disabled()}})},
          {_("A color"), input_field({.name = "sample.colour", .label = _("Links"), .value = "#0b3a62", .type = "color"})}};
}

std::vector<Sample> text_input_samples(Call const&) { return {{_("As it comes"), text_input("sample.short", _("Title"))}}; }
std::vector<Sample> textarea_short_samples(Call const&) { return {{_("As it comes"), textarea("sample.words", _("Details"))}}; }

std::vector<Sample> textarea_samples(Call const&) {
  auto const wrong = refused("sample.message", "", _("Write the message."));
  return {{_("As it comes"), textarea_field({.name = "sample.note", .label = _("Note; only staff see it")})},
          {_("With a fault"), textarea_field({.name = "sample.message", .label = _("Message"), .entered = &wrong, .required = true})}};
}

std::vector<Sample> select_samples(Call const&) {
  auto const wrong = refused("sample.crew", "", _("Choose a crew."));
  auto const all = sizes_to_choose();
  return {{_("As it comes"), select_field({.name = "sample.size", .label = _("How large is it?"), .value = "large"}, all)},
          {_("With a fault"), select_field({.name = "sample.crew", .label = _("How large is it?"), .entered = &wrong}, all)}};
}

std::vector<Sample> radio_samples(Call const&) {
  auto const wrong = refused("sample.which", "", _("Choose one of them."));
  auto const all = sizes_to_choose();
  return {
      {_("One chosen"), radio_field({.name = "sample.one", .label = _("How large is it?"), .value = "small"}, all)},
      {_("With a fault"), radio_field({.name = "sample.which", .label = _("How large is it?"), .entered = &wrong, .required = true}, all)}};
}

std::vector<Sample> checkboxes_samples(Call const&) {
  return {
      {_("Two chosen"), checkboxes_field({.name = "sample.many", .label = _("What fits?"), .value = "small\ndeep"}, sizes_to_choose())}};
}

std::vector<Sample> checkbox_samples(Call const&) {
  return {{_("Not chosen"), checkbox_field({.name = "sample.no", .label = _("Tell me by mail when it is fixed")})},
          {_("Chosen"), checkbox_field({.name = "sample.yes", .label = _("Tell me by text message"), .value = "yes"})}};
}

std::vector<Sample> file_samples(Call const&) {
  auto const wrong = refused("sample.photo", "", _("This photo is damaged or incomplete."));
  return {{_("As it comes"), file_field({.name = "sample.file", .label = _("Photo"), .attributes = {accept("image/*")}})},
          {_("With a fault"), file_field({.name = "sample.photo", .label = _("Photo"), .entered = &wrong})}};
}

std::vector<Sample> hidden_samples(Call const&) {
  return {{_("Nothing to see: it carries a value through a form"), hidden_field("sample.revision", "3")}};
}

std::vector<Sample> submit_samples(Call const&) {
  return {
      {_("The one that the page is for"), submit(_("Send"))},
      {_("Beside it"), div(cls("actions"), button(type("button"), cls("quiet"), _("Save for later")),
                           button(type("button"), cls("danger"), _("Remove")), button(type("button"), cls("plain"), _("Sign out")))},
      {_("Large, and one that cannot be pressed now"),
       div(cls("actions"), button(type("button"), cls("large"), _("Start")), button(type("button"), disabled(), _("Send")))},
      {_("Busy: the form was sent, and waits for its answer"), button(type("button"), aria("busy", "true"), disabled(), _("Sending …"))}};
}

std::vector<Sample> post_form_samples(Call const&) {
  return {{_("A change: carries the token against forged requests"),
           post_form({.action = "/styles", .csrf_token = {}}, text_input("sample.post", _("Title")), button(type("button"), _("Save")))}};
}

std::vector<Sample> get_form_samples(Call const&) {
  return {{_("A question: its answer is an address that can be shared"),
           get_form("/services", label(for_id("sample-q"), cls("label"), _("Describe the problem, or what you need")),
                    div(cls("search"), element("input", {id("sample-q"), name("q"), type("search")}), button(type("submit"), _("Find"))))}};
}

std::vector<Sample> summary_samples(Call const&) {
  return {{_("All faults of a form, each with a link to its control"),
           error_summary({{"sample.mail", "sample", _("Enter an e-mail address, like name@example.org.")},
                          {"sample.message", "sample", _("Write the message.")}})}};
}

/// One question of each type that the city's services ask.
std::vector<Sample> question_samples(Call const& call) {
  std::vector<Sample> samples;
  std::vector<QuestionType> seen;
  std::vector<std::string> ids;
  auto const definitions = call.city.definitions.get();
  for (auto const& definition : definitions->current())
    for (auto const& question : definition->questions) {
      bool const known =
          std::find(seen.begin(), seen.end(), question.type) != seen.end() || std::find(ids.begin(), ids.end(), question.id) != ids.end();
      if (known || question.is_upload()) continue;
      seen.push_back(question.type);
      ids.push_back(question.id);
      samples.push_back(
          {_("From {service}").with("service", std::string{definition->title.in(call.language)}), question_control(call, question, {})});
    }
  return samples;
}

std::vector<Sample> part_of_question_samples(Call const&) {
  auto const control = input_field({.name = "sample.lights", .label = _("How many?")});
  return {{_("Asked now"), question_part("sample_lights", true, control)}};
}

std::vector<Sample> left_out_samples(Call const&) {
  return {{_("Nothing to see: it waits for an answer that calls for it"), left_out("sample_poles", div(data("question", "sample_poles")))}};
}

std::vector<Sample> asking_samples(Call const& call) {
  auto const definitions = call.city.definitions.get();
  for (auto const& definition : definitions->current())
    if (has_conditions(*definition))
      return {{_("Nothing to see: conditions for a script, and where it tells what is asked"), asking_data(call, *definition, {})}};
  return {};
}

}  // namespace

std::span<Component const> control_components() {
  static std::array const all{
      Component{"input_field", _("One line: text, mail address, number, date, color. The hint stands before it, the fault beside it."),
                input_samples},
      Component{"text_input", _("The short form of it."), text_input_samples},
      Component{"textarea_field", _("Several lines."), textarea_samples},
      Component{"textarea", _("The short form of it."), textarea_short_samples},
      Component{"select_field", _("One of many, for staff; residents get radio buttons."), select_samples},
      Component{"radio_field", _("One of a few; the whole box can be pressed."), radio_samples},
      Component{"checkboxes_field", _("Any number of several."), checkboxes_samples},
      Component{"checkbox_field", _("Yes or no."), checkbox_samples},
      Component{"file_field", _("A photo or a document."), file_samples},
      Component{"hidden_field", _("What a form must remember."), hidden_samples},
      Component{"submit", _("Buttons: one strong one on each page, quiet ones beside it."), submit_samples},
      Component{"post_form", _("Around the controls of a change."), post_form_samples},
      Component{"get_form", _("Around the controls of a search."), get_form_samples},
      Component{"error_summary", _("On top of a form that was refused."), summary_samples},
      Component{"question_control", _("A question of a service, as agents and delegates see it."), question_samples},
      Component{"question_part", _("Around a question that stands among others of one page."), part_of_question_samples},
      Component{"left_out", _("A question that is not asked now, for a script to bring in."), left_out_samples},
      Component{"asking_data", _("Once on a page with several questions: the script shows and leaves them out as they are answered."),
                asking_samples},
  };
  return all;
}

}  // namespace cityhall
