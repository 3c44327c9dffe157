#include <gtest/gtest.h>

#include "base/refusal.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/case_text.h"
#include "kernel/cases/family.h"
#include "kernel/cases/public_case.h"
#include "kernel/cases/removed.h"
#include "kernel/cases/state.h"
#include "kernel/events/chain.h"
#include "kernel/events/event.h"
#include "kernel/files/file.h"
#include "kernel/interactions/incoming.h"
#include "kernel/jobs/runner.h"
#include "kernel/retention/cutoff.h"
#include "kernel/retention/erase.h"
#include "kernel/retention/hold.h"
#include "kernel/retention/remove.h"
#include "kernel/testing.h"
#include "store/blobs.h"
#include "store/migrations.h"
#include "store/transfer.h"

namespace cityhall {

std::span<store::Migration const> kernel_migrations();

namespace {

using std::chrono::days;

class Retention : public testing::Test {
 protected:
  /// Everything that the tables hold, as text.
  std::string whole_database() {
    auto const schema = store::read_schema(kernel_migrations());
    std::string all;
    test.view(system_actor("test"), [&](View const& view) {
      for (auto const& [name, table] : schema->tables)
        store::export_rows(view.reader, table, [&](std::string_view line) { ((all += name) += line) += '\n'; });
    });
    return all;
  }
  /// A pothole with a name, an address, a telephone number, a text, a message, a note and a photo: "Quixote" stands in all of them.
  OpenedCase told_in_full() {
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
  FileId photo(std::string const& bytes) {
    PreparedPhoto photo;
    for (auto& rendition : photo.renditions)
      rendition = {.hash = test.city().blobs().put(bytes), .width = 1, .height = 1, .bytes = static_cast<std::int64_t>(bytes.size())};
    return test.run(test.anonymous(), [&](Unit& unit) { return register_file(unit, photo, {.purpose = "upload"}); });
  }
  void close_as_fixed(CaseId id) {
    test.run(test.dispatcher(), [&](Unit& unit) {
      auto report = load_case(view_of(unit), id);
      close(unit, report, {.comment = "Filled.", .outcome = "fixed"});
    });
    run_consumers(test.city());
  }
  void merge_into(CaseId id, CaseId main) {
    test.run(test.dispatcher(), [&](Unit& unit) {
      auto report = load_case(view_of(unit), id);
      merge(unit, report, load_case(view_of(unit), main));
    });
  }
  void pass(days time) { test.clock().advance(time); }
  bool is_there(CaseId id) {
    return test.view(system_actor("test"), [&](View const& view) {
      return !view.reader.values<CaseId>(R"sql(SELECT id FROM cases WHERE id = $1)sql", id).empty();
    });
  }
  ChainReport verify() {
    run_consumers(test.city());
    return test.view(test.dispatcher(), [](View const& view) { return verify_chain(view); });
  }
  void hold(CaseId id) {
    test.run(system_actor("test"), [&](Unit& unit) { hold_case(unit, load_case(view_of(unit), id), "a court case"); });
  }
  void hold(PartyId person) { test.run(system_actor("test"), [&](Unit& unit) { hold_party(unit, person, "court"); }); }
  void lift_holds() { store::write_script(test.city().db(), "UPDATE legal_holds SET lifted_at = 1"); }
  ErasurePlan erase(PartyId person) {
    return test.run(system_actor("test"), [&](Unit& unit) { return erase_person(unit, person); });
  }
  /// A call that is over; `note` tells it from others.
  void called(PartyId who, CaseId about, std::string const& contact, std::string const& note) {
    static std::int64_t id = 0;
    auto const or_null = [](auto each) { return each ? to_text(each) : std::string{"NULL"}; };
    store::write_script(test.city().db(),
                        "INSERT INTO interactions (id, channel, started_at, ended_at, agent, queue, wrap_up, party_id, case_id, topic, "
                        "external_id, language, caller_name, caller_contact, caller_key, name_key, note, draft) VALUES (" +
                            std::to_string(++id) + ", 'phone', 1, 2, 0, '', 'answered', " + or_null(who) + ", " + or_null(about) +
                            ", '', '', '', 'Sancho', '" + contact + "', '" + contact + "', 'sancho', '" + note + "', '')");
  }
  IncomingId wrote(std::string const& contact, std::string const& subject) {
    return test.run(system_actor("test"), [&](Unit& unit) {
      return keep_incoming(unit, {.external_id = subject, .sender_contact = contact, .subject = subject, .body = "words"});
    });
  }
  void mailed(CaseId about, std::string const& email) {
    static std::int64_t id = 0;
    auto const number = std::to_string(++id);
    store::write_script(test.city().db(),
                        "INSERT INTO notices (id, notice_key, template, email, language, case_id, photo_file_id, content, is_secret, "
                        "state, attempts, queued_at, due_at, fault) VALUES (" + number + ", 'k" + number + "', 'closed', '" + email +
                            "', 'en', " + to_text(about) + ", 0, '{}', 0, 'sent', 1, 1, 1, '')");
  }
  std::int64_t noted(std::string_view note) { return counted(R"sql(SELECT count(*) FROM interactions WHERE note = $1)sql", note); }
  template <class... Args>
  std::int64_t counted(store::Sql sql, Args const&... args) {
    return test.view(system_actor("test"), [&](View const& view) { return view.reader.value<std::int64_t>(sql, args...); });
  }
  TestCity test{{"pothole", "graffiti"}};
};

constexpr auto five_years = days{5 * 365 + 2};

TEST_F(Retention, WhatIsPastItsTimeLeavesNoWordOfAnybody) {
  auto const opened = told_in_full();
  close_as_fixed(opened.id);
  pass(five_years - days{4});
  EXPECT_EQ(remove_overdue(test.city()).cases, 0U) << "its time is not over";
  EXPECT_NE(whole_database().find("Quixote"), std::string::npos);
  pass(days{4});
  auto const removed = remove_overdue(test.city());
  EXPECT_EQ(removed.cases, 1U);
  EXPECT_EQ(removed.people, 1U);
  EXPECT_EQ(removed.photos, 1U);
  EXPECT_FALSE(is_there(opened.id));
  auto const left = whole_database();
  EXPECT_EQ(left.find("uixote"), std::string::npos);
  EXPECT_EQ(left.find("5550199"), std::string::npos);
  EXPECT_NE(left.find(opened.number), std::string::npos) << "figures need the row";
  test.view(test.dispatcher(), [&](View const& view) {
    EXPECT_TRUE(case_texts().search(view.reader, "quixote", 10).empty());
    EXPECT_TRUE(removed_case(view, opened.number)->is_public);
    EXPECT_THROW(public_case(view, opened.number), Refusal);
    EXPECT_EQ(figures(view, test.clock().now(), 5000).at(0).closed, 1U);
  });
  pass(days{2});
  EXPECT_EQ(sweep_blobs(test.city()), 1);
  EXPECT_EQ(remove_overdue(test.city()).cases, 0U);
}

TEST_F(Retention, TheChainOfEventsStillProvesHistory) {
  auto const opened = told_in_full();
  close_as_fixed(opened.id);
  auto const later = test.pothole(in_south);
  pass(five_years);
  remove_overdue(test.city());
  auto const report = verify();
  EXPECT_TRUE(report.intact()) << report.what;
  EXPECT_GT(report.emptied, 4U);
  EXPECT_EQ(report.unsealed, 0U);
  EXPECT_NE(test.events(opened.id).find("case.opened"), std::string::npos) << "that it happened stays";
  EXPECT_TRUE(test.events(opened.id).ends_with("case.removed"));
  EXPECT_TRUE(is_there(later.id));
}

struct Trick {
  char const* sql;
};
class EmptiedEvents : public Retention, public testing::WithParamInterface<Trick> {};

TEST_P(EmptiedEvents, CannotBeWrittenAnew) {
  auto const opened = told_in_full();
  close_as_fixed(opened.id);
  auto const kept = test.pothole(in_south);
  run_consumers(test.city());
  pass(five_years);
  remove_overdue(test.city());
  ASSERT_TRUE(verify().intact());
  auto sql = std::string{GetParam().sql};
  for (auto const& [word, id] : {std::pair{"GONE", opened.id}, std::pair{"KEPT", kept.id}})
    if (auto const at = sql.find(word); at != std::string::npos) sql.replace(at, 4, to_text(id));
  store::write_script(test.city().db(), sql);
  EXPECT_EQ(verify().what, "changed");
}

INSTANTIATE_TEST_SUITE_P(
    Ways, EmptiedEvents,
    testing::Values(Trick{"UPDATE events SET data = '{\"message\":\"nothing\"}' WHERE case_id = GONE AND type = 'case.replied'"},
                    Trick{"DELETE FROM event_removals WHERE event_id = (SELECT min(event_id) FROM event_removals)"},
                    Trick{"UPDATE events SET data = '{}' WHERE case_id = GONE AND type = 'case.removed'"},
                    Trick{"INSERT INTO event_removals SELECT min(id), 1, x'00' FROM events WHERE case_id = KEPT"},
                    Trick{"INSERT INTO event_removals SELECT (SELECT min(id) FROM events WHERE case_id = KEPT), removal_id, rest "
                          "FROM event_removals LIMIT 1"}));

TEST_F(Retention, WhatMustStayStays) {
  auto const held = told_in_full();
  auto const of_person = told_in_full();  // the same reporter
  auto const open = test.pothole(in_north);
  auto const member = test.pothole(in_north);
  auto const main = test.pothole(in_north);
  merge_into(member.id, main.id);
  for (auto const& each : {held, of_person, main}) close_as_fixed(each.id);
  pass(five_years);
  store::write_script(
      test.city().db(),
      "INSERT INTO legal_holds (id, case_id, party_id, reason, set_at, set_by, lifted_at, lifted_by) SELECT 1, 0, reporter_id, "
      "'a court case', 0, 'Ada', NULL, '' FROM cases WHERE id = " +
          to_text(of_person.id));
  EXPECT_EQ(remove_overdue(test.city()).cases, 2U) << "the member, then its main case";
  EXPECT_FALSE(is_there(member.id));
  EXPECT_FALSE(is_there(main.id));
  for (auto const& each : {held, of_person, open}) EXPECT_TRUE(is_there(each.id));
  store::write_script(test.city().db(), "UPDATE legal_holds SET lifted_at = 1");
  EXPECT_EQ(remove_overdue(test.city()).cases, 2U);
}

TEST_F(Retention, AHoldOnARequestKeepsWhatAnErasedPersonLeftThere) {
  auto const free = told_in_full();
  auto const held = told_in_full();
  auto const of_other = test.pothole(in_south);
  auto const quixote = test.load(held.id).reporter;
  test.run(system_actor("test"), [&](Unit& unit) { follow(unit, of_other.id, quixote, "en"); });
  for (auto const& each : {free, held, of_other}) close_as_fixed(each.id);
  called(quixote, free.id, "quixote@example.org", "of free");
  called(quixote, held.id, "quixote@example.org", "of held");
  called(quixote, of_other.id, "quixote@example.org", "of another");
  called({}, of_other.id, "quixote@example.org", "by the address");
  for (auto const& each : {held, of_other}) hold(each.id);
  for (auto const& each : {free, held, of_other}) mailed(each.id, "quixote@example.org");
  auto const words = counted(R"sql(SELECT count(*) FROM events WHERE case_id = $1 AND data <> '{}')sql", of_other.id);
  EXPECT_EQ(erase(quixote).held_elsewhere, 1U);
  EXPECT_EQ(counted(R"sql(SELECT count(*) FROM notices WHERE case_id <> $1)sql", free.id), 2) << "mails";
  EXPECT_EQ(counted(R"sql(SELECT count(*) FROM events WHERE case_id = $1 AND data <> '{}')sql", of_other.id), words);
  EXPECT_EQ(counted(R"sql(SELECT count(*) FROM case_followers WHERE party_id = $1)sql", quixote), 1);
  EXPECT_EQ(noted("of free") + counted(R"sql(SELECT count(*) FROM notices WHERE case_id = $1)sql", free.id), 0);
  for (auto const* note : {"of held", "of another", "by the address"}) EXPECT_EQ(noted(note), 1) << note;
  lift_holds();
  forget_waiting(test.city());
  store::write_script(test.city().db(), "DELETE FROM erased_contacts");  // as the module does that follows the event
  EXPECT_EQ(whole_database().find("uixote"), std::string::npos) << "the wish is done when the hold is lifted";
}

TEST_F(Retention, AHoldOnAPersonKeepsWhatIsAboutThemInRequestsOfOthers) {
  auto const reported = told_in_full();
  auto const quixote = test.load(reported.id).reporter;
  auto const witness = test.load(test.run(test.anonymous(), [&](Unit& unit) {
    return open_case(unit, {.service = "pothole", .place = {.point = in_south}, .reporter = {.email = "witness@example.org"}});
  }).id).reporter;
  called(witness, reported.id, "witness@example.org", "saw it");
  close_as_fixed(reported.id);
  hold(witness);
  EXPECT_THROW(erase(witness), Refusal);
  EXPECT_EQ(erase(quixote).count(Erasure::is_held), 1U);
  EXPECT_EQ(noted("saw it"), 1);
  pass(five_years);
  EXPECT_EQ(remove_overdue(test.city()).cases, 0U) << "the nightly removal keeps it, too";
  EXPECT_TRUE(is_there(reported.id));
  lift_holds();
  EXPECT_EQ(remove_overdue(test.city()).cases, 1U);
}

TEST_F(Retention, AnErasedPersonIsGoneUnderEachAddress) {
  auto const opened = test.run(test.anonymous(), [&](Unit& unit) {
    return open_case(unit, {.service = "pothole",
                            .place = {.point = in_north},
                            .reporter = {.name = "Quixote", .email = "Quixote@Example.org", .phone = "312 555 0199"}});
  });
  close_as_fixed(opened.id);
  auto const quixote = test.load(opened.id).reporter;
  called({}, {}, "quixote@example.org", "by mail address");
  called({}, {}, "+13125550199", "by number");
  called({}, {}, "+13125550100", "of another");
  auto const dropped = wrote("QUIXOTE@example.org", "put away");
  wrote("quixote@example.org", "still waiting");
  wrote("dulcinea@example.org", "hers");
  test.run(system_actor("test"), [&](Unit& unit) {
    auto message = incoming_by_id(view_of(unit), dropped);
    settle(unit, message, {});
  });
  mailed(opened.id, "quixote@example.org");
  EXPECT_FALSE(erase(quixote).keeps_person());
  EXPECT_EQ(counted(R"sql(SELECT count(*) FROM notices)sql"), 0);
  EXPECT_EQ(counted(R"sql(SELECT count(*) FROM interactions WHERE note <> '')sql"), 1) << "that of another number";
  EXPECT_EQ(counted(R"sql(SELECT count(*) FROM incoming_messages)sql"), 1) << "hers";
  test.run(system_actor("test"), [&](Unit& unit) {
    auto const event = unit.tx.value<EventId>(R"sql(SELECT id FROM events WHERE type = 'person.erased')sql");
    EXPECT_EQ(take_erased_contacts(unit, event).size(), 2U);
    EXPECT_TRUE(take_erased_contacts(unit, event).empty());
  });
  EXPECT_EQ(whole_database().find("uixote"), std::string::npos);
}

TEST_F(Retention, PhotosOfAnErasedPersonAreHiddenAtOnceAndSoonGone) {
  auto const opened = told_in_full();
  store::write_script(test.city().db(), "UPDATE files SET visibility = 'everyone'");
  close_as_fixed(opened.id);
  erase(test.load(opened.id).reporter);
  EXPECT_EQ(counted(R"sql(SELECT count(*) FROM files WHERE visibility <> 'hidden')sql"), 0);
  remove_loose_photos(test.city());
  EXPECT_EQ(counted(R"sql(SELECT count(*) FROM files)sql"), 0);
}

TEST_F(Retention, APhotoThatAnotherRequestShowsStays) {
  auto const opened = told_in_full();
  auto const other = test.pothole(in_south);
  store::write_script(test.city().db(), "UPDATE files SET visibility = 'everyone'");
  test.run(system_actor("test"), [&](Unit& unit) {
    keep_files(unit, other.id, {unit.tx.value<FileId>(R"sql(SELECT id FROM files)sql")}, FilePurpose::reported);
  });
  close_as_fixed(opened.id);
  erase(test.load(opened.id).reporter);
  remove_loose_photos(test.city());
  EXPECT_EQ(counted(R"sql(SELECT count(*) FROM files WHERE visibility = 'everyone')sql"), 1);
}

TEST_F(Retention, WhatWasPutAwayGoesAfterNinetyDays) {
  auto const message = wrote("quixote@example.org", "nothing for us");
  wrote("quixote@example.org", "waits");
  test.run(system_actor("test"), [&](Unit& unit) {
    auto known = incoming_by_id(view_of(unit), message);
    settle(unit, known, {});
  });
  pass(days{89});
  remove_overdue_nightly(test.city());
  EXPECT_EQ(counted(R"sql(SELECT count(*) FROM incoming_messages)sql"), 2);
  pass(days{2});
  remove_overdue_nightly(test.city());
  EXPECT_EQ(counted(R"sql(SELECT count(*) FROM incoming_messages)sql"), 1);
}

TEST_F(Retention, AMemberWaitsForItsMainCase) {
  auto const member = test.pothole(in_north);
  auto const main = test.pothole(in_north);
  merge_into(member.id, main.id);
  close_as_fixed(main.id);
  pass(five_years);
  store::write_script(test.city().db(),
                      "INSERT INTO legal_holds (id, case_id, party_id, reason, set_at, set_by, lifted_at, lifted_by) VALUES (1, " +
                          to_text(main.id) + ", 0, 'audit', 0, 'Ada', NULL, '')");
  EXPECT_EQ(remove_overdue(test.city()).cases, 0U);
  EXPECT_TRUE(is_there(member.id));
}

TEST_F(Retention, APersonWhoIsStillMentionedStays) {
  auto const first = told_in_full();
  close_as_fixed(first.id);
  pass(five_years);
  auto const second = told_in_full();
  auto const removed = remove_overdue(test.city());
  EXPECT_EQ(removed.cases, 1U);
  EXPECT_EQ(removed.people, 0U);
  EXPECT_TRUE(test.load(second.id).reporter);
}

TEST_F(Retention, HappensOnceANight) {
  remove_overdue_nightly(test.city());
  auto const opened = told_in_full();
  close_as_fixed(opened.id);
  test.clock().advance(std::chrono::hours{1});
  store::write_script(test.city().db(), "UPDATE cases SET closed_at = 1");
  remove_overdue_nightly(test.city());
  EXPECT_TRUE(is_there(opened.id)) << "this night is done";
  test.clock().advance(std::chrono::hours{24});
  remove_overdue_nightly(test.city());
  EXPECT_FALSE(is_there(opened.id));
}

TEST_F(Retention, LeavesADayToLookAfterAnUpdate) {
  auto const opened = told_in_full();
  close_as_fixed(opened.id);
  pass(five_years);
  remove_overdue_nightly(test.city());
  EXPECT_TRUE(is_there(opened.id));
  pass(days{1});
  remove_overdue_nightly(test.city());
  EXPECT_FALSE(is_there(opened.id));
}

TEST(TimeOfKeeping, EndsWhenTheCalendarSaysSo) {
  BusinessCalendar const calendar{TimeZone{"America/New_York"}};
  auto const now = test_morning();
  for (auto const* text : {"P5Y", "P18M", "P90D", "P10BD", "PT36H", "P1Y2M3D"}) {
    auto const period = parse_period(text).value();
    auto const over = kept_until_now(calendar, period, now);
    EXPECT_LE(calendar.due(over, period), now) << text;
    EXPECT_GT(calendar.due(over + std::chrono::microseconds{1}, period), now) << text;
  }
}

}  // namespace
}  // namespace cityhall
