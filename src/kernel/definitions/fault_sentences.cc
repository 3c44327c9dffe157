#include "kernel/definitions/fault_words.h"

// Every sentence that the checker makes, as text to translate. A sentence that is missing here stays English, and fails check_test.cc when
// it is one of mistakes.txt. What is more general stands below what is less.
namespace cityhall {
namespace {

std::vector<Message> form_sentences() {
  return {
      _("{called} must be an object."), _("{called} has no member {name}."), _("This must be an object."),
      _("This must be true or false."), _("This must be a list."), _("This must be text."),
      _("This must be a whole number from {least} to {most}."), _("This list has {count} entries."),
      _("A name of 1 to 64 characters is needed here."), _("Text for people is written once for each language."),
      _("There is no text here."), _("The text is empty."), _("The text has {count} characters, at most {most} are read here."),
      _("The text has {count} characters."), _("This text has {count} characters."), _("{name} is no language code."),
      _("{name} is no priority."), _("{name} is no id."), _("{name} is no name that expressions can read."),
      _("{name} is no distance."), _("{name} is no date."), _("{name} is no number."), _("{name} is no length of time."),
      _("{name} is no amount."), _("{name} is below zero."), _("{name} is not known here."), _("This is no JSON: {detail}."),
      _("There is no {name} to fill in."), _("{written} is no member of {name}."), _("{name} is not one text that can be filled in."),
      _("A brace stands alone in {text}."), _("In the expression {expression}: {problem}.")};
}

std::vector<Message> service_sentences() {
  return {
      _("A number pattern has no {name}."), _("The pattern {name} gives every case the same number."),
      _("The service is offered nowhere."), _("The channel {name} stands twice."), _("The channel \"open311\" needs a service code."),
      _("The Open311 code {code} belongs to the service {name}."),
      _("A place has no {name}, and the city has no zone layer of that name."), _("The text is missing in {language}."),
      _("HTML stands in this text."), _("The question {name} has no label."), _("The question {name} has nothing to choose from."),
      _("The question {name} does not say which license."), _("A question of type {type} has no options."),
      _("The message is never shown: there is no check."), _("The least, {least}, is more than the most, {most}."),
      _("This condition reads {name}, the question itself."), _("This condition reads {name}, which is asked later."),
      _("The service is not offered through {name}."), _("A caller of the voice menu cannot give {name}."),
      _("A question and a document have the id {name}."), _("Two questions have the id {name}."),
      _("Two documents have the id {name}."), _("Two options have the id {name}."), _("Two fees have the id {name}."),
      _("Two steps have the id {name}."), _("Two items have the id {name}."),
      _("Two checks have the id {name}."),
      _("The answer to {name} is personal and is never published."), _("This column would publish {name}, which is personal."),
      _("A fee of kind {kind} needs {name}."), _("A fee of kind {kind} has no {name}."), _("The unit is zero."),
      _("Values from {from} to {to} are in no tier."), _("Values from {from} to {to} are in two tiers."),
      _("Values above {to} are in no tier."), _("This tier ends at {to}, where the tier before has ended already."),
      _("This tier has no end, so the next one is never reached."), _("A tier has either a rate or an amount."),
      _("Rates and amounts are mixed."), _("The answer {name} has no fee."), _("{name} is a name of the program.")};
}

std::vector<Message> handling_sentences() {
  return {
      _("This rule leads nowhere."), _("A case that is handed off gets no crew."),
      _("This rule is never reached: the one above it is always taken."),
      _("Open cases nearby can only be found when the service asks for a place."), _("This rule tells nobody."),
      _("By these ways nothing is sent yet."),
      _("{name} is neither a state nor an event, nor a time after the closure."), _("Nobody can do this action."),
      _("Nobody can do this review."), _("Open311 knows only \"open\" and \"closed\"."),
      _("A state that ends the case cannot be {name} in public."), _("A state that does not end the case cannot be {name} in public."),
      _("One step is no chain."), _("The first step is always done: the work begins with it."),
      _("The first step is for the crew that covers the queue of the case."), _("No crew is ever sent, so these steps never begin."),
      _("No state ends the case."), _("Nothing is ever in an empty list."),
      _("No way leads to the state {name}."), _("There is no way out of the state {name}."),
      _("From the state {name} the case can never end."), _("The case has ended here, so nothing is due."),
      _("The clock does not run in this state, so nothing becomes due."), _("The clock never runs, so nothing can be late."),
      _("Priority {priority} can be set, but has no due time here."), _("This is no answer to the question: {detail}."),
      _("The test {name} fails: {expectation} is {actual}, expected {expected}."), _("There is no answer or person {name}."),
      _("There is no answer {name}."), _("There is no question {name}."), _("There is no document {name}."),
      _("There is no fact of a place called {name}."), _("There is no fee above with the id {name}."), _("There is no fee {name}."),
      _("There is no group {name}."), _("There is no situation {name}."), _("There is no queue {name}."), _("There is no role {name}."),
      _("There is no state {name}."), _("There is no event {name}."), _("There is no template {name}."), _("There is no step {name}."),
      _("There is no review {name}."), _("There is no inspection {name}."), _("{called} needs {name}.")};
}

std::vector<Message> form_remedies() {
  return {
      _("Add it. {about}"), _("Add it."), _("Write { … } with its members."), _("Write { … } with a member for each question."),
      _("Write { name: … }."), _("Write it without quotation marks."), _("Write [ … ] around it."),
      _("At most {most} are taken; people read less than that."), _("At most {most} are taken."), _("Give it a short name."),
      _("Write {\"en\": \"…\", \"es\": \"…\"}."), _("Write it in each language of the city, or remove the member."),
      _("Use a code such as \"en\", \"es\" or \"pt-BR\"."), _("Write it in quotation marks."),
      _("Write amounts in quotation marks, so that they stay exact: {amount}."), _("Write it, or remove the language."),
      _("Write it, or remove the member."), _("Use 1 (most urgent) to 5."),
      _("Use lower-case letters, digits, \"-\" and \"_\", beginning with a letter or digit; at most 64."),
      _("Use lower-case letters, digits and \"_\", beginning with a letter, and no reserved word."),
      _("Write meters, such as \"30m\", or \"1.5km\"."), _("Write it as \"2027-03-02\"."),
      _("Write \"PT24H\" for 24 hours, \"P3D\" for 3 days, \"P3BD\" for 3 business days, \"P7Y\" for 7 years."),
      _("Write digits with a point, such as \"75.00\"."), _("Write what is let off as a waiver."),
      _("Correct it there; an editor with JSON support shows the place."), _("Write what is filled in as \"{where.district}\"."),
      _("Character {place} of the expression.")};
}

std::vector<Message> service_remedies() {
  return {
      _("Use {yyyy}, {yy} and {seq:1} to {seq:9}."), _("Add a running number, such as {seq:6}."),
      _("Name at least one channel, such as \"web\"."), _("Remove one of them."), _("Rename one of them."),
      _("Add \"open311\": {\"service_code\": …}."), _("Use another code."), _("Add it: the city speaks that language."),
      _("Write plain words; the page takes care of the form."), _("Say it shorter."), _("Add \"label\": {\"en\": …}."),
      _("Add its options."), _("Make it a choice, or remove them."), _("Add \"of\": the id of the service that issues it."),
      _("Add the check, or remove the message."), _("Write a whole number, or an amount in quotation marks."),
      _("Exchange or correct them."), _("Use \"check\" to look at the answer."), _("Move that question up, or this one down."),
      _("Add it to the channels of the service, or remove it here."),
      _("Make it optional, list its channels without \"ivr\", or take \"ivr\" from the service."), _("Remove \"publish\"."),
      _("Leave it out."), _("Remove it, or use another kind."), _("Use a number above zero."), _("Begin this tier at {from}."),
      _("Put the tiers in order, each end greater than the one before."), _("Add \"to\"."), _("Leave out \"to\" in the last tier."),
      _("Keep one of them."), _("Use one of them in all tiers."), _("Add a row; \"0\" is free."), _("Choose another id.")};
}

std::vector<Message> handling_remedies() {
  return {
      _("Give it a queue, an owner or a handoff."), _("Remove \"dispatch\" or \"handoff\"."),
      _("Put the rule without a condition last."), _("Add a question of type \"point\" or \"address\", or remove this."),
      _("Name whom: reporter, followers, owner, queue, or a role."), _("Add \"same-channel\" or \"email\"."),
      _("Write \"state:closed\", an event such as \"case.opened\", or \"after:P7D\"."), _("Name at least one role."),
      _("Use one of them, and say the rest in \"label\"."), _("Use \"closed\"."), _("Use \"open\", or add \"end\": true."),
      _("Add the step that follows it, or remove this."), _("Remove \"when\", or put another step first."),
      _("Remove \"queue\"; \"route\" says who begins."),
      _("Add \"dispatch\": \"auto\" to a route rule, or an action that creates a work-order."),
      _("Mark at least one with \"end\": true."), _("Add an action, event or time that leads to it, or remove it."),
      _("Add an action, event or time, or mark it \"end\": true."), _("Add a way to a state that ends it."), _("Remove it."),
      _("Choose what it may be, or remove the comparison."),
      _("Remove it, or let the clock run."), _("Let it run in the first state: \"clock\": \"run\"."),
      _("Add {example} or another length."), _("Write it as the question wants it."), _("Use one of its channels."),
      _("Correct the definition, or what the test expects."), _("Did you mean {name}?"), _("Use one of: {names}."), _("Use {names}.")};
}

std::vector<Message> together(std::vector<Message> all, std::vector<Message> const& second, std::vector<Message> const& third) {
  all.insert(all.end(), second.begin(), second.end());
  all.insert(all.end(), third.begin(), third.end());
  return all;
}

}  // namespace

std::vector<Message> const& fault_sentences() {
  static auto const all = together(form_sentences(), service_sentences(), handling_sentences());
  return all;
}

std::vector<Message> const& fault_remedies() {
  static auto const all = together(form_remedies(), service_remedies(), handling_remedies());
  return all;
}

std::vector<Message> const& expression_problems() {
  static std::vector<Message> const all{
      _("this is {type}, but {wanted} is needed here"), _("{name} is none of the options {names}"),
      _("there is no {name} to read here"), _("there is no field {name}"),
      _("both sides of the : have one type; these are {one} and {other}"), _("the condition is true or false, and this is {type}"),
      _("{operator} takes true or false, and this is {type}"), _("before the ? stands true or false, and this is {type}"),
      _("in looks into a list, and this is {type}"), _("{type} is never in a {list}"),
      _("only a number or a duration has a minus, and this is {type}"), _("{type} has no fields, so no {name}"),
      _("one = is no comparison"), _("one & means nothing here"), _("one | means nothing here"), _("this character means nothing here"),
      _("the expression ends too early"), _("a name or a value is missing before {text}"),
      _("an operator such as && or + is missing here"), _("the closing ')' is missing"), _("the closing ']' is missing"),
      _("the text has no closing quote"), _("a name must follow the '.'"),
      _("a name cannot start with a digit, and a number cannot end in letters"),
      _("nested deeper than 32 levels; split the expression"), _("the ':' of this '… ? … : …' is missing"), _("there is no {what}")};
  return all;
}

std::vector<Message> const& things_of_a_file() {
  static std::vector<Message> const all{
      _("A question"), _("An option"), _("A tier"), _("A document"), _("An eligibility rule"), _("A fee"), _("A route rule"),
      _("A priority rule"), _("A notify rule"), _("A service"), _("An action"), _("A state"), _("An inspection item"), _("A workflow"),
      _("A work step"), _("A review"), _("An inspection"), _("A test")};
  return all;
}

}  // namespace cityhall
