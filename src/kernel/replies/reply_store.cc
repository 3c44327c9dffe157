#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "base/time_zone.h"
#include "kernel/cases/clock.h"
#include "kernel/cases/public_rows.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/directory/directory.h"
#include "kernel/replies/prepared_reply.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

// A reply stands on the request's public page: nothing that names a person, no place that the service hides.
constexpr std::array<std::string_view, 8> placeholders{"number", "title", "place", "due", "state", "department", "city", "phone"};

template <class AnyRow>
PreparedReply reply_from(AnyRow const& row) {
  return {.id = row.template get<std::int64_t>(0),
          .title = row.template get<std::string>(1),
          .service = row.template get<std::string>(2),
          .queue = row.template get<std::string>(3),
          .language = row.template get<std::string>(4),
          .text = row.template get<std::string>(5),
          .uses = row.template get<std::int64_t>(6)};
}

/// What stands in braces, in order.
std::vector<std::string> names_in(std::string_view text) {
  std::vector<std::string> names;
  for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
    auto const close = text.find('}', open);
    if (close == std::string_view::npos) break;
    names.emplace_back(text.substr(open + 1, close - open - 1));
  }
  return names;
}

void check(Unit& unit, PreparedReply const& reply) {
  std::vector<FieldError> errors;
  if (trim(reply.title).empty()) errors.push_back({"title", "required", _("Give it a title.")});
  if (trim(reply.text).empty()) errors.push_back({"text", "required", _("Write the words.")});
  if (length(reply.text) > 4000) errors.push_back({"text", "too_long", _("Write at most 4,000 characters.")});
  if (!unit.city.settings.get()->speaks(reply.language))
    errors.push_back({"language", "unknown", _("Choose one of the city's languages.")});
  if (!reply.service.empty() && !unit.city.definitions.get()->find(reply.service))
    errors.push_back({"service", "unknown", _("There is no such service.")});
  for (auto const& name : names_in(reply.text))
    if (std::find(placeholders.begin(), placeholders.end(), name) == placeholders.end())
      errors.push_back({"text", "placeholder",
                        _("Nothing is called {name} here. Use one of those listed below.").with("name", "{" + shorten(name, 40) + "}")});
  if (!errors.empty()) throw invalid_fields(std::move(errors));
}

std::string value_of(View const& view, std::string_view name, Case const& report, std::string_view language) {
  auto const settings = view.city.settings.get();
  if (name == "number") return report.number;
  if (name == "title") return std::string{title_of(report, language)};
  if (name == "place") return published_place(*report.definition, report.place).address;
  if (name == "state") return std::string{state_label(report, language)};
  if (name == "department") return report.owner;
  if (name == "city") return settings->name;
  if (name == "phone") return settings->phone;
  if (name == "due" && report.due_at && !report.closed()) return to_iso(TimeZone{settings->time_zone}.date_of(last_moment(*report.due_at)));
  return {};
}

}  // namespace

std::vector<std::string_view> reply_placeholders() { return {placeholders.begin(), placeholders.end()}; }

std::vector<PreparedReply> prepared_replies(View const& view) {
  std::vector<PreparedReply> replies;
  for (auto const row : view.reader.query(
           R"sql(SELECT id, title, service, queue, language, text, uses FROM prepared_replies ORDER BY language, title, id)sql"))
    replies.push_back(reply_from(row));
  return replies;
}

std::optional<PreparedReply> prepared_reply(View const& view, std::int64_t id) {
  auto const row =
      view.reader.maybe(R"sql(SELECT id, title, service, queue, language, text, uses FROM prepared_replies WHERE id = $1)sql", id);
  return row ? std::optional{reply_from(*row)} : std::nullopt;
}

std::vector<PreparedReply> replies_for(View const& view, Case const& report) {
  std::vector<PreparedReply> replies;
  for (auto const row : view.reader.query(
           R"sql(SELECT id, title, service, queue, language, text, uses FROM prepared_replies
                 WHERE language = $1 AND (service = '' OR service = $2) ORDER BY uses DESC, title, id)sql",
           report.language, report.service)) {
    auto reply = reply_from(row);
    if (reply.queue.empty() || queue_matches(reply.queue, report.queue)) replies.push_back(std::move(reply));
  }
  return replies;
}

std::int64_t save_prepared_reply(Unit& unit, PreparedReply const& reply) {
  require(unit.actor, "casework.rules");
  check(unit, reply);
  auto const id = reply.id == 0 ? unit.city.ids().next() : reply.id;
  unit.tx.run(
      R"sql(INSERT INTO prepared_replies (id, title, service, queue, language, text, uses, changed_at, changed_by)
            VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8)
            ON CONFLICT (id) DO UPDATE SET title = excluded.title, service = excluded.service, queue = excluded.queue,
              language = excluded.language, text = excluded.text, changed_at = excluded.changed_at, changed_by = excluded.changed_by)sql",
      id, trim(reply.title), reply.service, reply.queue, reply.language, trim(reply.text), unit.now, unit.actor.name);
  append(unit, "reply.saved", {}, Json{{"reply", std::to_string(id)}, {"title", trim(reply.title)}});
  return id;
}

void delete_prepared_reply(Unit& unit, std::int64_t id) {
  require(unit.actor, "casework.rules");
  if (unit.tx.run(R"sql(DELETE FROM prepared_replies WHERE id = $1)sql", id) == 0) throw not_found();
  append(unit, "reply.deleted", {}, Json{{"reply", std::to_string(id)}});
}

void count_use(Unit& unit, std::int64_t id) { unit.tx.run(R"sql(UPDATE prepared_replies SET uses = uses + 1 WHERE id = $1)sql", id); }

std::string filled_reply(View const& view, PreparedReply const& reply, Case const& report) {
  std::string out;
  std::string_view text = reply.text;
  while (!text.empty()) {
    auto const open = text.find('{');
    auto const close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) return out += text;
    out += text.substr(0, open);
    out += value_of(view, text.substr(open + 1, close - open - 1), report, reply.language);
    text.remove_prefix(close + 1);
  }
  return out;
}

}  // namespace cityhall
