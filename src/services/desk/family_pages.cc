#include "services/desk/family_pages.h"

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "kernel/addresses.h"
#include "kernel/cases/case_facts.h"
#include "kernel/definitions/definition_set.h"
#include "services/page/answers.h"
#include "services/page/asking.h"
#include "services/page/asset_parts.h"
#include "services/page/parts.h"
#include "services/page/questions.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string base_path(Case const& report) { return desk_address(report.number); }

Html revision_field(Case const& report) { return hidden_field("revision", std::to_string(report.revision)); }

std::string title_in(Call const& call, Definition const& definition) { return std::string{definition.title.in(call.language)}; }

Html back_link(Case const& report) { return a(cls("back"), href(base_path(report)), report.number); }

Html missing_controls(Call const& call, Definition const& to, std::vector<std::string> const& missing, Entered const& entered) {
  return each(missing, [&](std::string const& id) {
    auto const* question = to.question(id);
    return question == nullptr ? nothing() : question_control(call, *question, entered);
  });
}

/// What carries over, for conditions; personal answers are not put into the page.
Json known_answers(Call const& call, CorrectionView const& view) {
  auto const parsed = parse_json(view.known);
  auto known = parsed && parsed->is_object() ? *parsed : Json::object();
  for (auto const& question : view.to->questions)
    if (question.personal) known.erase(question.id);
  if (auto const* place = view.to->place_question(); place != nullptr && view.report.place.point)
    known[place->id].update(known_place(call.city, view.report));
  known.update(facts_beside(call.city, *view.to, {}, call.now));
  return known;
}

/// What is missing, and in reserve what the answers to that may call for.
Html asked_controls(Call const& call, CorrectionView const& view) {
  auto const known = known_answers(call, view);
  Html parts;
  for (auto const& question : view.to->questions) {
    bool const asked = std::find(view.missing.begin(), view.missing.end(), question.id) != view.missing.end();
    bool const later = question.when && !question.optional && !question.personal && !question.is_upload() && !known.contains(question.id);
    if (asked || later) parts += question_part(question.id, asked, question_control(call, question, view.entered));
  }
  auto const channel = definition_channel(*view.to, view.report.channel);
  return group(div(data("questions", "answer.{id}"), parts), asking_data(call, *view.to, {.channel = channel, .facts = &known}));
}

/// What stays as it is, so that nobody asks the caller twice.
Html kept_answers(Call const& call, CorrectionView const& view) {
  auto const answers = parse_json(view.report.answers);
  Html rows;
  for (auto const& question : view.to->questions) {
    if (!answers || question.is_upload() || question.personal || !answers->contains(question.id)) continue;
    if (std::find(view.missing.begin(), view.missing.end(), question.id) != view.missing.end()) continue;
    rows += group(dt(question.label.in(call.language)), dd(answer_words(call, question, answers->at(question.id))));
  }
  return rows.empty() ? nothing() : section(h2(_("What we know already")), dl(cls("facts"), rows));
}

std::vector<web::Option> service_options(Call const& call) {
  std::vector<web::Option> services;
  auto const definitions = call.city.definitions.get();
  for (auto const& definition : definitions->current()) services.push_back({definition->id, title_in(call, *definition)});
  return services;
}

Html copied_answers(Call const& call, SplitView const& view) {
  auto const answers = parse_json(view.report.answers);
  std::vector<web::Option> options;
  for (auto const& question : view.report.definition->questions) {
    if (!answers || question.is_upload() || question.is_place() || !answers->contains(question.id)) continue;
    options.push_back(
        {question.id, std::string{question.label.in(call.language)}, group(answer_words(call, question, answers->at(question.id)))});
  }
  return options.empty() ? nothing()
                         : checkboxes_field({.name = "questions", .label = _("Answers to copy"), .entered = &view.entered}, options);
}

Html copied_photos(Call const& call, SplitView const& view) {
  if (view.files.empty()) return nothing();
  auto const chosen = view.entered.values.all("files");
  return fieldset(legend(_("Photos to copy")),
                  ul(cls("photos"), each(view.files, [&](CaseFile const& file) {
                       auto const file_id = to_text(file.file);
                       auto const on = std::find(chosen.begin(), chosen.end(), file_id) != chosen.end();
                       return li(photo(call, file.file, _("Photo of this request")),
                                 label(cls("choice"), element("input", {type("checkbox"), name("files"), value(file_id), checked(on)}), " ",
                                       _("Copy this photo")));
                     })));
}

Html take_out_form(Call const& call, std::string const& number, Message const& words) {
  return post_form({.action = desk_address(number) + "/unmerge", .csrf_token = call.csrf_token},
                   button(type("submit"), cls("quiet"), words));
}

Html member_row(Call const& call, Member const& member) {
  return li(a(href(desk_address(member.number)), member.number),
            span(cls("soft small"), " · ", member.by, " · ", time_of(call, member.since)), " ",
            call.actor.may("issues.triage") ? take_out_form(call, member.number, _("Take out")) : nothing());
}

std::string near_label(Call const& call, NearCase const& near) {
  auto text = near.number + " · " + call.text(distance_words(near.metres));
  if (!near.address.empty()) text += " · " + near.address;
  if (!near.description.empty()) text += " · " + shorten(near.description, 80);
  return text;
}

}  // namespace

Response correction_page(Call const& call, CorrectionView const& view) {
  auto const& [report, to, missing, known, entered, status] = view;
  auto const lead = missing.empty() ? p(cls("lead"), _("Nothing else needs to be asked."))
                                    : p(cls("lead"), _("Only what this service needs and the request does not say yet is asked."));
  auto const leave = missing.empty()
                         ? nothing()
                         : checkbox_field({.name = "unknown", .label = _("Nobody can say: leave it unanswered"), .entered = &entered});
  auto const form =
      post_form({.action = base_path(report) + "/service", .csrf_token = call.csrf_token}, revision_field(report),
                hidden_field("service", to->id), asked_controls(call, view), leave,
                div(cls("actions"),
                    button(type("submit"), cls("button"), sentence(_("Change to {service}"), {{"service", group(title_in(call, *to))}})),
                    a(cls("button plain"), href(base_path(report)), _("Cancel"))));
  auto const content =
      div(cls("read"), back_link(report),
          h1(sentence(_("{from} becomes {to}"), {{"from", group(title_in(call, *report.definition))}, {"to", group(title_in(call, *to))}})),
          error_summary(entered.errors), lead, form, kept_answers(call, view));
  return page(
      call,
      {.title = _("Correct the service"), .content = content, .surface = Surface::staff, .current = "/desk", .script = "questions.js"},
      status);
}

Response split_page(Call const& call, SplitView const& view) {
  auto const& [report, to, missing, files, entered, status] = view;
  auto const form =
      post_form({.action = base_path(report) + "/split", .csrf_token = call.csrf_token}, revision_field(report),
                select_field({.name = "service", .label = _("Service of the new request"), .entered = &entered, .value = to->id},
                             service_options(call)),
                textarea_field({.name = "description", .label = _("What the new request is about"), .entered = &entered, .required = true}),
                copied_answers(call, view), copied_photos(call, view), missing_controls(call, *to, missing, entered),
                div(cls("actions"), submit(_("Make the second request")), a(cls("button plain"), href(base_path(report)), _("Cancel"))));
  auto const content =
      div(cls("read"), back_link(report), h1(_("Make two requests of one")), error_summary(entered.errors),
          p(cls("lead"), _("Place, reporter and followers are the same for both. The reporter gets the number of the second one.")), form);
  return page(call, {.title = _("Make two requests of one"), .content = content, .surface = Surface::staff, .current = "/desk"}, status);
}

Html family_section(Call const& call, CaseView const& view) {
  if (view.main) {
    auto const main_link = a(href(desk_address(view.main->number)), view.main->number);
    return div(cls("note warn"), p(sentence(_("Handled together with {number}. Decide there."), {{"number", main_link}})),
               call.actor.may("issues.triage") ? take_out_form(call, view.report.number, _("Take it out again")) : nothing());
  }
  if (view.members.empty()) return nothing();
  return section(h2(_("Handled together with this"), " ", span(cls("badge"), view.members.size())),
                 p(cls("hint"), _("What you answer, close or reopen here reaches all of their reporters and followers.")),
                 ul(cls("members"), each(view.members, [&](Member const& member) { return member_row(call, member); })));
}

Response merge_question_page(Call const& call, Case const& report, Case const& main) {
  auto const one = [&](Case const& each_case) {
    return li(strong(each_case.number), " · ", title_of(each_case, call.language), each_case.place.address.empty() ? "" : " · ",
              each_case.place.address);
  };
  bool const far = report.place.point && main.place.point;
  auto const apart = far ? p(sentence(_("Their places are {distance} apart."),
                                      {{"distance", group(distance_words(metres_between(*report.place.point, *main.place.point)))}}))
                         : nothing();
  auto const form =
      post_form({.action = base_path(report) + "/merge", .csrf_token = call.csrf_token}, revision_field(report),
                hidden_field("into", main.number), hidden_field("sure", "yes"),
                div(cls("actions"), submit(_("Handle together")), a(cls("button plain"), href(base_path(report)), _("Cancel"))));
  auto const content = div(
      cls("read"), back_link(report), h1(_("Are these the same?")), ul(one(report), one(main)), apart,
      report.service == main.service ? nothing() : p(_("They are of different kinds.")),
      p(sentence(_("The work orders of {number} are withdrawn; taken out again, it gets them back."), {{"number", group(report.number)}})),
      form);
  return page(call, {.title = _("Are these the same?"), .content = content, .surface = Surface::staff, .current = "/desk"});
}

Html merge_act(Call const& call, CaseView const& view) {
  if (!call.actor.may("issues.triage") || view.report.closed() || view.main) return nothing();
  std::vector<web::Option> near;
  for (auto const& other : view.near) near.push_back({other.number, near_label(call, other)});
  auto const path = base_path(view.report);
  auto const revision = revision_field(view.report);
  auto const choose =
      near.empty() ? nothing()
                   : post_form({.action = path + "/merge", .csrf_token = call.csrf_token}, revision,
                               radio_field({.name = "into", .label = _("Near and of the same service"), .form = "near"}, near),
                               submit(_("Handle with the chosen one")));
  return details(cls("act"), summary(_("Already reported: handle together")), choose,
                 post_form({.action = path + "/merge", .csrf_token = call.csrf_token}, revision,
                           input_field({.name = "into",
                                        .label = _("Number of the request that stays"),
                                        .entered = view.entered_in("merge")}),
                           submit(_("Handle together"))));
}

}  // namespace cityhall
