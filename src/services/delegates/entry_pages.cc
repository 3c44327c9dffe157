#include "base/json.h"
#include "base/text.h"
#include "kernel/addresses.h"
#include "kernel/cases/case_facts.h"
#include "kernel/definitions/definition_set.h"
#include "services/page/asking.h"
#include "services/page/parts.h"
#include "services/delegates/pages.h"

namespace cityhall::delegates {
namespace {

using namespace web;
using namespace web::tag;

std::vector<web::Option> service_options(Call const& call, std::vector<DefinitionPtr> const& services) {
  std::vector<web::Option> options{{"", _("Choose a service")}};
  for (auto const& definition : services) options.push_back({definition->id, call.text(definition->title)});
  return options;
}

/// The choices of a question that has some.
std::vector<web::Option> choices_of(Call const& call, Question const& question) {
  if (question.type == QuestionType::boolean) return {{"", _("No answer")}, {"yes", _("Yes")}, {"no", _("No")}};
  std::vector<web::Option> options{{"", _("No answer")}};
  for (auto const& each_option : question.options) options.push_back({each_option.id, call.text(each_option.label)});
  return options;
}

bool has_choices(Question const& question) { return question.type == QuestionType::boolean || question.type == QuestionType::choice; }

/// A control without a label of its own: the head of the column and the row name it.
Html cell_control(Call const& call, Question const& question, std::string const& field, std::string_view typed) {
  auto const named = aria("label", call.text(question.label) + ", " + field.substr(field.rfind('.') + 1));
  if (!has_choices(question))
    return element("input", {type(question.type == QuestionType::date ? "date" : "text"), name(field), value(typed), named});
  Html options;
  for (auto const& each_option : choices_of(call, question))
    options += option(value(each_option.value), selected(each_option.value == typed), each_option.label.html());
  return select(name(field), named, options);
}

Html text_cell(Call const& call, Message const& column, std::string const& field, std::string_view typed) {
  auto const named = aria("label", call.text(column) + ", " + field.substr(field.rfind('.') + 1));
  return element("input", {type("text"), name(field), value(typed), named, maxlength(400)});
}

Html table_row(Call const& call, EntryView const& view, int row) {
  auto const typed = [&](std::string_view column) { return view.entered.value(cell_name(column, row)); };
  Html cells;
  for (auto const* question : table_questions(*view.chosen))
    cells += td(question_part(question->id, true,
                              group(span(cls("small soft"), call.text(question->label)),
                                    cell_control(call, *question, cell_name(question->id, row), typed(question->id)))));
  return tr(data("questions", cell_name("{id}", row)), th(scope("row"), row),
            td(span(cls("small soft"), _("Where")), text_cell(call, _("Where"), cell_name("place", row), typed("place"))),
            td(span(cls("small soft"), _("What is wrong")),
               text_cell(call, _("What is wrong"), cell_name("description", row), typed("description"))),
            cells);
}

/// The place is no question here, and only the server looks it up.
Html conditions_of(Call const& call, Definition const& definition) {
  auto const* place = definition.place_question();
  auto const channel = definition_channel(definition, call.actor.channel);
  auto const facts = facts_beside(call.city, definition, {}, call.now);
  FormContext context{.channel = channel, .facts = &facts};
  if (place != nullptr) context.elsewhere.push_back(place->id);
  return asking_data(call, definition, context);
}

Html entry_table(Call const& call, EntryView const& view) {
  if (!view.chosen) return nothing();
  Html rows;
  for (int row = 1; row <= view.rows; ++row) rows += table_row(call, view, row);
  Html heads = group(th(scope("col"), "#"), th(scope("col"), _("Where")), th(scope("col"), _("What is wrong")));
  for (auto const* question : table_questions(*view.chosen)) heads += th(scope("col"), call.text(question->label));
  auto const more = with_query("/delegates/entry", {{"service", view.chosen->id}, {"rows", std::to_string(std::min(view.rows * 2, 40))}});
  return post_form({.action = "/delegates/entry", .csrf_token = call.csrf_token, .css_class = "entry"},
                   hidden_field("service", view.chosen->id), hidden_field("rows", std::to_string(view.rows)),
                   p(cls("hint"), _("An address or a corner in the city, or latitude and longitude. Empty rows are left out.")),
                   div(cls("scroll"), tabindex(0), role("region"), aria("label", _("Reports to enter")),
                       table(cls("entry-rows"), thead(tr(heads)), tbody(rows))),
                   conditions_of(call, *view.chosen),
                   div(cls("actions"), button(type("submit"), cls("large"), _("Look them over")),
                       a(cls("button quiet"), href(more), _("A longer table"))));
}

Html choose_service(Call const& call, EntryView const& view) {
  return get_form("/delegates/entry", cls("filters"),
                  label(_("Service"), select(name("service"), each(service_options(call, view.services), [&](web::Option const& one) {
                                               return option(value(one.value), selected(view.chosen && one.value == view.chosen->id),
                                                             one.label.html());
                                             }))),
                  button(type("submit"), _("Show the table")));
}

Html file_form(Call const& call, EntryView const& view) {
  auto const head =
      view.chosen ? p(a(href("/delegates/tables/" + view.chosen->id + ".csv"), _("An empty file for this service"))) : nothing();
  return section(cls("panel"), h2(_("Or send a file")),
                 p(_("A CSV file, as every spreadsheet program saves it. Its first line names the columns: service, place, description; "
                     "further columns are answers by the name of the question. Nothing is sent before you have looked it over.")),
                 head,
                 post_form({.action = "/delegates/files", .csrf_token = call.csrf_token, .files = true},
                           file_field({.name = "file", .label = _("CSV file"), .entered = &view.entered, .required = true,
                                       .attributes = {accept(".csv,text/csv")}}),
                           submit(_("Look it over"))));
}

Html faults_list(std::vector<RowFault> const& faults) {
  return ul(cls("faults"), each(faults, [](RowFault const& fault) { return li(fault.text); }));
}

Html row_state(BatchRow const& row) {
  if (row.sent()) return group(span(cls("badge good"), _("Sent")), " ", a(href(public_address(row.number)), row.number));
  if (!row.faults.empty()) return group(span(cls("badge late"), _("To correct")), faults_list(row.faults));
  if (row.known.empty()) return span(cls("badge"), _("Ready"));
  return group(span(cls("badge soon"), _("Known?")), " ",
               sentence(_("{number} is probably about the same thing."), {{"number", a(href(public_address(row.known)), row.known)}}));
}

Html row_acts(Call const& call, BatchId batch, BatchRow const& row) {
  if (row.sent()) return nothing();
  auto const path = row_path(batch, row.line);
  return div(cls("actions"), a(cls("button quiet"), href(path), row.faults.empty() ? _("Change") : _("Correct"),
                               span(cls("visually-hidden"), " ", row.line)),
             post_form({.action = path + "/removal", .csrf_token = call.csrf_token},
                       button(type("submit"), cls("plain"), _("Leave out"), span(cls("visually-hidden"), " ", row.line))));
}

Html shown_row(Call const& call, BatchId batch, BatchRow const& row) {
  auto const definition = call.city.definitions.get()->find(row.service);
  auto const title = definition ? call.text(definition->title) : row.service;
  return tr(td(row.line), td(cls("what"), title, span(row.place)), td(row.description), td(row_state(row)),
            td(row_acts(call, batch, row)));
}

Html sent_note(Call const& call) {
  auto const sent = call.request.query.get("sent");
  if (sent.empty()) return nothing();
  return note("good", p(sentence(_("{count} reports were sent. What becomes of them stands under “My results”."),
                                 {{"count", group(sent)}})));
}

std::string answer_in(BatchRow const& row, std::string const& question) {
  auto const answers = parse_json(row.answers);
  if (!answers || !answers->is_object() || !answers->contains(question)) return {};
  auto const& value = answers->at(question);
  return value.is_string() ? value.get<std::string>() : to_text(value);
}

Entered with_faults(BatchRow const& row) {
  Entered entered;
  for (auto const& fault : row.faults) {
    auto const known = fault.field == "service" || fault.field == "place" || fault.field == "description" || fault.field.empty();
    auto const field = fault.field.empty() ? std::string{"service"} : known ? fault.field : "answer." + fault.field;
    entered.errors.push_back({field, "wrong", _("{reason}").with("reason", fault.text)});
  }
  return entered;
}

Html answer_field(Call const& call, RowView const& view, Question const& question, Entered const& entered) {
  auto const field = "answer." + question.id;
  Control control{.name = field,
                  .label = call.text(question.label),
                  .hint = question.optional ? group(_("(optional)")) : nothing(),
                  .entered = &entered,
                  .value = answer_in(view.row, question.id)};
  if (has_choices(question)) return select_field(control, choices_of(call, question));
  if (question.type == QuestionType::date) control.type = "date";
  return question.type == QuestionType::longtext ? textarea_field(control) : input_field(control);
}

}  // namespace

std::string cell_name(std::string_view column, int row) { return std::string{column} + "." + std::to_string(row); }

std::vector<Question const*> table_questions(Definition const& definition) {
  std::vector<Question const*> questions;
  for (auto const& question : definition.questions) {
    bool const simple =
        question.type == QuestionType::text || question.type == QuestionType::integer || question.type == QuestionType::date;
    if (!question.optional && !question.personal && (has_choices(question) || simple)) questions.push_back(&question);
  }
  return questions;
}

Response entry_page(Call const& call, EntryView const& view, int status) {
  auto const told = view.notice.empty() ? error_summary(view.entered.errors) : div(cls("note bad"), role("alert"), p(view.notice));
  auto const content = group(a(cls("back"), href("/delegates"), _("Back")), h1(_("Enter several reports")), told,
                             choose_service(call, view),
                             entry_table(call, view), file_form(call, view));
  return page(call, {.title = _("Enter several reports"), .content = content, .current = "/delegates", .script = "questions.js"}, status);
}

Response batch_page(Call const& call, Batch const& batch, std::string const& notice) {
  std::size_t ready = 0, wrong = 0;
  for (auto const& row : batch.rows) {
    if (row.ready()) ++ready;
    if (!row.faults.empty()) ++wrong;
  }
  auto const rows = each(batch.rows, [&](BatchRow const& row) { return shown_row(call, batch.id, row); });
  auto const columns = {_("Row"), _("Report"), _("What is wrong"), _("State"), _("Do")};
  auto const list = div(cls("scroll"), tabindex(0), role("region"), aria("label", _("Rows")),
                        table(cls("inbox entered"), caption(cls("visually-hidden"), _("Rows")),
                              thead(tr(each(columns, [](Message const& column) { return th(scope("col"), column); }))), tbody(rows)));
  auto const to_correct = _n("One row is to be corrected. It stays here until you do.",
                             "{count} rows are to be corrected. They stay here until you do.", static_cast<long>(wrong));
  auto const say = wrong == 0 ? nothing() : note("warn", p(to_correct));
  auto const act = ready == 0 ? nothing()
                              : post_form({.action = batch_path(batch.id) + "/submission", .csrf_token = call.csrf_token},
                                          button(type("submit"), cls("large"), _n("Send one report", "Send {count} reports",
                                                                                  static_cast<long>(ready))));
  auto const content = group(a(cls("back"), href("/delegates"), _("Back")), h1(batch.title), sent_note(call),
                             notice.empty() ? nothing() : div(cls("note bad"), role("alert"), p(notice)), say, act, list);
  return page(call, {.title = batch.title, .content = content, .current = "/delegates"});
}

Response row_page(Call const& call, RowView const& view, int status) {
  auto const entered = with_faults(view.row);
  Html questions;
  if (view.service)
    for (auto const& question : view.service->questions)
      if (!question.is_place() && !question.is_upload())
        questions += question_part(question.id, true, answer_field(call, view, question, entered));
  auto const form = post_form(
      {.action = row_path(view.batch, view.row.line), .csrf_token = call.csrf_token},
      select_field({.name = "service", .label = _("Service"), .entered = &entered, .value = view.service ? view.service->id : std::string{},
                    .required = true},
                   service_options(call, view.services)),
      input_field({.name = "place", .label = _("Where"), .hint = group(_("An address, or latitude and longitude.")), .entered = &entered,
                   .value = view.row.place, .required = true}),
      textarea_field({.name = "description", .label = _("What is wrong"), .entered = &entered, .value = view.row.description}),
      div(data("questions", "answer.{id}"), questions), view.service ? conditions_of(call, *view.service) : nothing(),
      submit(_("Keep the row")));
  auto const title = sentence(_("Row {line}"), {{"line", group(view.row.line)}});
  auto const content =
      div(cls("read"), a(cls("back"), href(batch_path(view.batch)), _("Back")), h1(title), error_summary(entered.errors), form);
  auto const name = _("Row {line}").with("line", std::to_string(view.row.line));
  return page(call, {.title = name, .content = content, .current = "/delegates", .script = "questions.js"}, status);
}

}  // namespace cityhall::delegates
