#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/cases/family.h"
#include "kernel/cases/own_cases.h"
#include "kernel/cases/public_case.h"
#include "kernel/cases/public_rows.h"
#include "kernel/cases/removed.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"

namespace cityhall {
namespace {

std::string published_answers(Definition const& definition, std::string const& stored) {
  auto const answers = parse_json(stored);
  auto published = Json::object();
  if (!answers || !answers->is_object()) return "{}";
  for (auto const& [id, answer] : answers->items()) {
    auto const* question = definition.question(id);
    if (question == nullptr || !question->publish || question->personal || hides(definition, id)) continue;
    if (question->is_place() && definition.publish.by_block) continue;
    published[id] = answer;
    if (question->is_place() && answer.is_object() && answer.contains("address"))
      published[id]["address"] = without_unit(text_of(answer, "address"));
  }
  return to_text(published);
}

/// The photos of those that reported the same thing show it, too; the newest work stays last.
void read_family(View const& view, PublicCase& report) {
  if (auto const main = main_of(view, Case{.id = report.id, .main = report.main})) {
    if (main->is_public) report.together_with = main->number;
    report.in_incident = main->bond == Bond::incident;
  }
  report.members = count_members(view, report.id);
  if (report.members == 0) return;
  std::vector<FileId> files;
  for (auto const& file : family_files_of(view, report.id))
    if (file.visibility == FileVisibility::public_) files.push_back(file.file);
  report.files = std::move(files);
}

}  // namespace

PublicCase public_case(View const& view, std::string_view number) {
  auto found = public_cases(view, select_public().where("number = ?", number).where("is_public = 1"));
  if (found.empty()) {
    if (auto const removed = removed_case(view, number); removed && removed->is_public) refuse_removed();
    throw not_found();
  }
  read_family(view, found.front());
  read_published_answers(view, found);
  return std::move(found.front());
}

void read_published_answers(View const& view, std::vector<PublicCase>& reports) {
  std::map<CaseId, std::string> stored;
  for (auto const& ids : in_parts(reports))
    for (auto const row : view.reader.query(store::Query{R"sql(SELECT id, answers FROM cases)sql"}.where_in("id", ids)))
      stored.emplace(row.get<CaseId>(0), row.get<std::string>(1));
  for (auto& report : reports) report.answers = published_answers(*report.definition, stored[report.id]);
}

bool is_public_case(View const& view, CaseId id) {
  return view.reader.maybe(R"sql(SELECT id FROM cases WHERE id = $1 AND is_public = 1)sql", id).has_value();
}

std::vector<PublicCase> recent_cases(View const& view, std::size_t most) { return requests(view, {.most = most}).rows; }

std::vector<PublicCase> own_cases(View const& view, std::size_t most) {
  if (!view.actor.party) return {};
  return public_cases(
      view, select_public().where("reporter_id = ?", view.actor.party).order_by("id DESC").limit(static_cast<std::int64_t>(most)));
}

std::vector<PublicCase> followed_cases(View const& view, std::size_t most) {
  if (!view.actor.party) return {};
  auto const ids =
      view.reader.values<CaseId>(R"sql(SELECT case_id FROM case_followers WHERE party_id = $1 ORDER BY case_id DESC LIMIT $2)sql",
                                 view.actor.party, static_cast<std::int64_t>(most));
  return public_cases(view, select_public().where_in("id", ids).where("is_public = 1").order_by("id DESC"));
}

}  // namespace cityhall
