#include "base/json.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/family.h"
#include "kernel/files/file.h"
#include "kernel/interactions/interaction.h"
#include "kernel/jobs/runner.h"
#include "kernel/retention/testing.h"
#include "store/blobs.h"
#include "store/migrations.h"
#include "store/transfer.h"

namespace cityhall {

std::span<store::Migration const> kernel_migrations();

std::string Retention::whole_database() {
  auto const schema = store::read_schema(kernel_migrations());
  std::string all;
  test.view(system_actor("test"), [&](View const& view) {
    for (auto const& [name, table] : schema->tables)
      store::export_rows(view.reader, table, [&](std::string_view line) { ((all += name) += line) += '\n'; });
  });
  return all;
}

OpenedCase Retention::told_in_full() {
  auto const sent = photo("Quixote, from the front");
  auto const opened = test.run(test.anonymous(), [&](Unit& unit) {
    return open_case(unit, {.service = "pothole",
                            .answers = "{}",
                            .place = {.point = in_north},
                            .description = "Quixote fell into it",
                            .reporter = {.name = "Quixote", .email = "quixote@example.org", .phone = "312 555 0199"},
                            .files = {sent}});
  });
  test.run(test.dispatcher(), [&](Unit& unit) {
    auto report = load_case(view_of(unit), opened.id);
    reply(unit, report, "Dear Quixote, we come tomorrow.");
    note(unit, report, "Quixote called again.");
  });
  return opened;
}

FileId Retention::photo(std::string const& bytes) {
  PreparedPhoto photo;
  for (auto& rendition : photo.renditions)
    rendition = {.hash = test.city().blobs().put(bytes), .width = 1, .height = 1, .bytes = static_cast<std::int64_t>(bytes.size())};
  return test.run(test.anonymous(), [&](Unit& unit) { return register_file(unit, photo, {.purpose = "upload"}); });
}

void Retention::close_as_fixed(CaseId id) {
  test.run(test.dispatcher(), [&](Unit& unit) {
    auto report = load_case(view_of(unit), id);
    close(unit, report, {.comment = "Filled.", .outcome = "fixed"});
  });
  run_consumers(test.city());
}

void Retention::merge_into(CaseId id, CaseId main) {
  test.run(test.dispatcher(), [&](Unit& unit) {
    auto report = load_case(view_of(unit), id);
    merge(unit, report, load_case(view_of(unit), main));
  });
}

void Retention::pass(std::chrono::days time) { test.clock().advance(time); }

bool Retention::is_there(CaseId id) {
  return test.view(system_actor("test"), [&](View const& view) {
    return !view.reader.values<CaseId>(R"sql(SELECT id FROM cases WHERE id = $1)sql", id).empty();
  });
}

ChainReport Retention::verify() {
  run_consumers(test.city());
  return test.view(test.dispatcher(), [](View const& view) { return verify_chain(view); });
}

void Retention::hold(CaseId id) {
  test.run(system_actor("test"), [&](Unit& unit) { hold_case(unit, load_case(view_of(unit), id), "a court case"); });
}

void Retention::hold(PartyId person) { test.run(system_actor("test"), [&](Unit& unit) { hold_party(unit, person, "court"); }); }

void Retention::lift_holds() { store::write_script(test.city().db(), "UPDATE legal_holds SET lifted_at = 1"); }

ErasurePlan Retention::erase(PartyId person) {
  return test.run(system_actor("test"), [&](Unit& unit) { return erase_person(unit, person); });
}

void Retention::called(PartyId who, CaseId about, std::string const& contact, std::string const& note) {
  static std::int64_t id = 0;
  auto const or_null = [](auto each) { return each ? to_text(each) : std::string{"NULL"}; };
  store::write_script(test.city().db(),
                      "INSERT INTO interactions (id, channel, started_at, ended_at, agent, queue, wrap_up, party_id, case_id, topic, "
                      "external_id, language, caller_name, caller_contact, caller_key, name_key, note, draft) VALUES (" +
                          std::to_string(++id) + ", 'phone', 1, 2, 0, '', 'answered', " + or_null(who) + ", " + or_null(about) +
                          ", '', '', '', 'Sancho', '" + contact + "', '" + contact + "', 'sancho', '" + note + "', '')");
}

IncomingId Retention::wrote(std::string const& contact, std::string const& subject) {
  return test.run(system_actor("test"), [&](Unit& unit) {
    return keep_incoming(unit, {.external_id = subject, .sender_contact = contact, .subject = subject, .body = "words"});
  });
}

void Retention::mailed(CaseId about, std::string const& email) {
  static std::int64_t id = 0;
  auto const number = std::to_string(++id);
  store::write_script(test.city().db(),
                      "INSERT INTO notices (id, notice_key, template, email, language, case_id, photo_file_id, content, is_secret, "
                      "state, attempts, queued_at, due_at, fault) VALUES (" + number + ", 'k" + number + "', 'closed', '" + email +
                          "', 'en', " + to_text(about) + ", 0, '{}', 0, 'sent', 1, 1, 1, '')");
}

CallBackId Retention::wants_call(std::string const& phone, InteractionId in) {
  return test.run(system_actor("test"), [&](Unit& unit) {
    return ask_call_back(unit, {.name = "Quixote", .phone = phone, .reason = "Quixote waits for news", .interaction = in});
  });
}

void Retention::reach(CallBackId id) {
  test.run(system_actor("test"), [&](Unit& unit) {
    auto call = call_back_by_id(view_of(unit), id);
    note_attempt(unit, call, true);
  });
}

InteractionId Retention::calls(std::string const& number, CaseId about) {
  return test.run(system_actor("test"), [&](Unit& unit) {
    auto const id = begin_interaction(unit, {.caller_name = "Quixote", .caller_contact = number, .queue = "north"});
    auto contact = interaction_by_id(view_of(unit), id);
    keep_draft(unit, contact, "words=Quixote+asks");
    if (about) link_case(unit, contact, about, "pothole");
    return id;
  });
}

void Retention::hangs_up(InteractionId id) {
  test.run(system_actor("test"), [&](Unit& unit) {
    auto contact = interaction_by_id(view_of(unit), id);
    end(unit, contact, "answered", "Quixote was told.");
  });
}

void Retention::follow_erasure() { store::write_script(test.city().db(), "DELETE FROM erased_contacts"); }

bool Retention::is_known(std::string_view word) { return whole_database().find(word) != std::string::npos; }

std::int64_t Retention::noted(std::string_view note) { return counted(R"sql(SELECT count(*) FROM interactions WHERE note = $1)sql", note); }

}  // namespace cityhall
