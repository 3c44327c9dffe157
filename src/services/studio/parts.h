#pragma once
// The pages of a draft: which part of the file each of them edits.

#include <span>
#include <string>
#include <string_view>

#include "services/studio/forms.h"

namespace cityhall::studio {

struct Part {
  std::string_view id;  // in the address
  Message title;
  web::Html (*content)(Sheet const& sheet, std::string const& at);  // `at`: one entry of the part, or empty
};

/// In the order of the menu.
std::span<Part const> parts();
/// Null when there is none of that name.
Part const* find_part(std::string_view id);
/// The page where a place of the file is edited, with the control: "/admin/studio/12/parts/questions?at=/questions/2#field-…".
std::string page_for(Draft const& draft, std::string_view pointer);

// The contents, a file each for the large ones.
web::Html identity_part(Sheet const& sheet, std::string const& at);
web::Html texts_part(Sheet const& sheet, std::string const& at);
web::Html questions_part(Sheet const& sheet, std::string const& at);
/// The list of questions, each with what can be done with it; empty without one.
web::Html question_rows(Sheet const& sheet);
/// The states as a list.
web::Html state_rows(Sheet const& sheet);
web::Html routing_part(Sheet const& sheet, std::string const& at);
web::Html due_part(Sheet const& sheet, std::string const& at);
web::Html workflow_part(Sheet const& sheet, std::string const& at);
web::Html notices_part(Sheet const& sheet, std::string const& at);
web::Html more_part(Sheet const& sheet, std::string const& at);
web::Html tests_part(Sheet const& sheet, std::string const& at);

}  // namespace cityhall::studio
