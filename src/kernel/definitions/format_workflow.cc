// Workflow, reviews, inspections, tests.
#include "kernel/definitions/format_tables.h"

namespace cityhall {
namespace {

using namespace form;

ValueForm task_word() {
  return word({"work-order", "inspection", "review", "call-back"}, {"inspection", "review"});
}

ObjectForm const& action_form() {
  static ObjectForm const table{
      "action",
      "an action",
      {
          {"label", local_text(), false, "What stands on the button; the program has words for the usual ones."},
          {"to", id(), true, "The state that the case goes to."},
          {"by", one_or_list(id()), true, "Roles; \"reporter\" and \"applicant\" are the person of the case."},
          {"guard", expression(), false, "Allowed only when true."},
          {"need", one_or_list(name()), false, "What must be given with it: comment, photo, file, or a question."},
          {"creates", task_word(), false, "The task that it makes; a call-back is for the telephone number of whoever reported."},
          {"within", period(), false, "Only so long after the state was entered."},
      }};
  return table;
}

ObjectForm const& state_form() {
  static ObjectForm const table{
      "state",
      "a state",
      {
          {"label", local_text(), false, "The state in words; its public name when absent."},
          {"public", text(40), true, "What the public sees: for requests \"open\" or \"closed\"."},
          {"clock", word({"run", "pause"}), false, "Whether the due time runs; run when absent."},
          {"sla", due(), false, "Due how long after entering: one period, or one for each priority."},
          {"queue", filled(), false, "The queue that gets the case on entering; it stays where it is when absent."},
          {"creates", one_or_list(task_word()), false,
           "Tasks that are made on entering; a call-back is for the telephone number of whoever reported."},
          {"inspections", list(id()), false, "Inspections that can be asked for in this state.", kept_only},
          {"issue", text(64), false, "The document that is made on entering.", kept_only},
          {"actions", map(object(action_form)), false, "What people can do in this state, by id."},
          {"on", map(id()), false, "What happens by itself: event → state."},
          {"after", periods(id()), false, "What happens when nothing happens: time in this state → state."},
          {"end", boolean(), false, "The case is done."},
      }};
  return table;
}

ObjectForm const& inspection_item_form() {
  static ObjectForm const table{
      "inspection item",
      "an inspection item",
      {
          {"id", id(), true, "The name of the item."},
          {"text", local_text(), true, "What must be so."},
          {"when", expression(), false, "Looked at only when true."},
          {"fail", word({"correct", "reinspect"}), false, "What follows when it is not so: correct it, or come again."},
          {"photo", word({"always", "on-fail"}), false, "When a photo is wanted."},
      }};
  return table;
}

ObjectForm const& expect_form() {
  static ObjectForm const table{
      "expectation",
      "\"expect\"",
      {
          {"visible", list(name()), false, "Questions that are asked, among others."},
          {"hidden", list(name()), false, "Questions that are not asked, among others."},
          {"errors", list(text(64)), false, "The questions whose answers are refused: exactly these."},
          {"documents", list(name()), false, "Documents that are wanted: exactly these."},
          {"eligible", boolean(), false, "Whether it is taken."},
          {"queue", text_or_empty(), false, "The queue that gets the case; \"\" for none."},
          {"handoff", text_or_empty(), false, "The other body that is told; \"\" for none."},
          {"owner", id(), false, "The department."},
          {"dispatch", word({"auto", "none"}), false, "Whether a crew gets it at once."},
          {"priority", integer(1, 5), false, "How urgent it is."},
          {"sla", text_or_empty(20), false, "The due time of the first state; \"\" for none."},
          {"fees", map(text(40)), false, "The lines of the bill and \"total\": exactly these; what is let off is below zero."},
          {"missing", list(text(64)), false, "The answers that a quote still needs."},
          {"steps", list(id()), false, "Steps of the work: exactly these."},
          {"reviews", list(id()), false, "Reviews that are wanted: exactly these."},
          {"inspections", list(id()), false, "Inspections that are wanted: exactly these."},
          {"publish", map(text_or_empty(400)), false, "Columns of the open dataset, among others."},
      }};
  return table;
}

}  // namespace

ObjectForm const& workflow_form() {
  static ObjectForm const table{"workflow",
                                "a workflow",
                                {
                                    {"start", id(), true, "The state in which a case begins."},
                                    {"states", map(object(state_form)), true, "The states, by id."},
                                }};
  return table;
}

ObjectForm const& step_form() {
  static ObjectForm const table{
      "work step",
      "a work step",
      {
          {"id", id(), true, "The name of the step."},
          {"label", local_text(), true, "What is to be done; it stands on the work order."},
          {"queue", filled(), false, "The queue whose crew does it; that of the case when absent. Not of the first step."},
          {"when", expression(), false, "The step is left out unless this is true when the work begins. Not of the first step."},
      }};
  return table;
}

ObjectForm const& check_item_form() {
  static ObjectForm const table{
      "check",
      "a check",
      {
          {"id", id(), true, "The name of the check."},
          {"label", local_text(), true, "What the crew ticks, such as \"The place is made safe\"."},
          {"required", boolean(), false, "Without the tick the work cannot end as fixed."},
      }};
  return table;
}

ObjectForm const& review_form() {
  static ObjectForm const table{"review",
                                "a review",
                                {
                                    {"label", local_text(), true, "What is looked at."},
                                    {"by", one_or_list(id()), true, "Roles that may decide."},
                                    {"queue", filled(), false, "The queue that gets it."},
                                    {"when", expression(), false, "Wanted only when true."},
                                }};
  return table;
}

ObjectForm const& inspection_form() {
  static ObjectForm const table{"inspection",
                                "an inspection",
                                {
                                    {"label", local_text(), true, "What is inspected."},
                                    {"when", expression(), false, "Wanted only when true."},
                                    {"after", list(id()), false, "Inspections that must have passed before."},
                                    {"items", list(object(inspection_item_form)), false, "The checklist."},
                                }};
  return table;
}

ObjectForm const& test_form() {
  static ObjectForm const table{"test",
                                "a test",
                                {
                                    {"name", text(100), true, "What it shows."},
                                    {"channel", word(channel_words()), false, "The channel that it is asked in; web when absent."},
                                    {"answers", json(), true, "Answers and facts by name."},
                                    {"expect", object(expect_form), true, "What they must lead to."},
                                }};
  return table;
}

}  // namespace cityhall
