#include "base/refusal.h"
#include "kernel/cases/case_rows.h"
#include "kernel/cases/removed.h"
#include "kernel/cases/tracking.h"
#include "kernel/city.h"
#include "kernel/definitions/evaluate.h"

namespace cityhall {
namespace {

std::optional<Case> first_case(View const& view, store::Query const& query) {
  for (auto const row : view.reader.query(query)) return case_from(view.city, row);
  return std::nullopt;
}

/// A crew sees the cases that it has, or had, work on.
bool works_on(View const& view, CaseId id) {
  if (!view.actor.crew) return false;
  return view.reader.maybe(R"sql(SELECT id FROM tasks WHERE case_id = $1 AND crew_id = $2 LIMIT 1)sql", id, view.actor.crew).has_value();
}

void fill_name(View const& view, Case& report) {
  report.reporter_name =
      view.reader.maybe_value<std::string>(R"sql(SELECT reporter_name FROM case_people WHERE case_id = $1)sql", report.id).value_or("");
}

Case admit(View const& view, std::optional<Case> found, std::string_view secret) {
  if (!found) throw not_found();
  bool const by_account = view.actor.party && view.actor.party == found->reporter;
  found->reporter_is_here = by_account || (!secret.empty() && is_tracking_secret(view.city, found->id, secret));
  if (!found->reporter_is_here && !view.actor.may("issues.read") && !works_on(view, found->id)) throw not_found();
  fill_name(view, *found);
  return std::move(*found);
}

/// Whoever could have seen it is told that it was removed.
void refuse_if_removed(View const& view, std::string_view number, std::string_view secret) {
  auto const removed = removed_case(view, number);
  if (!removed) return;
  bool const has_link = !secret.empty() && is_tracking_secret(view.city, removed->id, secret);
  if (removed->is_public || has_link || view.actor.may("issues.read")) refuse_removed();
}

}  // namespace

Case case_by_number(View const& view, std::string_view number, std::string_view secret) {
  auto found = first_case(view, select_cases().where("number = ?", number));
  if (!found) refuse_if_removed(view, number, secret);
  return admit(view, std::move(found), secret);
}

Case case_by_id(View const& view, CaseId id, std::string_view secret) {
  return admit(view, first_case(view, select_cases().where("id = ?", id)), secret);
}

Case load_case(View const& view, CaseId id) {
  auto found = first_case(view, select_cases().where("id = ?", id));
  if (!found) throw not_found();
  return std::move(*found);
}

std::optional<CaseId> case_id_by_external(View const& view, std::string_view source, std::string_view external_id) {
  return view.reader.maybe_value<CaseId>(
      R"sql(SELECT id FROM cases WHERE external_source = $1 AND external_id = $2 AND external_id <> '')sql", source, external_id);
}

ApiKeyId key_that_opened(View const& view, CaseId id) {
  return view.reader
      .maybe_value<ApiKeyId>(
          R"sql(SELECT COALESCE(key_id, 0) FROM events WHERE case_id = $1 AND type = 'case.opened' ORDER BY id LIMIT 1)sql", id)
      .value_or(ApiKeyId{});
}

std::optional<CaseId> case_id_by_number(View const& view, std::string_view number) {
  return view.reader.maybe_value<CaseId>(R"sql(SELECT id FROM cases WHERE number = $1)sql", number);
}

std::string personal_answers(View const& view, Case const& report) {
  if (!report.reporter_is_here) require(view.actor, "issues.read");
  return view.reader.maybe_value<std::string>(R"sql(SELECT answers FROM case_people WHERE case_id = $1)sql", report.id).value_or("{}");
}

std::string_view title_of(Case const& report, std::string_view language) {
  return report.title.empty() ? report.definition->title.in(language) : std::string_view{report.title};
}

std::string_view state_label(Case const& report, std::string_view language) {
  auto const* state = report.definition->workflow.state(report.state);
  return state == nullptr ? std::string_view{report.state} : public_label(*state, language);
}

}  // namespace cityhall
