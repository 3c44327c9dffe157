#include "services/field/preview.h"

#include "base/json.h"
#include "services/field/found_pages.h"
#include "services/field/order_acts.h"
#include "services/page/questions.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

/// The work order that such a request would have while the crew works on it: then everything can be seen.
Task order_of(Call const& call, Previewed const& shown) {
  auto const& definition = *shown.definition;
  Task task;
  task.service = definition.id;
  task.title = definition.title.in(call.language);
  task.state = TaskState::started;
  if (auto const* place = definition.place_question(); place != nullptr && shown.answers->contains(place->id))
    task.place.address = text_of((*shown.answers)[place->id], "address");
  return task;
}

/// What somebody answered, as the crew would have typed it.
Parameters typed_by_crew(Previewed const& shown) {
  auto typed = typed_answers(*shown.answers, "answer.");
  if (auto const* place = shown.definition->place_question()) typed.add("place", std::string{typed.get("answer." + place->id)});
  return typed;
}

Html on_tablet(Html const& content) { return div(cls("crew"), fieldset(disabled(), content)); }

}  // namespace

Html preview_work_order(Call const& call, Previewed const& shown) {
  WorkOrderView const view{.task = order_of(call, shown), .checks = check_list(*shown.definition)};
  return on_tablet(group(ul(cls("work"), job_card(call, view.task)), order_acts(call, view)));
}

Html preview_found(Call const& call, Previewed const& shown) {
  return on_tablet(found_form(call, {.definition = shown.definition, .entered = {.values = typed_by_crew(shown)}}));
}

}  // namespace cityhall
