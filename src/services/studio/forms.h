#pragma once
// The forms of the studio, drawn from the tables of the format: a control for each member, with what the checker says of it.

#include <string>
#include <string_view>
#include <vector>

#include "services/studio/view.h"
#include "web/html.h"

namespace cityhall::studio {

/// What a form is drawn from.
struct Sheet {
  Call const& call;
  DraftView const& view;
  web::Entered entered{};  // the checker's faults (and what could not be read) by control
};
/// `errors`: of what could not be read.
Sheet sheet_of(Call const& call, DraftView const& view, std::vector<FieldError> errors = {});

/// The control or group that edits a place: "/channels" for "/channels/2", "/title/es" for itself.
std::string control_of(std::string_view pointer);

/// All members of the object at `at`, or those named, in the order of the format.
web::Html members(Sheet const& sheet, std::string const& at, std::vector<std::string_view> const& only = {});
/// One member, by its place.
web::Html member_at(Sheet const& sheet, std::string const& at);
/// A list of objects as fieldsets that can be added, removed and moved; a map with names that can change.
web::Html entries_at(Sheet const& sheet, std::string const& at);
/// A text in all languages of the city, side by side.
web::Html local_text_at(Sheet const& sheet, std::string const& at, web::Text const& words, Message const& help = {});
/// What the checker says of a group.
web::Html notes_at(Sheet const& sheet, std::string_view at);
/// A button that saves what was typed and does `act` (acts.h), also where something is still missing.
web::Html sheet_button(std::string const& act, web::Html const& words, std::string_view css_class);
/// Up, down, remove; for the entry of a list or map.
web::Html entry_acts(Sheet const& sheet, std::string const& at);

/// The form around controls: what was shown when it was drawn, and where it is sent. Enter saves.
web::Html sheet_form(Sheet const& sheet, std::string const& action, web::Html const& content, web::Html const& state);

}  // namespace cityhall::studio
