#include "services/studio/samples.h"

#include "base/json.h"
#include "services/sample.h"
#include "services/studio/diagram.h"
#include "services/studio/pages.h"

namespace cityhall::studio {
namespace {

using namespace web;
using namespace web::tag;
using std::chrono::hours;

/// A small service.
constexpr std::string_view sample_service = R"({"format": "city-service/1", "id": "bench", "version": 1, "owner": "streets",
"group": "parks", "record": "request", "number": "SR-{yy}-{seq:6}", "title": {"en": "Broken bench", "es": "Banca rota"},
"who": {"auth": "none"}, "channels": ["web"],
"questions": [{"id": "where", "type": "point", "label": {"en": "Where is it?", "es": "¿Dónde está?"}},
 {"id": "safe", "type": "boolean", "label": {"en": "Can people sit on it?", "es": "¿Se puede usar?"}, "optional": true}],
"route": [{"queue": "streets"}], "priority": [{"set": 3}],
"workflow": {"start": "open", "states": {
 "open": {"label": {"en": "Received", "es": "Recibido"}, "public": "open", "clock": "run", "sla": {"3": "P3BD"}, "actions": {
  "wait": {"label": {"en": "Ask the person", "es": "Preguntar a la persona"}, "to": "waiting", "by": ["dispatcher"]},
  "close": {"label": {"en": "It is repaired", "es": "Está reparada"}, "to": "closed", "by": ["dispatcher"]}}},
 "waiting": {"label": {"en": "Waiting for you", "es": "Esperamos su respuesta"}, "public": "open", "clock": "pause",
  "after": {"P14D": "closed"}},
 "closed": {"label": {"en": "Done", "es": "Listo"}, "public": "closed", "end": true}}},
"tests": []})";

Json sample_file() { return *parse_json(sample_service); }

Draft sample_draft(Call const& call) {
  Draft draft;
  draft.service = "bench";
  draft.json = sample_service;
  draft.saved = call.now - hours{2};
  return draft;
}

DraftView sample_view(Call const& call) {
  auto view = view_with(call, sample_draft(call), sample_file());
  view.faults.clear();  // another city may know no such department
  return view;
}

/// A question has no Spanish.
DraftView faulty_view(Call const& call) {
  auto file = sample_file();
  file["questions"][1]["label"]["es"] = "";
  return view_with(call, sample_draft(call), file);
}

std::vector<Sample> draft_samples(Call const& call) {
  auto fresh = sample_draft(call);
  auto copied = fresh;
  copied.base_version = 3;
  auto timed = fresh;
  timed.publish_at = call.now + hours{20};
  auto failed = fresh;
  failed.fault = "A text is missing.";
  return {{_("A new service; from another version; with a time; what could not go live"),
           drafts_table(call, {fresh, copied, timed, failed})}};
}

std::vector<Sample> verdict_samples(Call const& call) {
  return {{_("It may be published"), verdict_note(sample_view(call))}, {_("With a fault"), verdict_note(faulty_view(call))}};
}

std::vector<Sample> question_samples(Call const& call) {
  auto const view = sample_view(call);
  auto const faulty = faulty_view(call);
  return {{_("As it comes"), question_rows(sheet_of(call, view))}, {_("With a fault"), question_rows(sheet_of(call, faulty))}};
}

std::vector<Sample> state_samples(Call const& call) {
  auto const view = sample_view(call);
  return {{_("As it comes"), state_rows(sheet_of(call, view))}};
}

std::vector<Sample> diagram_samples(Call const& call) {
  auto const view = sample_view(call);
  return {{_("People act, the clock rests and acts by itself, an end"), workflow_picture(call, view.definition->workflow, "/styles")}};
}

}  // namespace

std::vector<Component> studio_components() {
  return {{"drafts_table", _("Drafts of services."), draft_samples, "staff"},
          {"verdict_note", _("What is to be put right before a draft can be published."), verdict_samples, "staff", "studio.css"},
          {"question_rows", _("The questions of a draft."), question_samples, "studio", "studio.css"},
          {"state_rows", _("The states of a draft's workflow."), state_samples, "studio", "studio.css"},
          {"workflow_picture", _("A workflow as a picture; each state leads to its form."), diagram_samples, "staff", "studio.css"}};
}

}  // namespace cityhall::studio
