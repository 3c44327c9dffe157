#include "services/api/office.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/json.h"
#include "base/refusal.h"
#include "kernel/cases/inbox.h"
#include "kernel/directory/load.h"
#include "services/api/words.h"

namespace cityhall {

using namespace web;

namespace {

Json parsed(std::string const& text) {
  auto json = parse_json(text);
  return json ? *json : Json::object();
}

}  // namespace

Record<Crew> const& answer_record(Crew const*) {
  static Record<Crew> const record{
      "Crew",
      {member("id", &Crew::id), member("name", &Crew::name), member("queues", &Crew::queues).says("streets/N, streets/*, *"),
       member("zones", &Crew::zones).says("Empty: everywhere."), member("active", &Crew::active)}};
  return record;
}

Record<ApiKey> const& answer_record(ApiKey const*) {
  static Record<ApiKey> const record{
      "ApiKey",
      {member("id", &ApiKey::id), member("label", &ApiKey::label), member("contact", &ApiKey::contact),
       told<ApiKey>("channel", [](ApiKey const& key) { return to_text(key.channel); }), member("scopes", &ApiKey::scopes),
       member("requests_per_minute", &ApiKey::requests_per_minute), member("created", &ApiKey::created),
       member("disabled", &ApiKey::disabled), member("last_used", &ApiKey::last_used)}};
  return record;
}

Record<SettingsChange> const& answer_record(SettingsChange const*) {
  using S = SettingsChange;
  static Record<S> const record{
      "SettingsChange",
      {member("at", &S::at), member("by", &S::actor_name), told<S>("before", [](S const& change) { return parsed(change.before); }),
       told<S>("after", [](S const& change) { return parsed(change.after); })}};
  return record;
}

namespace api {
namespace {

Crew asked_crew(Call const& call) {
  auto const directory = load_directory(call.reader);
  for (auto const& crew : directory->crews())
    if (crew.id == CrewId{parse_id(call.path_value("crew"))}) return crew;
  throw not_found(_("There is no such crew."));
}

ListPage<Crew> list_crews(Call& call) { return {.items = load_directory(call.reader)->crews()}; }
Crew show_crew(Call& call) { return asked_crew(call); }

Crew crew_from(CrewBodyWhole const& body, CrewId id) {
  return {.id = id, .name = body.name, .queues = body.queues, .zones = body.zones, .active = body.active};
}

Created<Crew> create_crew(Call& call, CrewBodyWhole const& body) {
  auto unit = call.unit();
  auto crew = crew_from(body, {});
  crew.id = save_crew(unit, crew);
  return {crew, "/api/v1/crews/" + to_text(crew.id)};
}

Crew put_crew(Call& call, CrewBodyWhole const& body) {
  auto const before = asked_crew(call);
  auto unit = call.unit();
  save_crew(unit, crew_from(body, before.id));
  return asked_crew(call);
}

QueueAnswer queue_answer(Directory const& directory, QueueCount const& count) {
  return {.id = count.queue,
          .title = std::string{directory.title_of(count.queue)},
          .open = count.open,
          .overdue = count.overdue,
          .unassigned = count.unassigned};
}

ListPage<QueueAnswer> list_queues(Call& call) {
  auto const directory = call.city.directory.get();
  ListPage<QueueAnswer> page;
  for (auto const& count : queue_counts(call.view(), call.now)) page.items.push_back(queue_answer(*directory, count));
  for (auto const& queue : directory->queues()) {
    auto const is_it = [&](QueueAnswer const& answer) { return answer.id == queue.id; };
    if (std::none_of(page.items.begin(), page.items.end(), is_it)) page.items.push_back(queue_answer(*directory, {.queue = queue.id}));
  }
  return page;
}

void name_queue(Call& call, QueueBody const& body) {
  auto unit = call.unit();
  save_queue(unit, {.id = body.id, .title = body.title});
}

ListPage<ApiKey> list_keys(Call& call) { return {.items = api_keys(call.view())}; }

/// A key hands on only what it has itself, and so does a person.
void check_scopes(Call const& call, std::vector<std::string> const& scopes) {
  for (auto const& scope : scopes)
    if (call.actor.kind == ActorKind::key && !call.actor.may(scope))
      throw invalid_fields({{"scopes", "beyond", _("A key cannot give what it has not: {permission}.").with("permission", scope)}});
}

Created<MadeKeyAnswer> create_key(Call& call, KeyBody const& body) {
  check_scopes(call, body.scopes);
  auto unit = call.unit();
  auto const made = create_api_key(unit, {.label = body.label,
                                          .contact = body.contact,
                                          .channel = channel_from(body.channel),
                                          .scopes = body.scopes,
                                          .requests_per_minute = body.requests_per_minute});
  return {{made.id, made.text}, "/api/v1/keys"};
}

void create_key_disabling(Call& call) {
  auto unit = call.unit();
  disable_api_key(unit, ApiKeyId{parse_id(call.path_value("key"))});
}

SettingsAnswer show_settings(Call& call) { return {*call.city.settings.get()}; }

SettingsAnswer change_some_settings(Call& call, SettingsBody const& body) {
  auto const before = call.city.settings.get();
  expect_version(call, version_of(SettingsAnswer{*before}));
  auto const changes = parse_json(body.changes);
  if (!changes || !changes->is_object()) throw invalid_fields({{"settings", "type", _("This must be an object.")}});
  auto const next = settings_from(*changes, *before);
  auto unit = call.unit();
  change_settings(unit, next);
  return {next};
}

ListPage<SettingsChange> list_settings_changes(Call& call) { return {.items = settings_history(call.view(), 200)}; }

}  // namespace

std::string version_of(SettingsAnswer const& answer) { return sha256_hex(to_text(settings_json(answer.settings))).substr(0, 22); }

Record<CrewBodyWhole> const& body_record(CrewBodyWhole const*) {
  using B = CrewBodyWhole;
  static Record<B> const record{"CrewInput",
                                {member("name", &B::name).required().least(1).most(100), member("queues", &B::queues).most(200),
                                 member("zones", &B::zones).most(1000), member("active", &B::active)}};
  return record;
}
Record<QueueAnswer> const& answer_record(QueueAnswer const*) {
  using Q = QueueAnswer;
  static Record<Q> const record{
      "Queue",
      {member("id", &Q::id).says("streets/N"), member("title", &Q::title), member("open", &Q::open).says("Open cases."),
       member("overdue", &Q::overdue), member("unassigned", &Q::unassigned)}};
  return record;
}
Record<QueueBody> const& body_record(QueueBody const*) {
  static Record<QueueBody> const record{
      "QueueInput",
      {member("id", &QueueBody::id).required().least(1).most(80), member("title", &QueueBody::title).required().least(1).most(100)}};
  return record;
}
Record<KeyBody> const& body_record(KeyBody const*) {
  static Record<KeyBody> const record{
      "NewApiKey",
      {member("label", &KeyBody::label).required().least(1).most(100), member("contact", &KeyBody::contact).required().most(254),
       member("channel", &KeyBody::channel).one_of(channel_words()),
       member("scopes", &KeyBody::scopes).required().least(1).most(200).says("Names of permissions."),
       member("requests_per_minute", &KeyBody::requests_per_minute).least(1).most(60'000)}};
  return record;
}
Record<MadeKeyAnswer> const& answer_record(MadeKeyAnswer const*) {
  static Record<MadeKeyAnswer> const record{
      "MadeApiKey",
      {member("id", &MadeKeyAnswer::id), member("text", &MadeKeyAnswer::text).says("The key itself: told once, never stored.")}};
  return record;
}
Record<SettingsAnswer> const& answer_record(SettingsAnswer const*) {
  static Record<SettingsAnswer> const record{"Settings", {told<SettingsAnswer>("settings", [](SettingsAnswer const& answer) {
                                                            return settings_json(answer.settings);
                                                          }).says("docs/reference/settings.md explains each.")}};
  return record;
}
Record<SettingsBody> const& body_record(SettingsBody const*) {
  Shape shape{.kind = Shape::Kind::anything, .what = "An object with the settings to change; the others stay."};
  static Record<SettingsBody> const record{
      "SettingsInput",
      {RecordMember<SettingsBody>{"settings", std::move(shape), [](SettingsBody& body, JsonIn in) { body.changes = to_text(in.json()); },
                                  [](JsonOut out, SettingsBody const& body) { out.text(body.changes); }}
           .required()}};
  return record;
}

std::vector<Route> office_routes() {
  using enum Method;
  return {
      endpoint<list_crews>(GET, "/api/v1/crews", "issues.read", {"Crews and queues", _("Crews with their queues and zones")}),
      endpoint<create_crew>(POST, "/api/v1/crews", "admin.crews", {"Crews and queues", _("Add a crew")}),
      endpoint<show_crew>(GET, "/api/v1/crews/{crew}", "issues.read", {"Crews and queues", _("One crew")}),
      endpoint<put_crew>(PUT, "/api/v1/crews/{crew}", "admin.crews", {"Crews and queues", _("Change a crew, its queues and zones")}),
      endpoint<list_queues>(GET, "/api/v1/queues", "issues.read", {"Crews and queues", _("Queues and how full they are")}),
      endpoint<name_queue>(PUT, "/api/v1/queues", "admin.crews", {"Crews and queues", _("Name a queue")}),
      endpoint<list_keys>(GET, "/api/v1/keys", "admin.keys", {"Settings and keys", _("API keys")}),
      endpoint<create_key>(POST, "/api/v1/keys", "admin.keys", {"Settings and keys", _("Make an API key; shows it once")}),
      endpoint<create_key_disabling>(POST, "/api/v1/keys/{key}/disabling", "admin.keys", {"Settings and keys", _("Disable an API key")}),
      endpoint<show_settings>(GET, "/api/v1/settings", "admin.settings", {"Settings and keys", _("The city's settings")}),
      endpoint<change_some_settings>(PATCH, "/api/v1/settings", "admin.settings", {"Settings and keys", _("Change the settings")}),
      endpoint<list_settings_changes>(GET, "/api/v1/settings/history", "admin.settings",
                                      {"Settings and keys", _("Who changed the settings, latest first")})};
}

}  // namespace api
}  // namespace cityhall
