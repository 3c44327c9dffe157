#include "base/json.h"
#include "kernel/files/file.h"
#include "services/api/cases.h"
#include "services/api/words.h"

namespace cityhall {

using namespace web;

Record<InboxRow> const& answer_record(InboxRow const*) {
  static Record<InboxRow> const record{
      "CaseInList",
      {member("id", &InboxRow::id), member("number", &InboxRow::number), member("service", &InboxRow::service),
       member("title", &InboxRow::title), member("state", &InboxRow::state), member("state_label", &InboxRow::state_label),
       told<InboxRow>("status", [](InboxRow const& row) { return to_text(row.status); }).one_of({"open", "closed"}),
       member("priority", &InboxRow::priority).says("1 most urgent to 5."), member("queue", &InboxRow::queue),
       member("assignee", &InboxRow::assignee).says("An account."),
       told<InboxRow>("channel", [](InboxRow const& row) { return to_text(row.channel); }), member("address", &InboxRow::address),
       told<InboxRow>("latitude", [](InboxRow const& row) { return row.point ? std::optional{row.point->latitude} : std::nullopt; }),
       told<InboxRow>("longitude", [](InboxRow const& row) { return row.point ? std::optional{row.point->longitude} : std::nullopt; }),
       member("opened_at", &InboxRow::opened_at), member("due_at", &InboxRow::due_at), member("overdue", &InboxRow::overdue),
       member("revision", &InboxRow::revision).says("Grows with every change; the ETag of the case.")}};
  return record;
}

Record<CaseFile> const& answer_record(CaseFile const*) {
  static Record<CaseFile> const record{
      "CaseFile",
      {member("file", &CaseFile::file),
       told<CaseFile>("purpose", [](CaseFile const& file) { return api::word_of(file.purpose); }).one_of(api::file_purposes()),
       told<CaseFile>("visibility", [](CaseFile const& file) { return api::word_of(file.visibility); }).one_of(api::file_visibilities()),
       member("at", &CaseFile::at), told<CaseFile>("path", [](CaseFile const& file) { return file_path(file.file, PhotoSize::large); })}};
  return record;
}

Record<OfferedAction> const& answer_record(OfferedAction const*) {
  static Record<OfferedAction> const record{
      "Action",
      {member("id", &OfferedAction::id), member("label", &OfferedAction::label),
       member("need", &OfferedAction::need).says("What must be given along: comment, photo, outcome."),
       member("to", &OfferedAction::to).says("The state that it leads to."),
       member("ends", &OfferedAction::ends).says("Whether that state is a closed one.")}};
  return record;
}

Record<Step> const& answer_record(Step const*) {
  static Record<Step> const record{
      "Step",
      {member("id", &Step::id), member("event", &Step::event).says("case.closed"), member("at", &Step::at), member("by", &Step::by),
       member("text", &Step::text), member("from", &Step::from), member("to", &Step::to), member("state_label", &Step::state_label),
       member("outcome", &Step::outcome), member("channel", &Step::channel).says("Of a contact or message: phone."),
       member("task", &Step::task), member("crew", &Step::crew), member("files", &Step::files)}};
  return record;
}

Record<Follower> const& answer_record(Follower const*) {
  static Record<Follower> const record{"Follower", {member("party", &Follower::party), member("language", &Follower::language)}};
  return record;
}

namespace api {
namespace {

Json parsed(std::string const& text) {
  return parse_json(text.empty() ? "{}" : text).operator bool() ? *parse_json(text.empty() ? "{}" : text) : Json::object();
}

}  // namespace

Record<CaseAnswer> const& answer_record(CaseAnswer const*) {
  using C = CaseAnswer;
  static Record<C> const record{
      "Case",
      {told<C>("id", [](C const& c) { return c.report.id; }),
       told<C>("number", [](C const& c) { return c.report.number; }).says("SR-27-000123"),
       told<C>("service", [](C const& c) { return c.report.service; }),
       told<C>("version", [](C const& c) { return c.report.version; }).says("Of the service's definition, under which it was opened."),
       member("title", &C::title),
       told<C>("state", [](C const& c) { return c.report.state; }),
       member("state_label", &C::state_label),
       told<C>("status", [](C const& c) { return to_text(c.report.status); }).one_of({"open", "closed"}),
       told<C>("priority", [](C const& c) { return c.report.priority; }).says("1 most urgent to 5."),
       told<C>("queue", [](C const& c) { return c.report.queue; }),
       told<C>("owner", [](C const& c) { return c.report.owner; }).says("The department."),
       told<C>("assignee", [](C const& c) { return c.report.assignee; }).says("An account."),
       told<C>("channel", [](C const& c) { return to_text(c.report.channel); }),
       told<C>("language", [](C const& c) { return c.report.language; }),
       told<C>("description", [](C const& c) { return c.report.description; }),
       told<C>("answers", [](C const& c) { return parsed(c.report.answers); }).says("By question; without the personal ones."),
       told<C>("place", [](C const& c) { return c.report.place; }),
       told<C>("zones", [](C const& c) { return c.report.zones; }),
       told<C>("reporter", [](C const& c) { return c.report.reporter; }).says("A party; null when nobody left an address."),
       told<C>("reporter_name", [](C const& c) { return c.report.reporter_name; }),
       told<C>("external_source", [](C const& c) { return c.report.external_source; }),
       told<C>("external_id", [](C const& c) { return c.report.external_id; }),
       told<C>("opened_at", [](C const& c) { return c.report.opened_at; }),
       told<C>("updated_at", [](C const& c) { return c.report.updated_at; }),
       told<C>("closed_at", [](C const& c) { return c.report.closed_at; }),
       told<C>("due_at", [](C const& c) { return c.report.due_at; }).says("Null: no promise, or the clock is paused."),
       told<C>("paused", [](C const& c) { return c.report.paused(); }),
       told<C>("outcome", [](C const& c) { return c.report.outcome; }),
       told<C>("closing_message", [](C const& c) { return c.report.closing_message; }),
       told<C>("public_note", [](C const& c) { return c.report.public_note; }),
       member("files", &C::files),
       member("actions", &C::actions).says("What you may do now."),
       told<C>("revision", [](C const& c) { return c.report.revision; }).says("Grows with every change; also the ETag.")}};
  return record;
}

Record<OpenedAnswer> const& answer_record(OpenedAnswer const*) {
  static Record<OpenedAnswer> const record{
      "OpenedCase",
      {member("id", &OpenedAnswer::id), member("number", &OpenedAnswer::number),
       member("tracking_url", &OpenedAnswer::tracking_url).says("Private: whoever has it is the reporter. It is told once."),
       member("opened_at", &OpenedAnswer::opened_at), member("due_at", &OpenedAnswer::due_at)}};
  return record;
}

Record<CaseQuery> const& body_record(CaseQuery const*) {
  static Record<CaseQuery> const record{
      "",
      {member("queue", &CaseQuery::queue).most(80).says("streets/N, or streets/* for the whole department."),
       member("status", &CaseQuery::status).one_of({"open", "closed", "all"}).says("open unless told."),
       member("state", &CaseQuery::state).most(80), member("service", &CaseQuery::service).most(80), member("zone", &CaseQuery::zone),
       member("due", &CaseQuery::due).one_of({"any", "overdue", "today", "soon", "none"}),
       member("channel", &CaseQuery::channel).one_of(channel_words()), member("assignee", &CaseQuery::assignee).says("An account."),
       member("unassigned", &CaseQuery::unassigned),
       member("text", &CaseQuery::text).most(200).says("Words of number, title, description, address or reporter."),
       member("sort", &CaseQuery::sort).one_of({"due", "newest", "oldest", "priority", "updated"}), cursor_member<CaseQuery>(),
       limit_member<CaseQuery>()}};
  return record;
}

Record<ReporterBody> const& body_record(ReporterBody const*) {
  static Record<ReporterBody> const record{
      "ReporterInput",
      {member("name", &ReporterBody::name).most(200), member("email", &ReporterBody::email).most(254),
       member("phone", &ReporterBody::phone).most(40),
       member("language", &ReporterBody::language).most(20).says("en, es: the language of the city's messages.")}};
  return record;
}

}  // namespace api
}  // namespace cityhall
