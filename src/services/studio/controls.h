#pragma once
// The control of one member, by its kind; what the forms of this folder share.

#include "services/studio/forms.h"
#include "services/studio/places.h"

namespace cityhall::studio {

/// A list or map of objects: each a fieldset.
bool has_entries(ValueForm const& form);
/// What the member is called, and a line of help; empty where there is none.
Message label_of(PlaceForm const& place);
Message help_of(PlaceForm const& place);

}  // namespace cityhall::studio
