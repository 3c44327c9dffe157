// The whole file, and the small objects that stand in it once.
#include "kernel/definitions/format_tables.h"

namespace cityhall {
namespace {

using namespace form;

ObjectForm const& who_form() {
  static ObjectForm const table{
      "who",
      "\"who\"",
      {
          {"auth", word({"none", "email", "verified-email", "account"}), false,
           "What a person must show: nothing, an e-mail address, an address that they have confirmed, or an account."},
          {"assisted", boolean(), false, "Staff may enter it for somebody. True when absent."},
      }};
  return table;
}

ObjectForm const& open311_form() {
  static ObjectForm const table{
      "open311",
      "\"open311\"",
      {
          {"service_code", text(64), true, "The code of the service in Open311; no two services share one."},
          {"group", text(100), false, "The heading under which apps list it; the title of \"group\" when absent."},
          {"type", word({"realtime", "batch", "blackbox"}), false, "How the number is given; realtime when absent."},
          {"keywords", list(text(60)), false,
           "Words that people use for it, in every language of the city; the search finds the service by them."},
      }};
  return table;
}

ObjectForm const& dedupe_form() {
  static ObjectForm const table{
      "dedupe",
      "\"dedupe\"",
      {
          {"within", distance(), true, "How near an open case must be to be the same, in meters: \"30m\"."},
          {"for", period(), true, "How old it may be."},
          {"same", list(name()), false, "What must be equal: \"id\" is the service itself, other names are questions."},
          {"then", word({"follow", "tell"}), true,
           "\"follow\": the second reporter follows the first case; \"tell\": a dispatcher is told."},
      }};
  return table;
}

ObjectForm const& route_form() {
  static ObjectForm const table{
      "route rule",
      "a route rule",
      {
          {"when", expression(), false, "The rule is taken when this is true; a rule without it is always taken."},
          {"queue", filled(), false, "The queue that gets the case; \"{where.district}\" is filled in from the place."},
          {"handoff", id(), false, "Another body that is told instead: the case is not ours."},
          {"owner", id(), false, "The department, when it is not that of the service."},
          {"dispatch", word({"auto"}), false, "\"auto\": the crew that covers the queue gets a work order at once."},
      }};
  return table;
}

ObjectForm const& priority_form() {
  static ObjectForm const table{
      "priority rule",
      "a priority rule",
      {
          {"when", expression(), false, "The rule is taken when this is true; a rule without it is always taken."},
          {"set", integer(1, 5), true, "1 is most urgent, 5 least."},
      }};
  return table;
}

ObjectForm const& notify_form() {
  static ObjectForm const table{"notify rule",
                                "a notify rule",
                                {
                                    {"on", text(64), true,
                                     "\"state:closed\" when the case enters that state, an event such as \"case.opened\", or "
                                     "\"after:P7D\": so long after it was closed, "
                                     "unless it was rated or opened again."},
                                    {"to", one_or_list(id()), true, "reporter, applicant, followers, owner, queue, or a role."},
                                    {"via",
                                     one_or_list(word({"same-channel", "email", "sms", "push", "post"}, {"sms", "push", "post"})), false,
                                     "The ways; \"same-channel\" when absent. Mail goes out for \"email\" and \"same-channel\"; who "
                                     "asked for text messages gets one instead."},
                                    {"template", id(), true, "The notice, by the name of its template."},
                                    {"text", local_text(), false, "A sentence of this service that the template puts in."},
                                }};
  return table;
}

ObjectForm const& publish_form() {
  static ObjectForm const table{
      "publish",
      "\"publish\"",
      {
          {"dataset", id(), true, "The open dataset that the case is a row of."},
          {"as", word({"Open311", "BLDS"}), false, "The standard whose columns are used.", kept_only},
          {"map", map(expression()), false, "Columns that are computed: name → expression.", kept_only},
          {"hide", list(text(64)), false, "What is never published: \"reporter\", \"applicant.email\", or a question."},
          {"place", word({"exact", "block"}), false,
           "\"block\" where homes are concerned: everybody sees \"1XX Main St\" and a point that is rounded to some 200 meters. Exact when "
           "absent."},
      }};
  return table;
}

}  // namespace

ObjectForm const& service_form() {
  static ObjectForm const table{
      "service",
      "a service",
      {
          {"format", word({"city-service/1"}), true, "The format of this file."},
          {"id", id(), true, "The name of the service in addresses and files; it never changes."},
          {"version", integer(1, 1'000'000), true, "Greater than that of every version published before."},
          {"effective", date(), false,
           "The day from which it counts, in the time of the city; at once when absent. Until then the version before it is offered."},
          {"owner", id(), true, "The department. Also the queue when no route rule fits."},
          {"record", id(), true, "What a case is called: request, permit, license …"},
          {"number", text(64), true, "The pattern of case numbers: {yyyy} or {yy} is the year, {seq:6} a running number of six digits."},
          {"title", local_text(), true, "What people call it, in two or three words."},
          {"description", local_text(), false, "What it is for and what it is not for."},
          {"next", local_text(), false, "What happens after sending, and how long it takes."},
          {"warning", local_text(), false, "Shown first, for danger: \"Call 911 if …\""},
          {"group", id(), false, "The group in which people find it, such as \"streets\"; a service is in one."},
          {"situations", list(id()), false, "The situations in which people look for it, such as \"moving\" or \"storm\"."},
          {"who", object(who_form), false, "Who may use it."},
          {"channels", list(word(channel_words())), true, "Where it is offered."},
          {"open311", object(open311_form), false, "How Open311 clients and the search find it. Needed for the channel \"open311\"."},
          {"questions", list(object(question_form)), true, "What is asked, in this order."},
          {"documents", list(object(document_form)), false, "What must be handed in.", kept_only},
          {"eligibility", list(object(eligibility_form)), false, "Who or what is turned away, and why."},
          {"fees", list(object(fee_form)), false, "What it costs: tables, in this order.", kept_only},
          {"fees_as_of", word({"submitted", "decided", "paid"}), false, "The moment whose answers and tables count.", kept_only},
          {"dedupe", object(dedupe_form), false, "When two reports are about one thing."},
          {"route", list(object(route_form)), false, "Who gets it: the first rule that holds."},
          {"priority", list(object(priority_form)), false, "How urgent it is: the first rule that holds; 3 when none does."},
          {"workflow", object(workflow_form), true, "The life of a case."},
          {"steps", list(object(step_form)), false,
           "Work in steps, such as inspect, repair, restore: when the work order of one is done, the next is made. The case goes on when "
           "the last is done, or when a crew ends one as nothing found or not ours."},
          {"check_list", list(object(check_item_form)), false,
           "What a crew ticks at each work order, in this order; the usual list when absent."},
          {"work_minutes", integer(1, 1440), false, "How long a work order usually takes a crew on the spot; planning begins with it."},
          {"reviews", map(object(review_form)), false, "Who must agree, by id.", kept_only},
          {"inspections", map(object(inspection_form)), false, "What is looked at on the spot, by id.", kept_only},
          {"notify", list(object(notify_form)), false, "Who is told what, when."},
          {"issue", text(64), false, "The template of the document that the service issues.", kept_only},
          {"publish", object(publish_form), false, "What becomes open data."},
          {"retain", period(), false, "How long a closed case is kept; for ever when absent."},
          {"tests", list(object(test_form)), false, "Answers and what they must lead to; a file with a failing test cannot be published."},
      }};
  return table;
}

}  // namespace cityhall
