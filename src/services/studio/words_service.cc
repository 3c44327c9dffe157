// The whole file, and the small objects that stand in it once.
#include "services/studio/words.h"

namespace cityhall::studio {
namespace {

std::vector<MemberWords> identity_words() {
  constexpr auto in = "service";
  return {{in, "format", _("Format")},
          {in, "id", _("Name in files"), _("Stands in the address of the service. It never changes once it is published.")},
          {in, "version", _("Version")},
          {in, "effective", _("Counts from"), _("A day, such as 2027-03-02. Empty: at once.")},
          {in, "owner", _("Department"), _("Gets the request when no rule under Routing fits.")},
          {in, "record", _("What a case is called"), _("request, permit, license …")},
          {in, "number", _("Pattern of the numbers"), _("{yy} or {yyyy} is the year, {seq:6} a running number of six digits.")},
          {in, "title", _("Name"), _("What people call it, in two or three words.")},
          {in, "description", _("Description"), _("What it is for and what it is not for.")},
          {in, "next", _("What happens next"), _("After sending: what is done, and how long it takes.")},
          {in, "warning", _("Warning"), _("Shown first, for danger: call 911 if …")},
          {in, "group", _("Group"), _("Where people find it among all services.")},
          {in, "situations", _("Situations"), _("What people are going through when they look for it.")},
          {in, "who", _("Who may use it")},
          {in, "channels", _("Channels"), _("Where it is offered.")},
          {in, "open311", _("Open311 and search")},
          {in, "questions", _("Questions")},
          {in, "documents", _("Documents")},
          {in, "eligibility", _("Who is turned away")},
          {in, "fees", _("Fees")},
          {in, "fees_as_of", _("Fees count as of"), _("The moment whose answers and tables count.")},
          {in, "dedupe", _("Duplicates"), _("When two reports are about one thing.")},
          {in, "route", _("Routing"), _("Who gets it: the first rule that holds.")},
          {in, "priority", _("Priority"), _("How urgent it is: the first rule that holds; 3 when none does.")},
          {in, "workflow", _("Workflow")},
          {in, "work_minutes", _("Usual length of the work, in minutes"), _("Planning begins with it.")},
          {in, "steps", _("Work in steps"), _("When the work order of one step is done, the next is made.")},
          {in, "check_list", _("Check list of the crew"), _("Empty: the usual list.")},
          {in, "reviews", _("Reviews"), _("Who must agree.")},
          {in, "inspections", _("Inspections"), _("What is looked at on the spot.")},
          {in, "notify", _("Notices"), _("Who is told what, and when.")},
          {in, "issue", _("Document that it issues"), _("The name of its template.")},
          {in, "publish", _("Open data"), _("What becomes public.")},
          {in, "retain", _("Closed cases are kept for"), _("P5Y is five years. Empty: for ever.")},
          {in, "tests", _("Tests"), _("Answers and what they must lead to.")}};
}

std::vector<MemberWords> offer_words() {
  return {
      {"who", "auth", _("What a person must show")},
      {"who", "assisted", _("Staff may enter it for somebody")},
      {"open311", "service_code", _("Code of the service"), _("No two services share one.")},
      {"open311", "group", _("Heading in apps"), _("Empty: the title of the group.")},
      {"open311", "type", _("How the number is given")},
      {"open311", "keywords", _("Everyday words"), _("One a line, in every language of the city; the search finds the service by them.")}};
}

std::vector<MemberWords> rule_words() {
  return {{"dedupe", "within", _("As near as"), _("30m is thirty meters.")},
          {"dedupe", "for", _("Not older than"), _("P30D is thirty days.")},
          {"dedupe", "same", _("What must be equal"), _("With commas: id is the service itself, other names are questions.")},
          {"dedupe", "then", _("What follows")},
          {"route rule", "when", _("If"), _("Without a condition the rule is always taken.")},
          {"route rule", "queue", _("Queue"), _("Such as streets/{where.district}: names in braces are filled in.")},
          {"route rule", "handoff", _("Or another body"), _("Who is told instead: the case is not ours.")},
          {"route rule", "owner", _("Another department"), _("Empty: that of the service.")},
          {"route rule", "dispatch", _("Send a crew"), _("The crew that covers the queue gets a work order at once.")},
          {"priority rule", "when", _("If"), _("Without a condition the rule is always taken.")},
          {"priority rule", "set", _("Priority"), _("1 is most urgent, 5 least.")},
          {"notify rule", "on", _("When"),
           _("state:closed when the case comes to that state; case.opened; after:P7D a week after it was closed.")},
          {"notify rule", "to", _("Who is told"), _("With commas: reporter, followers, owner, queue, or a role.")},
          {"notify rule", "via", _("By which ways")},
          {"notify rule", "template", _("Which message")},
          {"notify rule", "text", _("A sentence of this service in it")},
          {"publish", "dataset", _("Dataset")},
          {"publish", "as", _("Standard for its columns")},
          {"publish", "map", _("Computed columns"), _("A name, and what it is computed from.")},
          {"publish", "hide", _("Never published"), _("One a line: reporter, applicant.email, or a question.")},
          {"publish", "place", _("How exact the place is"), _("Only the block, where homes are concerned.")}};
}

}  // namespace

std::vector<MemberWords> const& service_words() {
  static auto const words = [] {
    auto all = identity_words();
    for (auto const& more : {offer_words(), rule_words()}) all.insert(all.end(), more.begin(), more.end());
    return all;
  }();
  return words;
}

}  // namespace cityhall::studio
