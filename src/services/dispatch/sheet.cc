#include "services/dispatch/sheet.h"

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/addresses.h"
#include "kernel/cases/chain.h"
#include "kernel/definitions/definition.h"
#include "services/dispatch/board_page.h"
#include "services/page/answers.h"
#include "services/page/asset_parts.h"
#include "services/page/check_parts.h"
#include "services/page/map_picture.h"
#include "services/page/parts.h"
#include "services/page/task_words.h"
#include "services/page/qr.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

struct Sheet {
  Task task{};
  Case report{};
  std::vector<CaseFile> files{};
  std::vector<ChainStep> steps{};
  CaseAssets assets{};
  std::vector<CheckLine> checks{};
};

Sheet asked_sheet(Call const& call) {
  auto task = task_by_id(call.view(), TaskId{parse_id(call.path_value("task"))});
  if (!task) throw not_found();
  Sheet sheet{.report = case_by_id(call.view(), task->case_id),
              .files = files_of(call.view(), task->case_id),
              .steps = chain_of(call.view(), task->case_id),
              .assets = case_assets(call.view(), {task->case_id, task->service, task->place.point})};
  sheet.checks = check_list(call.view(), *task, sheet.report);
  sheet.task = std::move(*task);
  return sheet;
}

/// Without personal answers: paper lies about.
Html answers_on_paper(Call const& call, Case const& report) {
  auto const answers = parse_json(report.answers);
  if (!answers) return nothing();
  Html rows;
  for (auto const& question : report.definition->questions) {
    if (question.personal || question.is_upload() || question.is_place()) continue;
    auto const found = answers->find(question.id);
    if (found != answers->end()) rows += group(dt(question.label.in(call.language)), dd(answer_words(call, question, *found)));
  }
  return rows.empty() ? nothing() : section(h2(_("Questions and answers")), dl(cls("facts"), rows));
}

Html place_on_paper(Call const& call, Task const& task) {
  if (!task.place.point) return nothing();
  return section(h2(_("Place")), p(strong(task.place.address)),
                 map_picture(call, {.view = {.middle = *task.place.point, .zoom = 15.5, .width = 640, .height = 360},
                                    .marks = {{.point = *task.place.point, .kind = "here"}},
                                    .words = _("A map of the place: {place}").with("place", task.place.address)}));
}

Html photos_on_paper(Call const& call, Sheet const& sheet) {
  if (sheet.files.empty()) return nothing();
  auto const one = [&](CaseFile const& file) {
    return li(photo(call, file.file, file.purpose == FilePurpose::work_after ? _("The finished work") : _("Photo of the reporter")));
  };
  return section(h2(_("Photos")), ul(cls("photos"), each(sheet.files, one)));
}

/// The steps of the work, then the list of the work order; what is done on the tablet already has its mark.
Html ticks_on_paper(Call const& call, Sheet const& sheet) {
  auto const line = [](std::string_view words, bool done) { return li(words, done ? group(" ", span(cls("soft"), "✓")) : nothing()); };
  return section(h2(_("Check list")),
                 ul(cls("ticks"), each(sheet.steps, [&](ChainStep const& step) { return line(step.title, step.done_at.has_value()); }),
                    each(sheet.checks, [&](CheckLine const& check) { return line(check_words(call, check), check.tick.has_value()); })));
}

Html sheet_facts(Call const& call, Sheet const& sheet) {
  auto const& task = sheet.task;
  auto const* crew = call.city.directory.get()->crew(task.crew);
  return facts(
      {{_("Request"), group(sheet.report.number)},
       {_("Crew"), group(crew == nullptr ? std::string{} : crew->name)},
       {_("Planned"), task.planned_start ? group(time_of(call, *task.planned_start), ", ", length_words(task.planned_minutes)) : nothing()},
       {_("Due"), task.due_at ? time_of(call, *task.due_at) : nothing()},
       {_("Priority"), group(task.priority)},
       {_("Reported"), time_of(call, sheet.report.opened_at)}});
}

Html sign_lines() { return div(cls("signs"), span(_("Name")), span(_("Date and time")), span(_("Signature"))); }

}  // namespace

Response show_sheet(Call& call) {
  auto const sheet = asked_sheet(call);
  auto const& task = sheet.task;
  auto const address = call.city.settings.get()->base_url + tablet_address(task.id);
  auto const code = figure(cls("qr"), qr_picture(address, _("A QR code that opens this work order")), figcaption(task.number));
  auto const content =
      group(a(cls("back"), href(order_path(task)), _("Work order")),
            div(cls("sheet-head"), div(h1(work_title(call, task)), p(cls("lead number"), task.number)), code), sheet_facts(call, sheet),
            task.description.empty() ? nothing() : section(h2(_("What is to be done")), p(cls("quote"), task.description)),
            answers_on_paper(call, sheet.report), place_on_paper(call, task), assets_on_site(sheet.assets), photos_on_paper(call, sheet),
            ticks_on_paper(call, sheet), section(h2(_("Notes")), div(cls("room")), sign_lines()));
  return page(call, {.title = Text{work_title(call, task) + " " + task.number},
                     .content = div(cls("sheet"), content),
                     .surface = Surface::staff,
                     .current = "/desk/board",
                     .head = link(rel("stylesheet"), href(call.around.assets.path_of("board.css")))});
}

}  // namespace cityhall
