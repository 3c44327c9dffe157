#include "services/issues/draft.h"

#include "base/refusal.h"
#include "kernel/cases/tracking.h"
#include "kernel/definitions/question.h"
#include "services/page/kiosk.h"

namespace cityhall {
std::string description_of(Draft const& draft) {
  for (auto const& question : draft.definition->questions)
    if (question.type == QuestionType::longtext && !question.personal) return text_of(draft.answers, question.id);
  return {};
}

Place place_of(Draft const& draft) {
  auto const* question = draft.definition->place_question();
  auto const found = question == nullptr ? draft.answers.end() : draft.answers.find(question->id);
  return found == draft.answers.end() ? Place{} : place_from(*found);
}

Place place_from(Json const& known) {
  if (!known.is_object()) return {};
  Place place{.address = text_of(known, "address")};
  if (known.contains("lat") && known.contains("long"))
    place.point = Point{known.at("lat").get<double>(), known.at("long").get<double>()};
  return place;
}

Refusal draft_gone() {
  return not_found(_("This report is not here any more."), _("Reports that were not sent are kept for seven days. Please start again."));
}

namespace {

Json answers_with_files(Draft const& draft) {
  auto answers = draft.answers;
  for (auto const& file : draft.files)
    if (!file.question.empty()) answers[file.question].push_back(to_text(file.file));
  return answers;
}

/// Records the way by which somebody came.
OpenedCase open_through(Unit& unit, Channel channel, NewCase const& fresh) {
  if (channel != Channel::kiosk) return open_case(unit, fresh);
  auto actor = unit.actor;
  actor.channel = channel;
  Unit same{unit.city, unit.tx, actor, unit.now};
  return open_case(same, fresh);
}

}  // namespace

OpenedCase send_draft(Unit& unit, Draft& draft) {
  if (draft.sent()) return {.id = draft.case_id, .number = draft.number, .secret = tracking_secret(unit.city, draft.case_id)};
  NewCase fresh{.service = draft.definition->id,
                .definition = draft.definition,
                .answers = to_text(answers_with_files(draft)),
                .place = place_of(draft),
                .description = description_of(draft),
                .reporter = draft.contact,
                .language = draft.language};
  for (auto const& file : draft.files) fresh.files.push_back(file.file);
  auto opened = open_through(unit, draft.channel, fresh);
  draft.case_id = opened.id;
  draft.number = opened.number;
  save_draft(unit, draft);
  return opened;
}

Draft asked_draft(Call const& call) {
  auto draft = draft_by_token(call.view(), call.path_value("token"));
  if (!draft.sitting.empty() && draft.sitting != kiosk_sitting(call.request))
    throw not_found(_("This report is not here any more."), _("A kiosk forgets everything when somebody else comes. Please start again."));
  return draft;
}

}  // namespace cityhall
