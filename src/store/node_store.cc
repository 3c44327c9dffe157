#include "base/refusal.h"
#include "store/node.h"

namespace cityhall::store {
namespace {

constexpr int node_count = 1024;

std::optional<int> free_number(Transaction& tx, Time now) {
  int expected = 0;
  for (auto const row : tx.query(R"sql(SELECT node, leased_until FROM nodes ORDER BY node)sql")) {
    auto const [node, until] = row.as<int, Time>();
    if (node != expected || until <= now) return expected;
    ++expected;
  }
  return expected < node_count ? std::optional{expected} : std::nullopt;
}

}  // namespace

unsigned lease_node(Transaction& tx, std::string_view holder, Time now) {
  auto const node = free_number(tx, now);
  if (!node) {
    throw unavailable("node.none_free", _("All 1,024 node numbers are in use."), _("Wait until the lease of a stopped node has run out."));
  }
  tx.run(R"sql(INSERT INTO nodes (node, holder, leased_until) VALUES ($1, $2, $3)
               ON CONFLICT (node) DO UPDATE SET holder = excluded.holder, leased_until = excluded.leased_until)sql",
         *node, holder, now + node_term);
  return static_cast<unsigned>(*node);
}

bool renew_node(Transaction& tx, unsigned node, std::string_view holder, Time now) {
  return tx.run(R"sql(UPDATE nodes SET leased_until = $1 WHERE node = $2 AND holder = $3)sql", now + node_term, node, holder) == 1;
}

void release_node(Transaction& tx, unsigned node, std::string_view holder) {
  tx.run(R"sql(DELETE FROM nodes WHERE node = $1 AND holder = $2)sql", node, holder);
}

}  // namespace cityhall::store
