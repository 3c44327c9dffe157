#include "base/json.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "store/transaction.h"
#include "suggestions.h"

namespace cityhall {

SuggestionId suggest(Unit& unit, std::string_view text, std::string_view author) {
  auto const id = unit.city.ids().make<SuggestionId>();
  unit.tx.run(R"sql(INSERT INTO suggestions (id, text, author, made_at) VALUES ($1, $2, $3, $4))sql", id, text, author, unit.now);
  append(unit, "suggestion.made", {}, Json{{"suggestion", id.value}});
  return id;
}

std::vector<Suggestion> suggestions(View const& view, std::size_t most) {
  std::vector<Suggestion> found;
  for (auto const row : view.reader.query(R"sql(SELECT id, text, author, made_at FROM suggestions ORDER BY id DESC LIMIT $1)sql",
                                          static_cast<std::int64_t>(most)))
    found.push_back({row.get<SuggestionId>(0), row.get<std::string>(1), row.get<std::string>(2), row.get<Time>(3)});
  return found;
}

}  // namespace cityhall
