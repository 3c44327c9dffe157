#include "kernel/cases/rating.h"

#include <numeric>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/events/event.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

void check_rating(View const& view, Case const& report, Time now) {
  if (!report.reporter_is_here) throw not_found();
  if (!report.closed()) throw conflict("rating.not_closed", _("This request is not finished yet."), _("Rate it once the work is done."));
  if (!may_rate(view, report, now))
    throw conflict("rating.too_late", _("This rating can no longer be changed."), _("Write to us if something is still wrong."));
}

}  // namespace

std::optional<Rating> rating_of(View const& view, CaseId id) {
  auto const row = view.reader.maybe(R"sql(SELECT score, comment, rated_at FROM case_ratings WHERE case_id = $1)sql", id);
  if (!row) return std::nullopt;
  return Rating{row->get<int>(0), row->get<std::string>(1), row->get<Time>(2)};
}

bool may_rate(View const& view, Case const& report, Time now) {
  if (!report.closed() || report.outcome == "duplicate") return false;
  auto const given = rating_of(view, report.id);
  return !given || now <= given->at + rating_changes;
}

void rate(Unit& unit, Case const& report, int score, std::string_view comment) {
  auto const view = view_of(unit);
  check_rating(view, report, unit.now);
  std::vector<FieldError> errors;
  if (score < 1 || score > 5) errors.push_back({"score", "required", _("Choose one of the five answers.")});
  auto const words = without_control_characters(trim(comment));
  if (length(words) > 2000) errors.push_back({"comment", "too_long", _("Write at most 2,000 characters.")});
  if (!errors.empty()) throw invalid_fields(std::move(errors));
  auto const before = rating_of(view, report.id);
  if (before && before->score == score && before->comment == words) return;
  unit.tx.run(R"sql(INSERT INTO case_ratings (case_id, service, score, comment, rated_at, changed_at) VALUES ($1, $2, $3, $4, $5, $5)
                    ON CONFLICT (case_id) DO UPDATE
                    SET score = excluded.score, comment = excluded.comment, changed_at = excluded.changed_at)sql",
              report.id, report.service, score, words, unit.now);
  Json data{{"score", score}, {"message", words}, {"service", report.service}};
  if (before) data["before"] = before->score;
  append(unit, "case.rated", {.case_id = report.id, .party_id = report.reporter}, data);
}

std::size_t Satisfaction::count() const { return std::accumulate(scores.begin(), scores.end(), std::size_t{0}); }

double Satisfaction::mean() const {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) sum += (i + 1) * scores[i];
  return count() == 0 ? 0 : static_cast<double>(sum) / static_cast<double>(count());
}

std::vector<Satisfaction> satisfaction(View const& view, Time from, Time to) {
  require(view.actor, "issues.read");
  std::vector<Satisfaction> found;
  for (auto const row : view.reader.query(
           R"sql(SELECT service, score, count(*) FROM case_ratings WHERE rated_at >= $1 AND rated_at < $2 GROUP BY service, score
                 ORDER BY service, score)sql",
           from, to)) {
    auto const service = row.get<std::string_view>(0);
    if (found.empty() || found.back().service != service) found.push_back({.service = std::string{service}});
    found.back().scores.at(static_cast<std::size_t>(row.get<int>(1) - 1)) = static_cast<std::size_t>(row.get<std::int64_t>(2));
  }
  return found;
}

std::vector<RatedCase> latest_comments(View const& view, std::size_t most) {
  require(view.actor, "issues.read");
  std::vector<RatedCase> found;
  for (
      auto const row : view.reader.query(
          R"sql(SELECT cases.number, case_ratings.service, score, comment, rated_at FROM case_ratings JOIN cases ON cases.id = case_ratings.case_id
                 WHERE comment <> '' ORDER BY rated_at DESC LIMIT $1)sql",
          static_cast<std::int64_t>(most)))
    found.push_back({row.get<std::string>(0), row.get<std::string>(1), {row.get<int>(2), row.get<std::string>(3), row.get<Time>(4)}});
  return found;
}

}  // namespace cityhall
