#include "base/crypto.h"
#include "base/refusal.h"
#include "kernel/city.h"
#include "kernel/run_unit.h"
#include "services/issues/beginning.h"

namespace cityhall {
namespace {

std::string files_text(std::vector<FileId> const& files) {
  auto list = Json::array();
  for (auto const file : files) list.push_back(file.value);
  return to_text(list);
}

}  // namespace

void begin(Unit& unit, Beginning& beginning) {
  beginning.token = unit.city.random().token();
  unit.tx.run(
      R"sql(INSERT INTO beginnings (token_hash, language, place, suggested, files, updated_at) VALUES ($1, $2, $3, $4, $5, $6))sql",
      sha256_hex(beginning.token), beginning.language, to_text(beginning.place), to_text(beginning.suggested), files_text(beginning.files),
      unit.now);
}

void save_beginning(Unit& unit, Beginning const& beginning) {
  unit.tx.run(R"sql(UPDATE beginnings SET language = $2, place = $3, suggested = 'null', files = $4, updated_at = $5
                    WHERE token_hash = $1)sql",
              sha256_hex(beginning.token), beginning.language, to_text(beginning.place), files_text(beginning.files), unit.now);
}

Beginning beginning_by_token(View const& view, std::string_view token) {
  auto const row = view.reader.maybe(R"sql(SELECT language, place, files, updated_at, suggested FROM beginnings WHERE token_hash = $1)sql",
                                     sha256_hex(token));
  if (!row || row->get<Time>(3) + draft_life < view.city.clock().now()) throw draft_gone();
  Beginning beginning{.token = std::string{token}, .language = row->get<std::string>(0)};
  if (auto place = parse_json(row->get<std::string>(1))) beginning.place = std::move(*place);
  if (auto place = parse_json(row->get<std::string>(4))) beginning.suggested = std::move(*place);
  if (auto const files = parse_json(row->get<std::string>(2)))
    for (auto const& file : *files) beginning.files.push_back(FileId{file.get<std::int64_t>()});
  return beginning;
}

}  // namespace cityhall
