#pragma once
// The form in which a page, an item of news or a banner is written: what it shows and how it is read.

#include "kernel/publications/publication.h"
#include "services/page/page.h"

namespace cityhall::content {

/// `checked`: with what the review of each text found.
web::Html editor_form(Call const& call, Publication const& publication, web::Entered const& entered, bool checked);
/// What was typed over what `before` said. Wrong times are faults of their fields.
struct TypedPublication {
  Publication publication{};
  std::vector<FieldError> errors{};
};
TypedPublication read_editor_form(Call const& call, Publication before);

}  // namespace cityhall::content
