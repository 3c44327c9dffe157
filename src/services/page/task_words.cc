#include "services/page/task_words.h"

#include "kernel/definitions/definition_set.h"

namespace cityhall {

Message task_state_words(TaskState state) {
  switch (state) {
    case TaskState::assigned:
      return _("Assigned");
    case TaskState::accepted:
      return _("Accepted");
    case TaskState::en_route:
      return _("On the way");
    case TaskState::started:
      return _("Being worked on");
    case TaskState::paused:
      return _("Paused");
    case TaskState::done:
      return _("Done");
    case TaskState::cancelled:
      return _("Canceled");
    case TaskState::declined:
      return _("Declined");
  }
  return _("Assigned");
}

std::string work_title(Call const& call, Task const& task) {
  auto const definition = call.city.definitions.get()->find(task.service);
  auto const& first = call.city.settings.get()->default_language();
  if (!definition || call.language == first) return task.title;
  auto const said = [&](LocalText const& text) { return text.in(first) == task.title; };
  if (said(definition->title)) return std::string{definition->title.in(call.language)};
  for (auto const& step : definition->steps)
    if (said(step.label)) return std::string{step.label.in(call.language)};
  return task.title;
}

}  // namespace cityhall
