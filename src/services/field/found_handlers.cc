#include "services/field/found_handlers.h"

#include "base/refusal.h"
#include "kernel/directory/directory.h"
#include "services/field/found.h"
#include "services/field/found_pages.h"

namespace cityhall {
namespace {

std::string name_of_crew(Call const& call) {
  auto const directory = call.city.directory.get();
  auto const* crew = directory->crew(call.actor.crew);
  return crew == nullptr ? std::string{} : crew->name;
}

}  // namespace

web::Response show_found_services(Call& call) {
  return found_list_page(call, {.crew_name = name_of_crew(call),
                                .services = services_for_crews(call),
                                .number = std::string{call.request.query.get("reported")},
                                .task = TaskId{parse_id(call.request.query.get("task"))}});
}

web::Response show_found_form(Call& call) {
  return found_form_page(call, {.crew_name = name_of_crew(call), .definition = service_for_crews(call, call.path_value("service"))});
}

web::Response create_found_work(Call& call) {
  std::vector<FileId> files;
  for (auto const& upload : call.uploads) files.push_back(upload.file);
  auto const found = found_work(call, service_for_crews(call, call.path_value("service")), call.request.form.fields, std::move(files));
  auto unit = call.unit();
  auto const answer = report_found(unit, found);
  return web::see_other(
      web::with_query("/field/found", {{"reported", answer.number}, {"task", answer.task ? to_text(answer.task) : std::string{}}}));
}

web::Response found_form_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid && refusal.kind != RefusalKind::conflict) throw refusal;
  FoundFormView view{.crew_name = name_of_crew(call), .definition = service_for_crews(call, call.path_value("service")), .status = 422};
  view.entered = {.values = call.request.form.fields, .errors = found_errors(refusal.fields, *view.definition)};
  if (refusal.fields.empty()) view.notice = call.text(refusal.message) + " " + call.text(refusal.fix);
  return found_form_page(call, view);
}

}  // namespace cityhall
