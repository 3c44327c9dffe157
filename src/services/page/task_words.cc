#include "services/page/task_words.h"

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
      return _("Cancelled");
    case TaskState::declined:
      return _("Declined");
  }
  return _("Assigned");
}

}  // namespace cityhall
