// Workflow, work in steps, reviews, inspections, tests.
#include "services/studio/words.h"

namespace cityhall::studio {
namespace {

std::vector<MemberWords> state_words() {
  constexpr auto in = "state";
  return {{"workflow", "start", _("A case begins as")},
          {"workflow", "states", _("States")},
          {in, "label", _("State in words"), _("Empty: its public name.")},
          {in, "public", _("What the public sees"), _("For requests: open or closed.")},
          {in, "clock", _("Clock")},
          {in, "sla", _("Due after")},
          {in, "queue", _("Goes to the queue"), _("Empty: it stays where it is.")},
          {in, "creates", _("Work that is made on entering")},
          {in, "inspections", _("Inspections that can be asked for"), _("With commas.")},
          {in, "issue", _("Document that is made on entering")},
          {in, "actions", _("What people can do")},
          {in, "on", _("What happens by itself"), _("An event, and the state that follows.")},
          {in, "after", _("When nothing happens"), _("A time, such as P30D, and the state that follows.")},
          {in, "end", _("The case is done")},
          {"action", "label", _("On the button"), _("Empty: the program's own word, where it has one.")},
          {"action", "to", _("Leads to")},
          {"action", "by", _("Who may do it")},
          {"action", "guard", _("Allowed only if")},
          {"action", "need", _("What must be given"), _("With commas: comment, photo, file, or a question.")},
          {"action", "creates", _("Work that it makes")},
          {"action", "within", _("Only within"), _("P14D is fourteen days after the state was entered.")}};
}

std::vector<MemberWords> work_words() {
  return {{"work step", "id", _("Short name")},
          {"work step", "label", _("What is to be done")},
          {"work step", "queue", _("Queue of the crew"), _("Empty: that of the case.")},
          {"work step", "when", _("Only if")},
          {"check", "id", _("Short name")},
          {"check", "label", _("What the crew ticks")},
          {"check", "required", _("Must be ticked before the work can end as fixed")},
          {"review", "label", _("What is looked at")},
          {"review", "by", _("Who decides")},
          {"review", "queue", _("Queue")},
          {"review", "when", _("Wanted only if")},
          {"inspection", "label", _("What is inspected")},
          {"inspection", "when", _("Wanted only if")},
          {"inspection", "after", _("After these inspections"), _("With commas.")},
          {"inspection", "items", _("Checklist")},
          {"inspection item", "id", _("Short name")},
          {"inspection item", "text", _("What must be so")},
          {"inspection item", "when", _("Looked at only if")},
          {"inspection item", "fail", _("When it is not so")},
          {"inspection item", "photo", _("Photo")}};
}

std::vector<MemberWords> expected_words() {
  constexpr auto in = "expectation";
  return {{"test", "name", _("What it shows")},
          {"test", "channel", _("Channel")},
          {"test", "answers", _("Answers")},
          {"test", "expect", _("What they must lead to")},
          {in, "visible", _("Asked"), _("Questions, with commas.")},
          {in, "hidden", _("Not asked"), _("Questions, with commas.")},
          {in, "errors", _("Refused answers"), _("One a line: exactly these; none for none at all.")},
          {in, "documents", _("Documents"), _("With commas: exactly these; none for none at all.")},
          {in, "eligible", _("It is taken")},
          {in, "queue", _("Queue")},
          {in, "handoff", _("Another body")},
          {in, "owner", _("Department")},
          {in, "dispatch", _("A crew gets it at once")},
          {in, "priority", _("Priority")},
          {in, "sla", _("Due after")},
          {in, "fees", _("Fees"), _("Each line and total: exactly these.")},
          {in, "missing", _("Answers that a quote still needs"), _("One a line: exactly these; none for none at all.")},
          {in, "steps", _("Steps of the work"), _("With commas: exactly these; none for none at all.")},
          {in, "reviews", _("Reviews"), _("With commas: exactly these; none for none at all.")},
          {in, "inspections", _("Inspections"), _("With commas: exactly these; none for none at all.")},
          {in, "publish", _("Columns of open data")}};
}

}  // namespace

std::vector<MemberWords> const& workflow_words() {
  static auto const words = [] {
    auto all = state_words();
    for (auto const& more : {work_words(), expected_words()}) all.insert(all.end(), more.begin(), more.end());
    return all;
  }();
  return words;
}

}  // namespace cityhall::studio
