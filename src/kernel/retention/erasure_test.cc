#include <gtest/gtest.h>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/accounts/account.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/state.h"
#include "kernel/events/event.h"
#include "kernel/files/file.h"
#include "kernel/interactions/interaction.h"
#include "kernel/retention/remove.h"
#include "kernel/retention/testing.h"
#include "kernel/telephony/account.h"
#include "kernel/telephony/texts.h"

namespace cityhall {
namespace {

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

TEST_F(Retention, WhatAnErasedResidentDidWithTheirAccountNamesThemNoMore) {
  auto const opened = told_in_full();
  close_as_fixed(opened.id);
  auto const quixote = test.load(opened.id).reporter;
  auto const account = test.run(system_actor("test"), [&](Unit& unit) {
    return add_account(unit, {.kind = AccountKind::resident, .email = "quixote@example.org", .party = quixote});
  });
  Actor const signed_in{.kind = ActorKind::resident, .account = account, .party = quixote, .name = "quixote@example.org"};
  test.run(signed_in, [&](Unit& unit) { append(unit, "account.password_set", {}, Json{{"account", to_text(account)}}); });
  erase(quixote);
  follow_erasure();
  EXPECT_FALSE(is_known("uixote"));
  EXPECT_TRUE(verify().intact());
}

TEST_F(Retention, ACallBackThatIsOverGoesWithTheNumber) {
  auto const opened = told_in_full();
  close_as_fixed(opened.id);
  reach(wants_call("(312) 555-0199"));
  auto const of_other = wants_call("312 555 0100");
  EXPECT_FALSE(erase(test.load(opened.id).reporter).keeps_person());
  EXPECT_EQ(counted(R"sql(SELECT count(*) FROM call_backs WHERE phone = '+13125550199')sql"), 0);
  EXPECT_EQ(counted(R"sql(SELECT count(*) FROM call_backs WHERE id = $1 AND name <> '')sql", of_other), 1);
}

TEST_F(Retention, ACallBackGoesWithWhomItLedTo) {
  auto const opened = told_in_full();
  close_as_fixed(opened.id);
  auto const quixote = test.load(opened.id).reporter;
  auto const call = wants_call("312 555 0177");
  auto const contact = calls("312 555 0177");
  test.run(system_actor("test"), [&](Unit& unit) {
    auto back = call_back_by_id(view_of(unit), call);
    note_attempt(unit, back, true);
    note_talk(unit, back, contact);
    auto talk = interaction_by_id(view_of(unit), contact);
    set_caller(unit, talk, {.party = quixote});
  });
  hangs_up(contact);
  EXPECT_FALSE(erase(quixote).keeps_person());
  EXPECT_EQ(counted(R"sql(SELECT count(*) FROM call_backs WHERE name <> '')sql"), 0);
}

TEST_F(Retention, WhoWaitsForACallIsForgottenWhenItIsOver) {
  auto const opened = told_in_full();
  close_as_fixed(opened.id);
  auto const call = wants_call("312 555 0199");
  EXPECT_TRUE(erase(test.load(opened.id).reporter).keeps_person());
  EXPECT_TRUE(is_known("+13125550199")) << "somebody must be able to call";
  forget_waiting(test.city());
  EXPECT_TRUE(is_known("+13125550199"));
  reach(call);
  forget_waiting(test.city());
  follow_erasure();
  EXPECT_FALSE(is_known("uixote"));
  EXPECT_FALSE(is_known("5550199"));
}

TEST_F(Retention, WhoIsOnTheTelephoneIsForgottenWhenTheyHangUp) {
  auto const opened = told_in_full();
  close_as_fixed(opened.id);
  auto const contact = calls("312 555 0199");
  EXPECT_TRUE(erase(test.load(opened.id).reporter).keeps_person());
  forget_waiting(test.city());
  hangs_up(contact);
  forget_waiting(test.city());
  follow_erasure();
  EXPECT_FALSE(is_known("uixote"));
  EXPECT_FALSE(is_known("5550199"));
}

TEST_F(Retention, AReportThatSomebodyTalksAboutIsForgottenAfterwards) {
  auto const opened = told_in_full();
  close_as_fixed(opened.id);
  auto const contact = calls("", opened.id);
  auto const call = wants_call("312 555 0177", contact);
  EXPECT_TRUE(erase(test.load(opened.id).reporter).keeps_person());
  hangs_up(contact);
  forget_waiting(test.city());
  EXPECT_TRUE(test.load(opened.id).reporter) << "somebody promised to call";
  reach(call);
  forget_waiting(test.city());
  follow_erasure();
  EXPECT_FALSE(is_known("uixote"));
}

TEST_F(Retention, AHoldKeepsTheCallBacksOfWhomItIsOn) {
  auto const opened = told_in_full();
  auto const shared = test.run(test.anonymous(), [&](Unit& unit) {
    return open_case(unit, {.service = "pothole",
                            .place = {.point = in_south},
                            .reporter = {.email = "sancho@example.org", .phone = "312 555 0199"}});
  });
  for (auto const& each : {opened, shared}) close_as_fixed(each.id);
  reach(wants_call("312 555 0199"));
  hold(test.load(shared.id).reporter);
  erase(test.load(opened.id).reporter);
  EXPECT_EQ(counted(R"sql(SELECT count(*) FROM call_backs WHERE name = 'Quixote')sql"), 1);
}

TEST_F(Retention, TextMessagesGoWithTheNumberThatTheyWereSentTo) {
  auto const opened = told_in_full();
  close_as_fixed(opened.id);
  test.run(system_actor("test"), [&](Unit& unit) {
    save_telephony(unit, {.account = "AC1", .token = "secret", .number = "+13175550100", .texts = true});
    for (auto const* key : {"1/closed/2", "follow-up/3/rating/4"})
      queue_text(unit, {.phone = "312 555 0199", .body = "Fixed.", .key = key});
    // As one was queued before an update.
    unit.tx.run(R"sql(UPDATE provider_requests SET phone = '' WHERE request_key = '1/closed/2')sql");
    queue_text(unit, {.phone = "312 555 0100", .body = "Fixed.", .key = "1/closed/3"});
  });
  erase(test.load(opened.id).reporter);
  EXPECT_EQ(counted(R"sql(SELECT count(*) FROM provider_requests)sql"), 1) << "that to another number";
}

TEST_F(Retention, TextMessagesAboutAHeldRequestStay) {
  auto const opened = told_in_full();
  auto const held = test.pothole(in_south);
  for (auto const& each : {opened, held}) close_as_fixed(each.id);
  hold(held.id);
  test.run(system_actor("test"), [&](Unit& unit) {
    save_telephony(unit, {.account = "AC1", .token = "secret", .number = "+13175550100", .texts = true});
    auto const closed = unit.tx.value<EventId>(R"sql(SELECT max(id) FROM events WHERE case_id = $1)sql", held.id);
    for (auto const& key : {to_text(closed) + "/closed/2", "follow-up/" + to_text(held.id) + "/rating/4"})
      queue_text(unit, {.phone = "312 555 0199", .body = "Fixed.", .key = key});
  });
  erase(test.load(opened.id).reporter);
  EXPECT_EQ(counted(R"sql(SELECT count(*) FROM provider_requests)sql"), 2);
}

TEST_F(Retention, TheWishOfAMemberOfStaffIsDoneWhenTheirRequestIsClosed) {
  auto const opened = told_in_full();
  auto const quixote = test.load(opened.id).reporter;
  test.run(system_actor("test"), [&](Unit& unit) {
    add_account(unit, {.kind = AccountKind::staff, .email = "work@fairhaven.example", .name = "Ada", .party = quixote});
  });
  EXPECT_TRUE(erase(quixote).is_staff);
  close_as_fixed(opened.id);
  forget_waiting(test.city());
  EXPECT_FALSE(test.load(opened.id).reporter);
}

TEST_F(Retention, AMailThatIsOnItsWayKeepsTheAddressUntilItIsSent) {
  auto const opened = told_in_full();
  close_as_fixed(opened.id);
  mailed(opened.id, "quixote@example.org");
  store::write_script(test.city().db(), "UPDATE notices SET state = 'sending'");
  EXPECT_TRUE(erase(test.load(opened.id).reporter).keeps_person());
  store::write_script(test.city().db(), "UPDATE notices SET state = 'sent'");
  forget_waiting(test.city());
  EXPECT_EQ(counted(R"sql(SELECT count(*) FROM notices)sql"), 0);
}

}  // namespace
}  // namespace cityhall
