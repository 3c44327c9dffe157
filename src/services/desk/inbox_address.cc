#include <algorithm>
#include <array>

#include "base/text.h"
#include "kernel/casework/notes.h"
#include "services/desk/inbox_columns.h"
#include "services/desk/inbox_page.h"
#include "services/desk/words.h"

namespace cityhall {
namespace {

constexpr std::size_t parcel_letters_most = 100;

InboxFilter filter_of(web::Parameters const& query) {
  InboxFilter filter;
  filter.queue = query.get("queue");
  filter.text = trim(query.get("text"));
  filter.parcel = shorten(trim(query.get("parcel")), parcel_letters_most);
  filter.tag = normal_tag(query.get("tag"));
  filter.service = query.get("service");
  filter.state = query.get("state");
  filter.zone = ZoneId{parse_id(query.get("zone"))};
  auto const assignee = query.get("assignee");
  filter.mine = assignee == "me";
  filter.unassigned = assignee == "nobody";
  if (!filter.mine && !filter.unassigned) filter.assignee = AccountId{parse_id(assignee)};
  filter.due = due_filter_from(query.get("due"));
  filter.sort = inbox_sort_from(query.get("sort"));
  if (auto const channel = query.get("channel"); !channel.empty()) filter.channel = channel_from(channel);
  if (query.get("status") == "all") filter.status = std::nullopt;
  if (query.get("status") == "closed") filter.status = CaseStatus::closed;
  return filter;
}

/// Boxes of a form come one by one, an address has them in one word: "state.due".
std::vector<std::string> columns_of(web::Parameters const& query) {
  std::vector<std::string> chosen;
  auto const take = [&](std::string_view word) {
    auto const known = std::find(inbox_columns.begin(), inbox_columns.end(), word) != inbox_columns.end();
    if (known && std::find(chosen.begin(), chosen.end(), word) == chosen.end()) chosen.emplace_back(word);
  };
  for (auto const word : query.all("column")) take(word);
  for (auto const word : split(query.get("columns"), '.')) take(word);
  bool const usual = chosen.size() == usual_columns && std::is_permutation(chosen.begin(), chosen.end(), inbox_columns.begin());
  return usual ? std::vector<std::string>{} : chosen;
}

}  // namespace

InboxView asked_inbox(web::Parameters const& query) {
  return {.filter = filter_of(query),
          .first_page = query.get("after").empty(),
          .with_map = query.get("map") == "yes",
          .columns = columns_of(query)};
}

std::string inbox_address(InboxView const& view, InboxFilter const& filter, std::string_view after) {
  auto path = inbox_path(filter, after);
  auto const add = [&](std::string const& pair) { path += (path.find('?') == std::string::npos ? '?' : '&') + pair; };
  if (!view.columns.empty()) add("columns=" + join(view.columns, "."));
  if (view.with_map) add("map=yes");
  return path;
}

std::string canonical_inbox_path(web::Parameters const& query) {
  auto const view = asked_inbox(query);
  return inbox_address(view, view.filter, {});
}

}  // namespace cityhall
