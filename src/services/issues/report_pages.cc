#include "services/issues/report_pages.h"

#include "kernel/definitions/evaluate.h"
#include "kernel/files/file.h"
#include "services/issues/place_field.h"
#include "services/issues/steps.h"
#include "services/page/answers.h"
#include "services/page/fees.h"
#include "services/page/map_picture.h"
#include "services/page/parts.h"
#include "services/page/questions.h"
#include "services/page/unfinished.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html progress_bar(Draft const& draft, std::string_view step) {
  auto const steps = steps_of(draft);
  auto const place = step == alike_step ? contact_step : step;
  auto const here = static_cast<std::size_t>(std::find(steps.begin(), steps.end(), place) - steps.begin());
  Html bars;
  for (std::size_t i = 0; i < steps.size(); ++i) bars += li(cls(i <= here ? "done" : ""));
  return group(p(cls("visually-hidden"), sentence(_("Step {here} of {all}"), {{"here", group(here + 1)}, {"all", group(steps.size())}})),
               ol(cls("steps"), aria("hidden", "true"), bars));
}

Html back_link(StepView const& view) {
  if (view.draft.token.empty()) return a(cls("back"), href("/services/" + view.draft.definition->id), _("Back"));
  auto const steps = steps_of(view.draft);
  auto const here = std::find(steps.begin(), steps.end(), view.step == alike_step ? contact_step : std::string_view{view.step});
  if (here == steps.begin() || here == steps.end()) return a(cls("back"), href("/services/" + view.draft.definition->id), _("Back"));
  return a(cls("back"), href(step_path(view.draft, *(here - 1))), _("Back"));
}

std::vector<web::Option> options_of(Call const& call, Question const& question, StepView const& view) {
  std::vector<web::Option> options;
  auto const offered = visible_options(question, Facts{view.draft.definition, view.draft.answers});
  for (auto const& option : question.options) {
    bool const now = std::find(offered.begin(), offered.end(), &option) != offered.end();
    if (now || view.together) options.push_back({option.id, call.text(option.label), group(call.text(option.hint)), !now});
  }
  return options;
}

/// What stands in the field: what was typed just now, else the answer given before.
std::string shown_value(Question const& question, Draft const& draft) {
  auto const found = draft.answers.find(question.id);
  if (found == draft.answers.end()) return {};
  if (found->is_string()) return found->get<std::string>();
  if (found->is_boolean()) return found->get<bool>() ? "yes" : "no";
  if (found->is_object()) return text_of(*found, "address");
  if (!found->is_array()) return to_text(*found);
  std::string lines;
  for (auto const& item : *found) (lines += item.get<std::string>()) += '\n';
  return lines;
}

Html place_control(Call const& call, Question const& question, StepView const& view, Control control) {
  static Json const nothing_known;
  auto const found = view.draft.answers.find(question.id);
  auto const open = with_query("/map/requests.geojson", {{"service", view.draft.definition->id}, {"status", "open"}});
  return place_field(call, {.control = std::move(control),
                            .known = found == view.draft.answers.end() ? nothing_known : *found,
                            .meant = view.suggestions,
                            .points = open});
}

Html photo_control(Call const& call, Question const& question, StepView const& view, Control control) {
  control.attributes = {accept("image/jpeg,image/png,image/webp,image/heic,image/heif,image/avif,image/gif"), multiple()};
  Html photos;
  for (auto const& file : view.draft.files)
    if (file.question == question.id)
      photos += li(img(signed_file_path(call.city, file.file, PhotoSize::small), Alt{_("A photo that you added")}, width(160), height(120)),
                   button(type("submit"), cls("plain"), name("remove"), value(file.file.value), _("Remove this photo")));
  return group(photos.empty() ? nothing() : ul(cls("photos"), photos), file_field(control));
}

/// A resident's own address and number may be filled in by the browser.
std::vector<Attr> typing_help(QuestionType type) {
  if (type == QuestionType::email) return {autocomplete("email")};
  if (type == QuestionType::phone) return {autocomplete("tel")};
  return keyboard_for(type);
}

Html control_for(Call const& call, Question const& question, StepView const& view) {
  Control control{.name = question.id,
                  .label = call.text(question.label),
                  .hint = group(call.text(question.hint)),
                  .entered = &view.entered,
                  .value = shown_value(question, view.draft),
                  .required = !question.optional};
  switch (question.type) {
    case QuestionType::point:
    case QuestionType::address:
    case QuestionType::parcel:
      return place_control(call, question, view, std::move(control));
    case QuestionType::photo:
    case QuestionType::file:
      return photo_control(call, question, view, std::move(control));
    case QuestionType::choice:
      return radio_field(control, options_of(call, question, view));
    case QuestionType::multichoice:
      return checkboxes_field(control, options_of(call, question, view));
    case QuestionType::boolean: {
      std::vector<web::Option> const both{{"yes", _("Yes")}, {"no", _("No")}};
      return radio_field(control, both);
    }
    case QuestionType::longtext:
      return textarea_field(control);
    default:
      control.type = input_type(question.type);
      control.attributes = typing_help(question.type);
      return input_field(control);
  }
}

Html summary_row(Call const& call, StepView const& view, Question const& question) {
  auto const found = view.draft.answers.find(question.id);
  Html answer;
  if (question.is_upload()) {
    for (auto const& file : view.draft.files)
      if (file.question == question.id) answer += li(photo(call, file.file, _("A photo that you added")));
    answer = answer.empty() ? group(_("No photo")) : ul(cls("photos"), answer);
  } else {
    answer = found == view.draft.answers.end() ? span(cls("soft"), _("Not answered")) : group(answer_words(call, question, *found));
  }
  return group(dt(call.text(question.label)), dd(answer, " ",
                                                     a(cls("small"), href(step_path(view.draft, question.id)), _("Change"),
                                                       span(cls("visually-hidden"), ": ", call.text(question.label)))));
}

/// What it will cost, before it is sent; nothing where it is free.
Html cost_row(Call const& call, Draft const& draft) {
  if (draft.definition->fees.empty()) return nothing();
  Facts facts{draft.definition, draft.answers};
  auto const lines = quote_lines(call, quote_fees(*draft.definition, facts));
  return lines.empty() ? nothing() : group(dt(_("Cost")), dd(lines));
}

/// Where the browser keeps the way back, it says so, and forgets it for whoever asks.
Html kept_here(Call const& call, StepView const& view) {
  if (view.draft.token.empty() || unfinished_token(call.request) != view.draft.token) return nothing();
  return post_form({.action = "/report/unfinished/end", .csrf_token = call.csrf_token, .css_class = "kept-here"},
                   span(cls("soft small"), _("Kept for seven days: you can go on later in this browser.")), " ",
                   button(type("submit"), cls("plain small"), _("Throw it away")));
}

Html question_heading(Call const& call, Question const& question) {
  return h1(call.text(question.label), question.optional ? group(" ", span(cls("optional"), _("(optional)"))) : nothing());
}

}  // namespace

Html question_answer(Call const& call, Question const& question, StepView const& view) { return control_for(call, question, view); }

Response step_page(Call const& call, StepView const& view, Text const& title, Html const& form) {
  auto const name = call.text(view.draft.definition->title);
  auto const content = div(cls("read"), back_link(view), progress_bar(view.draft, view.step), error_summary(view.entered.errors), form,
                           kept_here(call, view));
  return page(call,
              {.title = Text{render(group(title.html(), " – ", name), words_of(call))},
               .content = content,
               .script = "report.js",
               .description = call.text(_("Tell the city in a minute, one question after the other. No account needed.")),
               .head = map_script(call),
               .where = place_of(view.draft).point},
              view.status);
}

Response question_page(Call const& call, Question const& question, StepView const& view) {
  auto const warning = view.draft.token.empty() ? call.text(view.draft.definition->warning) : std::string{};
  auto const form =
      post_form({.action = view.action, .csrf_token = call.csrf_token, .files = question.is_upload(), .css_class = "question"},
                warning.empty() ? nothing() : note("warn", p(warning)), question_heading(call, question),
                control_for(call, question, view), div(cls("actions"), button(type("submit"), cls("large"), _("Continue"))));
  return step_page(call, view, call.text(question.label), form);
}

Response contact_page(Call const& call, StepView const& view) {
  auto const& contact = view.draft.contact;
  auto const& entered = view.entered;
  auto const wanted = view.draft.definition->who.auth != Authentication::none;
  auto const form = post_form(
      {.action = view.action, .csrf_token = call.csrf_token}, h1(_("How can we tell you what happens?")),
      p(cls("lead"), wanted ? _("We need an e-mail address for this service.")
                            : _("With an e-mail address you hear at each step, and you get the photo of the finished work. You may leave "
                                "all of this empty.")),
      input_field({.name = "email",
                   .label = _("E-mail address"),
                   .entered = &entered,
                   .value = contact.email,
                   .required = wanted,
                   .type = "email",
                   .attributes = {autocomplete("email")}}),
      input_field({.name = "name", .label = _("Name"), .entered = &entered, .value = contact.name, .attributes = {autocomplete("name")}}),
      input_field({.name = "phone",
                   .label = _("Phone"),
                   .entered = &entered,
                   .value = contact.phone,
                   .type = "tel",
                   .attributes = {autocomplete("tel")}}),
      p(cls("soft small"), _("Only city staff who work on your report see this. It is never published.")),
      div(cls("actions"), button(type("submit"), cls("large"), _("Continue"))));
  return step_page(call, view, _("How can we tell you what happens?"), form);
}

Response check_page(Call const& call, StepView const& view) {
  Html rows;
  for (auto const& step : steps_of(view.draft))
    if (auto const* question = view.draft.definition->question(step)) rows += summary_row(call, view, *question);
  auto const& contact = view.draft.contact;
  auto const reach = contact.empty() ? group(_("Nothing given: you will follow the report with its link."))
                                     : group(contact.name, " ", contact.email, " ", contact.phone);
  rows += group(dt(_("How to reach you")), dd(reach, " ", a(cls("small"), href(step_path(view.draft, contact_step)), _("Change"))));
  rows += cost_row(call, view.draft);
  auto const form =
      group(h1(_("Check your report")), p(cls("lead"), call.text(view.draft.definition->title)), dl(cls("facts panel"), rows),
            post_form({.action = view.action, .csrf_token = call.csrf_token},
                      div(cls("actions"), button(type("submit"), cls("large"), _("Send report")))));
  return step_page(call, view, _("Check your report"), form);
}

}  // namespace cityhall
