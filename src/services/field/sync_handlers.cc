#include "services/field/sync_handlers.h"

#include <charconv>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/fieldwork/operation.h"
#include "kernel/files/upload.h"
#include "services/field/found.h"
#include "services/field/push.h"
#include "services/field/words.h"
#include "store/transaction.h"
#include "web/record.h"

namespace cityhall {
namespace {

/// An operation as the tablet sends it.
struct SentOperation {
  std::string id;
  std::string task;
  std::string kind;
  std::int64_t base_version = 0;
  std::optional<Time> device_time;
  std::string note;
  int minutes = 0;
  std::string materials;
  std::string outcome;
  std::string item;
  std::vector<std::string> uploads;
};

web::Record<SentOperation> const& sent_operation() {
  using O = SentOperation;
  static web::Record<O> const record{
      "",
      {web::member("id", &O::id).required().least(8).most(64), web::member("task", &O::task).required().most(20),
       web::member("kind", &O::kind)
           .required()
           .one_of({"accept", "on_my_way", "start", "pause", "done", "note", "photo", "decline", "check", "uncheck"}),
       web::member("base_version", &O::base_version).least(0), web::member("device_time", &O::device_time),
       web::member("note", &O::note).lines().most(4000), web::member("minutes", &O::minutes).least(0).most(6000),
       web::member("materials", &O::materials).most(500),
       web::member("outcome", &O::outcome).one_of({"", "fixed", "not_found", "not_ours"}),
       web::member("item", &O::item).most(64), web::member("uploads", &O::uploads).most(20)}};
  return record;
}

/// The photos that are here; nothing when one is still missing.
std::optional<std::vector<FileId>> files_of_uploads(Call const& call, std::vector<std::string> const& uploads) {
  std::vector<FileId> files;
  for (auto const& upload : uploads) {
    auto const file = uploaded_file(call.view(), upload);
    if (!file) return std::nullopt;
    files.push_back(file);
  }
  return files;
}

std::string_view result_name(OperationResult result) {
  return result == OperationResult::applied ? "done" : result == OperationResult::repeated ? "already" : "conflict";
}

Json taken(Call const& call, OperationAnswer const& answer) {
  Json told{{"result", result_name(answer.result)}, {"state", to_text(answer.state)}, {"version", answer.version}};
  if (answer.conflict.empty()) return told;
  told["result"] = "conflict";  // also when it came before
  told["message"] = conflict_words(call, answer.conflict);
  return told;
}

Json refused(Call const& call, Refusal const& refusal) {
  auto message = call.text(refusal.message);
  for (auto const& field : refusal.fields) message += " " + call.text(field.message);
  return {{"result", "refused"}, {"code", refusal.code}, {"message", message}};
}

/// What a crew found: {"id", "kind": "report", "service", "fields": {name: [values]}, "device_time", "uploads": []}.
struct SentReport {
  std::string id;
  std::string service;
  std::optional<Time> device_time;
  std::vector<std::string> uploads;
};

web::Record<SentReport> const& sent_report() {
  using R = SentReport;
  static web::Record<R> const record{
      "",
      {web::member("id", &R::id).required().least(8).most(64), web::member("service", &R::service).required().most(64),
       web::member("device_time", &R::device_time), web::member("uploads", &R::uploads).most(20)}};
  return record;
}

web::Parameters fields_in(Json const& item) {
  web::Parameters fields;
  fields.add("id", text_of(item, "id"));
  auto const found = item.find("fields");
  if (found == item.end() || !found->is_object() || found->size() > 200) return fields;
  for (auto const& [name, values] : found->items())
    if (values.is_array() && name != "id")
      for (auto const& value : values)
        if (value.is_string()) fields.add(name, value.get<std::string>());
  return fields;
}

Json take_report(Call const& call, Unit& unit, Json const& item) {
  auto head = item;
  head.erase("kind");
  head.erase("fields");
  auto const sent = sent_report().read(web::JsonIn{head});
  auto files = files_of_uploads(call, sent.uploads);
  if (!files) return {{"result", "waiting"}};
  auto found = found_work(call, service_for_crews(call, sent.service), fields_in(item), std::move(*files));
  found.device_time = sent.device_time.value_or(call.now);
  auto const answer = unit.tx.attempt([&] { return report_found(unit, found); });
  Json told{{"result", answer.repeated ? "already" : "done"}, {"number", answer.number}};
  if (answer.task) told["task"] = to_text(answer.task);
  return told;
}

Json take_one(Call const& call, Unit& unit, Json const& item) {
  try {
    if (item.is_object() && text_of(item, "kind") == "report") return take_report(call, unit, item);
    auto const sent = sent_operation().read(web::JsonIn{item});
    auto files = files_of_uploads(call, sent.uploads);
    if (!files) return {{"result", "waiting"}};
    return taken(call, take_in(unit, TaskId{parse_id(sent.task)},
                               {.id = sent.id,
                                .kind = operation_kind_from(sent.kind).value_or(OperationKind::note),
                                .base_version = sent.base_version,
                                .device_time = sent.device_time.value_or(call.now),
                                .note = sent.note,
                                .minutes = sent.minutes,
                                .materials = sent.materials,
                                .outcome = sent.outcome,
                                .item = sent.item,
                                .files = std::move(*files)}));
  } catch (Refusal const& refusal) {
    // Our own trouble is no answer to the operation: the tablet sends the whole batch again.
    if (refusal.kind == RefusalKind::unavailable) throw;
    return refused(call, refusal);
  }
}

/// The operations of the batch; a batch that somebody else recorded is not taken in this person's name.
Json batch_of(Call const& call) {
  auto parsed = parse_json(call.request.body.bytes());
  bool const shaped = parsed && parsed->is_object() && parsed->contains("operations") && parsed->at("operations").is_array();
  if (!shaped || parsed->at("operations").size() > sync_batch_most)
    throw invalid("sync.malformed", _("This is no batch of operations."), _("Send at most 100 at once."));
  if (text_of(*parsed, "account") != to_text(call.actor.account))
    throw conflict("sync.other_person", _("Somebody else recorded this."), _("It is sent when that person signs in on this device."));
  return parsed->at("operations");
}

Json json_of(UploadState const& state) {
  return {{"received", state.received}, {"complete", static_cast<bool>(state.file)}, {"damaged", state.damaged}};
}

std::int64_t number_asked(Call const& call, std::string_view name) {
  auto const text = call.request.query.get(name);
  std::int64_t number = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || fault != std::errc{} || end != text.data() + text.size() || number < 0)
    throw invalid("upload.malformed", _("This part of a photo does not say to which photo it belongs."));
  return number;
}

web::Response never_kept(Json const& told) {
  auto response = web::json(to_text(told));
  web::no_store(response);
  return response;
}

}  // namespace

web::Response show_tablet_state(Call& call) {
  return never_kept({{"account", to_text(call.actor.account)},
                     {"name", call.actor.name},
                     {"crew", to_text(call.actor.crew)},
                     {"csrf", call.csrf_token},
                     {"push_key", push_public_key(call.view())},
                     {"batch", sync_batch_most},
                     {"part_bytes", 256 * 1024}});
}

web::Response take_operations(Call& call) {
  auto const operations = batch_of(call);
  auto unit = call.unit();
  Json answers = Json::array();
  for (auto const& operation : operations) {
    auto answer = take_one(call, unit, operation);
    answer["id"] = operation.is_object() ? text_of(operation, "id") : std::string{};
    answers.push_back(std::move(answer));
  }
  return never_kept({{"answers", std::move(answers)}});
}

web::Response show_upload(Call& call) { return never_kept(json_of(upload_state(call.view(), call.path_value("upload")))); }

web::Response take_upload_part(Call& call) {
  UploadPlan const plan{.id = std::string{call.path_value("upload")},
                        .hash = std::string{call.request.query.get("hash")},
                        .bytes = number_asked(call, "bytes")};
  UploadPart const part{.start = number_asked(call, "start"), .bytes = call.request.body.bytes()};
  return never_kept(json_of(add_part(call.city, call.actor, plan, part)));
}

}  // namespace cityhall
