#include "base/crypto.h"
#include "base/json.h"
#include "base/refusal.h"
#include "kernel/accounts/gate.h"
#include "kernel/city.h"
#include "kernel/requests/kept_form.h"
#include "kernel/run_unit.h"
#include "kernel/secrets/secrets.h"

namespace cityhall {
namespace {

constexpr auto kept_for = std::chrono::hours{12};
constexpr std::size_t bytes_most = 256 * 1024;
constexpr std::int64_t kept_most = 5;

}  // namespace

std::string keep_form(Unit& unit, AccountId account, KeptForm const& form) {
  auto token = unit.city.random().token();
  auto fields = Json::array();
  for (auto const& [name, value] : form.fields) fields.push_back({name, value});
  auto const content = to_text(Json{{"path", form.path}, {"fields", std::move(fields)}});
  if (content.size() > bytes_most)
    throw invalid("kept_form.too_large", _("This text is too long to be kept."), _("Sign in, then send it again."));
  unit.tx.run(R"sql(DELETE FROM kept_forms WHERE token_hash IN
                      (SELECT token_hash FROM kept_forms WHERE account_id = $1 ORDER BY kept_at DESC LIMIT 1000 OFFSET $2))sql",
              account, kept_most - 1);
  unit.tx.run(R"sql(INSERT INTO kept_forms (token_hash, content, kept_at, account_id) VALUES ($1, $2, $3, $4))sql", sha256_hex(token),
              unit.city.gate().secrets().seal(content), unit.now, account);
  return token;
}

std::optional<KeptForm> kept_form(View const& view, AccountId account, std::string_view token) {
  auto const sealed = view.reader.maybe_value<std::string>(
      R"sql(SELECT content FROM kept_forms WHERE token_hash = $1 AND kept_at > $2 AND account_id = $3)sql", sha256_hex(token),
      view.city.clock().now() - kept_for, account);
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
