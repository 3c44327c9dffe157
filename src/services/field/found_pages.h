#pragma once
// New work from what a crew finds: the service, then one form.

#include <optional>

#include "kernel/definitions/definition.h"
#include "kernel/tasks/task.h"
#include "services/page/page.h"

namespace cityhall {

struct FoundListView {
  std::string crew_name{};
  std::vector<DefinitionPtr> services{};
  std::string number{};  // of what was reported just now; empty: nothing
  TaskId task{};         // and the crew's work order for it
};
web::Response found_list_page(Call const& call, FoundListView const& view);

struct FoundFormView {
  std::string crew_name{};
  DefinitionPtr definition{};
  web::Entered entered{};
  std::string notice{};  // why it was not taken, in words
  int status = 200;
};
/// The form alone.
web::Html found_form(Call const& call, FoundFormView const& view);
web::Response found_form_page(Call const& call, FoundFormView const& view);

}  // namespace cityhall
