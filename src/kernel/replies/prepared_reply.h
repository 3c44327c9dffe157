#pragma once
// Prepared replies: words that a city sends often, with placeholders for what differs.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/cases/case.h"

namespace cityhall {

struct PreparedReply {
  std::int64_t id = 0;
  std::string title{};     // for staff
  std::string service{};   // empty: all
  std::string queue{};     // "streets/N", "streets/*"; empty: all
  std::string language{};  // of the words
  std::string text{};
  std::int64_t uses = 0;
};

/// The names that may stand in braces: number, title, place, due, state, reporter, agent, city, phone.
std::vector<std::string_view> reply_placeholders();

/// All, by language and title.
std::vector<PreparedReply> prepared_replies(View const& view);
std::optional<PreparedReply> prepared_reply(View const& view, std::int64_t id);
/// Those for this case's service and queue in its language, the most used first.
std::vector<PreparedReply> replies_for(View const& view, Case const& report);
/// Makes (id 0) or changes one. Appends `reply.saved`. Needs `casework.rules`. Throws Refusal(invalid), also for an unknown placeholder.
std::int64_t save_prepared_reply(Unit& unit, PreparedReply const& reply);
/// Appends `reply.deleted`. Needs `casework.rules`.
void delete_prepared_reply(Unit& unit, std::int64_t id);
void count_use(Unit& unit, std::int64_t id);

/// The words for this case; an unknown fact becomes nothing.
std::string filled_reply(View const& view, PreparedReply const& reply, Case const& report);

}  // namespace cityhall
