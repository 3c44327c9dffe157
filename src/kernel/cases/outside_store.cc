#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/case_rows.h"
#include "kernel/cases/state.h"
#include "kernel/city.h"
#include "kernel/definitions/definition.h"

namespace cityhall {
namespace {

// The extended statuses of two-way Open311 that mean an end, and our own outcomes, which a partner's statuses may stand for.
constexpr std::array<std::string_view, 10> closing{"closed", "fixed", "duplicate", "not_councils_responsibility",
                                                   "no_further_action", "cancelled", "not_found", "not_ours",
                                                   "no_action", "declined"};

bool opens(std::string_view status) { return status == "reopen" || status == "open"; }

/// A partner's status may stand for a state of the service; an end and a beginning are more than that.
bool names_state(Case const& report, OutsideUpdate const& update) {
  return update.source.starts_with("partner:") && report.definition->workflow.state(update.status) != nullptr && !report.closed() &&
         !opens(update.status) && report.state != update.status;
}

std::string first_end(Case const& report) {
  for (auto const& state : report.definition->workflow.states)
    if (is_closed_state(state)) return state.id;
  return {};
}

void follow_status(Unit& unit, Case& report, OutsideUpdate const& update) {
  ActionFields const fields{.comment = without_control_characters(trim(update.description)),
                            .outcome = update.status == "closed" ? std::string{} : update.status,
                            .files = update.files};
  if (report.main) {  // a member is decided upon with its main case: the words count, the status does not
    if (!fields.comment.empty()) report.public_note = fields.comment;
    save(unit, report);
  } else if (means_the_end(update.status) && !report.closed()) {
    auto const end = first_end(report);
    if (!end.empty()) enter_state(unit, report, {.to = end, .by = "outside"}, fields);
  } else if (opens(update.status) && report.closed()) {
    enter_state(unit, report, {.to = report.definition->workflow.start, .by = "outside"}, fields);
  } else if (names_state(report, update)) {
    enter_state(unit, report, {.to = update.status, .by = "outside"}, fields);
  } else {
    if (!fields.comment.empty()) report.public_note = fields.comment;
    save(unit, report);
  }
}

}  // namespace

bool means_the_end(std::string_view status) { return std::find(closing.begin(), closing.end(), status) != closing.end(); }

void know_update(Unit& unit, CaseId case_id, OutsideUpdate const& update) {
  unit.tx.run(R"sql(INSERT INTO outside_updates (id, source, update_id, case_id, received_at) VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT (source, update_id) DO NOTHING)sql",
              unit.city.ids().make<NoteId>(), update.source, update.update_id, case_id, unit.now);
}

OutsideAnswer update_from_outside(Unit& unit, Case& report, OutsideUpdate const& update) {
  if (update.update_id.empty()) throw invalid_fields({{"update_id", "required", _("An update needs an update_id.")}});
  auto const known = unit.tx.maybe_value<NoteId>(R"sql(SELECT id FROM outside_updates WHERE source = $1 AND update_id = $2)sql",
                                                 update.source, update.update_id);
  if (known) return {*known, true};
  auto const id = unit.city.ids().make<NoteId>();
  unit.tx.run(R"sql(INSERT INTO outside_updates (id, source, update_id, case_id, received_at) VALUES ($1, $2, $3, $4, $5))sql", id,
              update.source, update.update_id, report.id, unit.now);
  if (update.in_confidence) keep_files_for_staff(unit, report.id, update.files, FilePurpose::reply);
  else keep_files(unit, report.id, update.files, means_the_end(update.status) ? FilePurpose::work_after : FilePurpose::reply);
  Json data{{"update_id", update.update_id},
            {"status", update.status},
            {"message", without_control_characters(trim(update.description))},
            {"at", to_rfc3339(update.at)}};
  for (auto const file : update.files) data["files"].push_back(to_text(file));
  append(unit, "case.updated_from_outside", {.case_id = report.id, .party_id = report.reporter}, data);
  if (update.in_confidence) save(unit, report);
  else follow_status(unit, report, update);
  return {id, false};
}

}  // namespace cityhall
