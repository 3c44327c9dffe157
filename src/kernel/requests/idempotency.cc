#include "kernel/requests/idempotency.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/refusal.h"
#include "kernel/accounts/gate.h"
#include "kernel/city.h"
#include "kernel/requests/answers_store.h"
#include "kernel/run_unit.h"
#include "kernel/secrets/secrets.h"

namespace cityhall {
namespace {

constexpr auto kept = std::chrono::hours{48};

void check(RequestKey const& key) {
  auto const visible = std::all_of(key.key.begin(), key.key.end(), [](char c) { return c > ' ' && c <= '~'; });
  if (key.key.empty() || key.key.size() > 200 || !visible)
    throw invalid("idempotency.bad_key", _("The idempotency key is malformed."),
        _("Send 1 to 200 visible ASCII characters, such as a UUID."));
}

}  // namespace

std::string sender_of(Actor const& actor, std::string_view peer_address) {
  if (actor.key) return "key:" + to_text(actor.key);
  if (actor.account) return "account:" + to_text(actor.account);
  return "address:" + std::string{peer_address};
}

std::string request_hash(std::string_view method, std::string_view target, std::string_view body) {
  auto const part = [](std::string_view text) { return std::to_string(text.size()) + ":" + std::string{text}; };
  return sha256_hex(part(method) + part(target) + part(body));
}

std::optional<StoredAnswer> replay(View const& view, RequestKey const& key) {
  check(key);
  auto row = answers_store::find(view.reader, key);
  if (!row) return {};
  if (row->request_hash != key.request_hash)
    throw conflict("idempotency.other_request", _("This idempotency key came before, with another request."),
        _("Make a new key for each new request."));
  // What was stored before answers were sealed lies open.
  if (auto opened = view.city.gate().secrets().open(row->answer.body)) row->answer.body = *std::move(opened);
  return std::move(row->answer);
}

void remember(Unit& unit, RequestKey const& key, StoredAnswer const& answer) {
  auto sealed = answer;  // it may show a new key or a link that signs in
  if (!sealed.body.empty()) sealed.body = unit.city.gate().secrets().seal(answer.body);
  answers_store::insert(unit.tx, key, sealed, unit.now);
}

int forget_old_answers(City& city) {
  constexpr std::int64_t at_once = 500;
  auto const limit = city.clock().now() - kept;
  int all = 0;
  for (int removed = at_once; removed >= at_once; all += removed)
    removed = city.db().write([&](store::Transaction& tx) { return answers_store::remove_before(tx, limit, at_once); }, store::Lane::bulk);
  return all;
}

}  // namespace cityhall
