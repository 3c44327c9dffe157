#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/case_rows.h"
#include "kernel/cases/state.h"
#include "kernel/events/event.h"

namespace cityhall {
namespace {

constexpr std::size_t heard_max = 20'000;
constexpr std::size_t from_max = 400;

std::string checked_message(std::string_view message, std::string_view field) {
  auto text = without_control_characters(trim(message));
  if (text.empty()) throw invalid_fields({{std::string{field}, "required", _("Write a few words.")}});
  if (length(text) > 4000) throw invalid_fields({{std::string{field}, "too_long", _("Write at most 4,000 characters.")}});
  return text;
}

Json message_data(std::string const& text, std::vector<FileId> const& files) {
  Json data{{"message", text}};
  for (auto const file : files) data["files"].push_back(to_text(file));
  return data;
}

}  // namespace

void reply(Unit& unit, Case& report, std::string_view message, std::vector<FileId> const& files) {
  require(unit.actor, "issues.reply");
  auto const text = checked_message(message, "message");
  report.public_note = text;
  keep_files(unit, report.id, files, FilePurpose::reply);
  save(unit, report);
  append(unit, "case.replied", {.case_id = report.id, .party_id = report.reporter}, message_data(text, files));
}

void write_as_reporter(Unit& unit, Case& report, std::string_view message, std::vector<FileId> const& files) {
  if (!report.reporter_is_here) throw not_found();
  auto const text = checked_message(message, "message");
  keep_files(unit, report.id, files, FilePurpose::reported);
  save(unit, report);
  append(unit, "case.reporter_wrote", {.case_id = report.id, .party_id = report.reporter}, message_data(text, files));
}

void add_message(Unit& unit, Case& report, HeardMessage const& message) {
  require(unit.actor, "contact.handle");
  keep_files_for_staff(unit, report.id, message.files, FilePurpose::reported);
  save(unit, report);
  auto data = message_data(shorten(without_control_characters(trim(message.text)), heard_max), message.files);
  data["channel"] = to_text(message.channel);
  data["from"] = shorten(without_control_characters(trim(message.from)), from_max);
  append(unit, "case.message_received", {.case_id = report.id}, data);
}

}  // namespace cityhall
