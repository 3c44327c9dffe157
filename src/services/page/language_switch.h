#pragma once
// The way to the same page in the other language: with its filters and words, and from a form that was refused with what was typed.

#include <optional>
#include <string>

#include "services/call.h"
#include "web/html.h"

namespace cityhall {

/// Beside a form's address: the form is shown again in another language, and nothing is done with it.
inline constexpr std::string_view only_language = "only_language";

/// True for a form that was sent to be shown in another language.
bool asks_for_language(web::Request const& request);
/// A link; on a page that shows a refused form again (`is_form`) a button that takes along what was typed. Nothing in a city with one
/// language.
web::Html language_switch(Call const& call, bool is_form);

}  // namespace cityhall
