#pragma once
// The frame of the rules' pages: its parts at the side.

#include "services/page/page.h"

namespace cityhall {

struct RulesPage {
  web::Text title;
  web::Html content;
  std::string_view path;  // of the part that is marked
};
web::Response rules_page(Call const& call, RulesPage const& parts, int status = 200);

/// What was typed and refused; throws the refusal on when it is about something else.
struct Retold {
  web::Entered entered{};
  int status = 200;
};
Retold retold(Call const& call, Refusal const& refusal);

/// Hours as people write them, "1.5", from minutes.
std::string hours_text(std::int64_t minutes);

}  // namespace cityhall
