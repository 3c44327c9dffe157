#include "base/crypto.h"
#include "base/json.h"
#include "kernel/accounts/gate.h"
#include "kernel/city.h"
#include "kernel/requests/kept_form.h"
#include "kernel/run_unit.h"
#include "kernel/secrets/secrets.h"

namespace cityhall {
namespace {

constexpr auto kept_for = std::chrono::hours{12};

}  // namespace

std::string keep_form(Unit& unit, KeptForm const& form) {
  auto token = unit.city.random().token();
  auto fields = Json::array();
  for (auto const& [name, value] : form.fields) fields.push_back({name, value});
  auto const content = to_text(Json{{"path", form.path}, {"fields", std::move(fields)}});
  unit.tx.run(R"sql(INSERT INTO kept_forms (token_hash, content, kept_at) VALUES ($1, $2, $3))sql", sha256_hex(token),
              unit.city.gate().secrets().seal(content), unit.now);
  return token;
}

std::optional<KeptForm> kept_form(View const& view, std::string_view token) {
  auto const sealed = view.reader.maybe_value<std::string>(R"sql(SELECT content FROM kept_forms WHERE token_hash = $1 AND kept_at > $2)sql",
                                                           sha256_hex(token), view.city.clock().now() - kept_for);
  auto const plain = sealed ? view.city.gate().secrets().open(*sealed) : std::nullopt;
  auto const json = plain ? parse_json(*plain) : Result<Json>{Error{"nothing is kept"}};
  if (!json) return {};
  KeptForm form{.path = text_of(*json, "path")};
  for (auto const& field : (*json)["fields"]) form.fields.emplace_back(field[0].get<std::string>(), field[1].get<std::string>());
  return form;
}

void forget_kept_forms(City& city) {
  run_unit(
      city, system_actor("kept forms"),
      [](Unit& unit) { unit.tx.run(R"sql(DELETE FROM kept_forms WHERE kept_at < $1)sql", unit.now - kept_for); }, store::Lane::bulk);
}

}  // namespace cityhall
