#include "services/desk/case_page.h"

#include <algorithm>

#include "base/json.h"
#include "kernel/addresses.h"
#include "kernel/cases/clock.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/directory/directory.h"
#include "services/desk/asset_panel.h"
#include "services/desk/case_acts.h"
#include "services/desk/family_pages.h"
#include "services/desk/handover_parts.h"
#include "services/desk/parcel_parts.h"
#include "services/desk/related_parts.h"
#include "services/desk/words.h"
#include "services/page/answers.h"
#include "services/page/language_words.h"
#include "services/page/map_picture.h"
#include "services/page/parts.h"
#include "services/page/task_words.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

/// Leads to where parts of it are hidden; says when some are.
Html photo_acts(Call const& call, CaseView const& view, FileId file) {
  bool const hidden_parts = std::find(view.redacted.begin(), view.redacted.end(), file) != view.redacted.end();
  auto const told = hidden_parts ? group(" ", span(cls("badge"), _("Partly hidden"))) : nothing();
  if (!call.actor.may("desk.redact")) return told;
  return group(br(), a(href(desk_address(view.report.number) + "/photos/" + to_text(file)), _("Hide parts of it")), told);
}

Html photos_section(Call const& call, CaseView const& view) {
  Html photos;
  for (auto const& file : view.files) {
    auto const words = file.purpose == FilePurpose::work_after    ? _("The finished work")
                       : file.purpose == FilePurpose::work_before ? _("Before the work")
                                                                  : _("Photo of the reporter");
    photos += li(figure(photo(call, file.file, words), figcaption(words, photo_acts(call, view, file.file))));
  }
  return photos.empty() ? nothing() : section(h2(_("Photos")), ul(cls("photos"), photos));
}

Html answers_section(Call const& call, CaseView const& view) {
  auto const answers = parse_json(view.report.answers);
  auto const personal = parse_json(view.personal_answers);
  Html rows;
  for (auto const& question : view.report.definition->questions) {
    auto const& source = question.personal ? personal : answers;
    if (!source || question.is_upload() || question.is_place()) continue;
    auto const found = source->find(question.id);
    if (found != source->end()) rows += group(dt(question.label.in(call.language)), dd(cls("quote"), answer_words(call, question, *found)));
  }
  return rows.empty() ? nothing() : section(h2(_("Answers")), dl(cls("facts"), rows));
}

Html task_row(Call const& call, Task const& task) {
  auto const* crew = call.city.directory.get()->crew(task.crew);
  auto const number =
      call.actor.may("issues.dispatch") ? a(href("/desk/board/orders/" + to_text(task.id)), task.number) : strong(task.number);
  return li(number, " · ", crew == nullptr ? group(_("No crew")) : group(crew->name), " ",
            span(cls(is_over(task.state) ? "badge good" : "badge open"), task_state_words(task.state)),
            task.due_at && !is_over(task.state) ? group(" ", due_badge(task.due_at, false, false, call.now)) : nothing());
}

Html tasks_section(Call const& call, CaseView const& view) {
  if (view.tasks.empty()) return nothing();
  return section(h2(_("Work orders")), ul(each(view.tasks, [&](Task const& task) { return task_row(call, task); })));
}

Html where_row(Case const& report) {
  if (report.place.empty()) return nothing();
  if (!report.place.address.empty() || !report.place.point) return group(report.place.address);
  return span(cls("number"), std::to_string(report.place.point->latitude).substr(0, 8), ", ",
              std::to_string(report.place.point->longitude).substr(0, 9));
}

Html reporter_row(Call const& call, CaseView const& view) {
  if (!view.reporter) return group(_("Anonymous"));
  auto const& party = *view.reporter;
  auto const mail = party.email.empty() ? nothing() : group(" ", a(href("mailto:" + party.email), party.email));
  auto const phone = party.phone.empty() ? nothing() : group(" ", a(href("tel:" + party.phone), party.phone));
  auto const data = call.actor.may("records.erase")
                        ? group(" ", a(href("/admin/records/people/" + to_text(party.id)), _("This person's data")))
                        : nothing();
  return group(view.report.reporter_name.empty() ? party.name : view.report.reporter_name, mail, phone, data);
}

/// Tags lead to the inbox of that tag; each can be taken away.
Html tags_panel(Call const& call, CaseView const& view) {
  auto const path = desk_address(view.report.number) + "/tags";
  auto const chip = [&](std::string const& tag) {
    return li(a(href(with_query("/desk", {{"tag", tag}, {"status", "all"}})), "#", tag),
              post_form({.action = path + "/removal", .csrf_token = call.csrf_token}, hidden_field("tag", tag),
                        button(type("submit"), cls("plain"), _("Take away"), span(cls("visually-hidden"), " ", tag))));
  };
  auto const add = post_form({.action = path, .csrf_token = call.csrf_token, .css_class = "inline"},
                             input_field({.name = "tag", .label = _("Add a tag"), .entered = &view.entered, .attributes = {maxlength(41)}}),
                             button(type("submit"), cls("quiet"), _("Add")));
  return div(cls("panel"), h2(_("Tags")), view.tags.empty() ? nothing() : ul(cls("tags"), each(view.tags, chip)), add);
}

/// Why it must be kept; where a hold is set.
Html holds_panel(Call const& call, CaseView const& view) {
  auto const hold = [&](LegalHold const& each) {
    return li(each.party ? group(_("On the person: "), each.reason) : group(each.reason), " ",
              span(cls("soft small"), each.set_by, " ", time_of(call, each.set_at)));
  };
  bool const may_set = call.actor.may("records.hold");
  if (view.holds.empty() && !may_set) return nothing();
  auto const listed = view.holds.empty() ? nothing() : group(p(span(cls("badge late"), _("On legal hold"))), ul(each(view.holds, hold)));
  auto const set = may_set ? p(a(cls("button quiet"), href(with_query("/admin/records/holds/new", {{"number", view.report.number}})),
                                 _("Set a legal hold")))
                           : nothing();
  return div(cls("panel"), h2(_("Keeping")), listed, set);
}

Html incident_link(Call const& call, CaseView const& view) {
  auto const& number = view.report.number;
  if (view.is_incident) return p(a(cls("button quiet"), href("/desk/incidents/" + number), _("Open the incident")));
  if (!call.actor.may("issues.triage") || view.report.closed() || view.main) return nothing();
  return p(a(cls("button quiet"), href(with_query("/desk/incidents", {{"number", number}})), _("Make it an incident")));
}

Html fact_panel(Call const& call, CaseView const& view) {
  auto const& report = view.report;
  auto const directory = call.city.directory.get();
  return div(cls("panel"), facts({{_("Priority"), priority_badge(report.priority)},
                                  {_("Due"), report.due_at ? group(due_badge(report.due_at, report.paused(), report.closed(), call.now),
                                                                   " ", time_of(call, last_moment(*report.due_at)))
                                                           : due_badge(report.due_at, report.paused(), report.closed(), call.now)},
                                  {_("Where"), where_row(report)},
                                  {_("Parcel"), parcel_row(view)},
                                  {_("Queue"), group(directory->title_of(report.queue, call.language))},
                                  {_("Assigned to"), assignee_words(view)},
                                  {_("Reported by"), reporter_row(call, view)},
                                  {_("Channel"), group(channel_words(report.channel))},
                                  {_("Language"), group(language_words(report.language))},
                                  {_("Reported"), time_of(call, report.opened_at)},
                                  {_("Service version"), group(report.service, " ", report.version)}}));
}

}  // namespace

Response case_page(Call const& call, CaseView const& view, int status) {
  auto const& report = view.report;
  auto const title = std::string{title_of(report, call.language)};
  auto const heading =
      group(a(cls("back"), href("/desk"), _("Inbox")), h1(report.number, " ", title, " ", state_badge(report, call.language)));
  auto const told = view.notice.empty() ? nothing() : div(cls("note bad"), role("alert"), p(view.notice));
  auto const story =
      div(report.description.empty() ? nothing() : p(cls("quote lead"), report.description), answers_section(call, view),
          photos_section(call, view), place_map(call, report.place), tasks_section(call, view), chain_section(call, view),
          handovers_section(call, view), section(h2(_("What happened so far")), timeline_list(call, view.steps, Audience::staff)),
          related_section(call, view), others_section(call, view));
  auto const content = group(heading, told, error_summary(view.entered.errors), family_section(call, view),
                             div(cls("split"), story,
                                 aside(fact_panel(call, view), case_acts(call, view), asset_panel(call, view), incident_link(call, view),
                                       tags_panel(call, view), holds_panel(call, view))));
  return page(call,
              {.title = Text{report.number + " " + title},
               .content = content,
               .surface = Surface::staff,
               .current = "/desk",
               .script = "desk.js",
               .head = map_script(call)},
              status);
}

}  // namespace cityhall
