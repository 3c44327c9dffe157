#pragma once
// The frame of the administrators' pages: the parts of the office at the side, the page beside them; and what their forms share.

#include <string>
#include <string_view>
#include <vector>

#include "kernel/accounts/role.h"
#include "services/page/page.h"

namespace cityhall {

/// A part of the office, shown to those who have its permission.
struct OfficePart {
  std::string_view path;
  Message title;
  Message summary;
  std::string_view permission;
};
/// The parts that whoever calls may enter.
std::vector<OfficePart> office_parts(Call const& call);

struct OfficePage {
  web::Text title;
  web::Html content;
  std::string_view path;      // of the part that is marked
  std::string_view script{};  // source name of a module script, "find.js"
  std::string_view style{};   // source name of a style sheet of its own, "studio.css"
};
web::Response office_page(Call const& call, OfficePage const& parts, int status = 200);

/// What was typed into a form that was refused, and why.
struct Told {
  web::Entered entered{};
  std::string notice{};
  int status = 200;
};
/// Throws the refusal on when it is not about what was typed or what stands in its way.
Told told_of(Call const& call, Refusal const& refusal);
/// Above the form: the notice, or all wrong fields; "Saved." after a change that was made.
web::Html told_strip(Call const& call, Told const& told);
/// Leads back to `path` with the note "Saved.", or what `done` ("published", "discarded") says instead.
web::Response saved(std::string_view path, std::string_view done = {});

/// On small screens a grid scrolls inside its own frame; cards stand below each other: for cells that say themselves what they are.
enum class TableShape { grid, cards };
web::Html office_table(Message const& name, std::vector<Message> const& columns, web::Html const& rows,
                       TableShape shape = TableShape::grid);
web::Html hint(Message const& words);
/// A form with one button and nothing to fill in.
web::Html act_button(Call const& call, std::string const& path, Message const& words, std::string_view css_class = "button quiet");
/// "Dispatcher"; a role that the city made itself goes by its name.
web::Text role_words(std::string_view role);
/// The lines that are not empty, trimmed.
std::vector<std::string> lines_of(std::string_view text);
std::string as_lines(std::vector<std::string> const& lines);

}  // namespace cityhall
