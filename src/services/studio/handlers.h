#pragma once
// Begin, edit, publish, throw away.

#include "services/module.h"

namespace cityhall::studio {

web::Response show_drafts(Call& call);
web::Response begin_draft(Call& call);
/// The list with what was typed and why it was refused.
web::Response begin_again(Call& call, Refusal const& refusal);
web::Response show_draft(Call& call);
web::Response show_part(Call& call);
web::Response save_part(Call& call);
/// The part with what was typed, beside what others saved.
web::Response part_again(Call& call, Refusal const& refusal);
web::Response examine_part(Call& call);
/// POST /admin/studio/{draft}/autosaves/{part}: saved while somebody types; conflict when somebody else saved meanwhile.
web::Response autosave_part(Call& call);
web::Response show_preview(Call& call);
web::Response show_json(Call& call);
web::Response save_json(Call& call);
/// The text with the reason.
web::Response json_again(Call& call, Refusal const& refusal);
web::Response show_changes(Call& call);
web::Response publish_draft(Call& call);
/// The changes with the reason.
web::Response publish_again(Call& call, Refusal const& refusal);
web::Response schedule_draft(Call& call);
web::Response unschedule_draft(Call& call);
web::Response go_back_to(Call& call);
web::Response discard_draft(Call& call);
web::Response restore_draft(Call& call);

}  // namespace cityhall::studio
