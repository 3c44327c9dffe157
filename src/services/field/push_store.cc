#include "services/field/push_store.h"

#include "kernel/city.h"

namespace cityhall::push_store {
namespace {

store::Query select_devices() {
  return store::Query{R"sql(SELECT push_devices.id, push_devices.endpoint, push_devices.point, push_devices.secret, push_devices.language
                            FROM push_devices JOIN accounts ON accounts.id = push_devices.account_id)sql"}
      .where("accounts.disabled_at IS NULL");
}

PushDevice push_device_from(store::Row const& row) {
  return {.id = row.get<PushDeviceId>(0),
          .endpoint = row.get<std::string>(1),
          .point = row.get<std::string>(2),
          .secret = row.get<std::string>(3),
          .language = row.get<std::string>(4)};
}

}  // namespace

std::optional<SealedKey> key(store::Reader& reader) {
  auto const row = reader.maybe(R"sql(SELECT point, secret FROM push_keys ORDER BY id LIMIT 1)sql");
  if (!row) return std::nullopt;
  return SealedKey{row->get<std::string>(0), row->get<std::string>(1)};
}

void add_key(Unit& unit, SealedKey const& made) {
  unit.tx.run(R"sql(INSERT INTO push_keys (id, point, secret, made_at) VALUES (1, $1, $2, $3) ON CONFLICT (id) DO NOTHING)sql", made.point,
              made.secret, unit.now);
}

void save(Unit& unit, PushDevice const& device, std::int64_t most) {
  unit.tx.run(R"sql(INSERT INTO push_devices (id, account_id, endpoint, point, secret, language, made_at, session_id)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                    ON CONFLICT (endpoint) DO UPDATE SET account_id = excluded.account_id, point = excluded.point, secret = excluded.secret,
                      language = excluded.language, made_at = excluded.made_at, session_id = excluded.session_id)sql",
              unit.city.ids().next(), unit.actor.account, device.endpoint, device.point, device.secret, device.language, unit.now,
              device.session);
  for (auto const old : unit.tx.values<PushDeviceId>(
           R"sql(SELECT id FROM push_devices WHERE account_id = $1 ORDER BY made_at DESC, id DESC LIMIT 100 OFFSET $2)sql",
           unit.actor.account, most))
    remove(unit.tx, old);
}

void remove(store::Transaction& tx, PushDeviceId id) {
  tx.run(R"sql(DELETE FROM push_messages WHERE device_id = $1)sql", id);
  tx.run(R"sql(DELETE FROM push_devices WHERE id = $1)sql", id);
}

std::vector<PushDeviceId> signed_out(store::Reader& reader, Time now) {
  return reader.values<PushDeviceId>(R"sql(
    SELECT id FROM push_devices WHERE session_id <> 0 AND NOT EXISTS (SELECT 1 FROM sessions WHERE sessions.id = push_devices.session_id
      AND sessions.ends_at > $1 AND sessions.last_used_at + sessions.idle_micros > $1) LIMIT 1000)sql",
                                     now);
}

void follow_session(store::Transaction& tx, SessionId before, SessionId now) {
  tx.run(R"sql(UPDATE push_devices SET session_id = $2 WHERE session_id = $1)sql", before, now);
}

std::optional<PushDeviceId> find(store::Reader& reader, std::string_view endpoint, AccountId account) {
  return reader.maybe_value<PushDeviceId>(R"sql(SELECT id FROM push_devices WHERE endpoint = $1 AND account_id = $2)sql", endpoint, account);
}

bool any_device(store::Reader& reader) { return reader.maybe(R"sql(SELECT id FROM push_devices LIMIT 1)sql").has_value(); }

std::vector<PushDevice> devices_for(store::Reader& reader, Task const& task) {
  auto query = select_devices();
  if (task.assignee) query.where("accounts.id = ?", task.assignee);
  else query.where("accounts.crew_id = ?", task.crew);
  std::vector<PushDevice> found;
  for (auto const row : reader.query(query.order_by("push_devices.id").limit(500))) found.push_back(push_device_from(row));
  return found;
}

bool add(Unit& unit, PushDeviceId device, Event const& event, std::string_view content) {
  return unit.tx.run(R"sql(INSERT INTO push_messages (id, device_id, event_id, task_id, content, tries, next_at, made_at)
                           VALUES ($1, $2, $3, $4, $5, 0, $6, $6) ON CONFLICT (device_id, event_id) DO NOTHING)sql",
                     unit.city.ids().next(), device, event.id, event.subject.task_id, content, unit.now) > 0;
}

std::vector<PushMessage> due(store::Reader& reader, Time now, std::int64_t most) {
  std::vector<PushMessage> found;
  for (auto const row : reader.query(
           R"sql(SELECT push_devices.id, push_devices.endpoint, push_devices.point, push_devices.secret, push_devices.language,
                   push_messages.id, push_messages.task_id, push_messages.content, push_messages.tries, push_messages.made_at
                 FROM push_messages JOIN push_devices ON push_devices.id = push_messages.device_id
                 WHERE push_messages.next_at <= $1 ORDER BY push_messages.next_at, push_messages.id LIMIT $2)sql",
           now, most))
    found.push_back({.id = row.get<std::int64_t>(5),
                     .device = push_device_from(row),
                     .task = row.get<TaskId>(6),
                     .content = row.get<std::string>(7),
                     .tries = row.get<int>(8),
                     .made = row.get<Time>(9)});
  return found;
}

void remove_message(store::Transaction& tx, std::int64_t id) { tx.run(R"sql(DELETE FROM push_messages WHERE id = $1)sql", id); }

void postpone(store::Transaction& tx, std::int64_t id, Time next) {
  tx.run(R"sql(UPDATE push_messages SET tries = tries + 1, next_at = $2 WHERE id = $1)sql", id, next);
}

}  // namespace cityhall::push_store
