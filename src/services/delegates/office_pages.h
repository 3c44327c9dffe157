#pragma once
// Pages for the administrator.

#include <string>
#include <vector>

#include "kernel/delegations/delegation.h"
#include "services/page/page.h"
#include "services/delegates/course.h"
#include "web/form.h"

namespace cityhall::delegates {

inline constexpr std::string_view office_path = "/admin/delegates";

/// Everybody who reports for others, with what wakes or rests the delegation.
web::Response delegations_page(Call const& call, std::vector<Delegation> const& all);

struct DelegationView {
  Delegation delegation{};
  std::vector<CourseEntry> courses{};
  std::vector<TrainingResult> training{};
  std::size_t keys = 0;
  std::string key{};                // a key that was made just now; shown once
  web::Entered entered{};
  std::string notice{};
};
/// One delegation, or the form for a new one.
web::Response delegation_page(Call const& call, DelegationView const& view, int status = 200);

struct CoursesView {
  std::vector<CourseEntry> courses{};
  web::Entered entered{};
  std::string notice{};
};
/// Which courses there are, and the door for a new text.
web::Response courses_page(Call const& call, CoursesView const& view, int status = 200);

}  // namespace cityhall::delegates
