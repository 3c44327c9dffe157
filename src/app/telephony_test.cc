// What we ask of the telephone provider, against one that is away, busy, and hangs up: nothing is lost, nobody is told twice, and a fault
// cannot cost more than the limit.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/testing/outbound_city.h"
#include "app/testing/receiver.h"
#include "base/crypto.h"
#include "kernel/cases/actions.h"
#include "kernel/interactions/incoming.h"
#include "kernel/interactions/interaction.h"
#include "kernel/jobs/runner.h"
#include "kernel/run_unit.h"
#include "kernel/telephony/account.h"
#include "kernel/telephony/texts.h"
#include "services/telephony/conversation.h"
#include "services/telephony/provider.h"
#include "store/blobs.h"
#include "store/testing.h"

namespace cityhall {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

class Telephony : public OutboundCity {
 protected:
  void connect(std::string const& base, int texts_per_day = 100) {
    run_unit(city(), actor_, [&](Unit& unit) {
      save_telephony(unit, {.account = "AC1",
                            .token = "secret token",
                            .number = "3175550100",
                            .api_base = base,
                            .texts_per_day = texts_per_day,
                            .phones = "ana@alton.example = 3175550199"});
    });
  }
  bool text(std::string const& phone, std::string const& key, std::string const& body = "Hello") {
    return run_unit(city(), actor_, [&](Unit& unit) { return queue_text(unit, {.phone = phone, .body = body, .key = key}); });
  }
  ProviderCounts counts() {
    return run_view(city(), actor_, [&](View const& view) { return provider_counts(view, clock_.now()); });
  }
};

TEST_F(Telephony, SendsATextMessageAsTheRestApiWantsIt) {
  Receiver provider{[](int) { return 201; }};
  connect(provider.base());
  EXPECT_TRUE(text("(317) 555-0177", "a", "Señal: 50% & más"));
  EXPECT_FALSE(text("3175550177", "a", "again")) << "a key is told once";
  EXPECT_FALSE(text("12", "b"));
  EXPECT_EQ(send_provider_requests(city()), 1);
  auto const calls = provider.calls();
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].first_line(), "POST /2010-04-01/Accounts/AC1/Messages.json HTTP/1.1");
  EXPECT_EQ(calls[0].header("Authorization"), "Basic " + base64("AC1:secret token"));
  EXPECT_EQ(calls[0].header("Content-Type"), "application/x-www-form-urlencoded");
  EXPECT_EQ(calls[0].body(), "From=%2B13175550100&To=%2B13175550177&Body=Se%C3%B1al%3A%2050%25%20%26%20m%C3%A1s");
  EXPECT_EQ(send_provider_requests(city()), 0);
}

TEST_F(Telephony, TriesAgainWhatWasNotTakenAndOnlyThat) {
  Receiver provider{[](int call) { return call <= 2 ? 503 : call == 3 ? 201 : call == 4 ? 0 : 400; }};
  connect(provider.base());
  text("3175550177", "busy");
  for (auto const wait : {0, 30, 60}) {
    clock_.advance(std::chrono::seconds{wait});
    send_provider_requests(city());
  }
  EXPECT_EQ(counts().sent, 1);
  text("3175550177", "answer lost");
  send_provider_requests(city());
  text("3175550177", "refused");
  send_provider_requests(city());
  clock_.advance(std::chrono::hours{12});
  send_provider_requests(city());
  EXPECT_EQ(provider.calls().size(), 5U) << "a lost answer may stand for a message that went out; a refusal does not become better";
  EXPECT_EQ(counts().uncertain, 1);
  EXPECT_EQ(counts().failed, 1);
}

TEST_F(Telephony, WaitsForAProviderThatIsAway) {
  std::string base;
  {
    Receiver gone{[](int) { return 201; }};
    base = gone.base();
  }
  connect(base);
  text("3175550177", "a");
  EXPECT_EQ(send_provider_requests(city()), 0);
  EXPECT_EQ(counts().queued, 1);
}

TEST_F(Telephony, HoldsBackWhatWouldCostTooMuch) {
  Receiver provider{[](int) { return 201; }};
  connect(provider.base(), 3);
  text("3175550177", "a");
  text("3175550177", "two parts", std::string(200, 'x'));
  text("3175550177", "one too many");
  EXPECT_EQ(send_provider_requests(city()), 2);
  EXPECT_EQ(counts().sent, 3);
  EXPECT_EQ(counts().held, 1);
  clock_.advance(std::chrono::hours{25});
  run_unit(city(), actor_, [&](Unit& unit) { return provider_store::requeue(unit.tx, "held", unit.now); });
  EXPECT_EQ(send_provider_requests(city()), 1);
}

TEST_F(Telephony, HonoursStopAndSendsNothingWithoutAProvider) {
  EXPECT_FALSE(text("3175550177", "a")) << "no provider";
  Receiver provider{[](int) { return 201; }};
  connect(provider.base());
  run_unit(city(), actor_, [](Unit& unit) { return set_stopped(unit, "+13175550177", true); });
  EXPECT_FALSE(text("3175550177", "b"));
  run_unit(city(), actor_, [](Unit& unit) { return set_stopped(unit, "+13175550177", false); });
  EXPECT_TRUE(text("3175550177", "b"));
}

TEST_F(Telephony, TellsAPartyByTextInPlaceOfMail) {
  Receiver provider{[](int) { return 201; }};
  connect(provider.base());
  auto const number = run_unit(city(), actor_, [](Unit& unit) {
    NewCase fresh{.service = "graffiti",
                  .answers = R"({"surface":"sign"})",
                  .reporter = {.name = "Pat", .email = "pat@example.org", .phone = "3175550177"}};
    fresh.place = {.point = Point{41.88, -87.63}, .address = "1 Main Street"};
    auto const opened = open_case(unit, fresh);
    prefer_texts(unit, load_case(view_of(unit), opened.id).reporter, "3175550177");
    return opened.number;
  });
  follow();
  follow();
  send_provider_requests(city());
  ASSERT_EQ(provider.calls().size(), 1U);
  EXPECT_THAT(provider.calls()[0].body(), HasSubstr(number));
  EXPECT_THAT(provider.calls()[0].body(), HasSubstr("%2Ftrack%2F"));
}

TEST_F(Telephony, FetchesARecordingFromTheAccountAndKeepsIt) {
  Receiver provider{[](int call) { return call == 1 ? 404 : 200; }};
  connect(provider.base());
  auto const id = run_unit(city(), actor_, [](Unit& unit) { return keep_incoming(unit, {.channel = Channel::ivr, .external_id = "RE1"}); });
  auto const message = [&] { return run_view(city(), actor_, [&](View const& view) { return incoming_by_id(view, id); }); };
  fetch_recordings(city());
  EXPECT_TRUE(message().recording.empty()) << "not there yet";
  fetch_recordings(city());
  fetch_recordings(city());
  EXPECT_EQ(provider.calls().size(), 2U) << "once it is here nobody asks again";
  EXPECT_EQ(provider.calls()[0].first_line(), "GET /2010-04-01/Accounts/AC1/Recordings/RE1.wav HTTP/1.1");
  EXPECT_EQ(city().blobs().get(message().recording), "ok");
}

TEST_F(Telephony, EndsACallWhoseEndNobodyTold) {
  connect("http://127.0.0.1:1");
  auto const id = run_unit(city(), actor_, [](Unit& unit) {
    auto const contact = begin_interaction(unit, {.channel = Channel::ivr, .caller_contact = "+13175550177", .external_id = "CA1"});
    keep_conversation(unit, {.id = "CA1", .node = "menu", .memory = R"({"result":"status_given"})", .interaction = contact});
    return contact;
  });
  auto const contact = [&] { return run_view(city(), actor_, [&](View const& view) { return interaction_by_id(view, id); }); };
  EXPECT_FALSE(contact().waits()) << "no agent is asked to take it while it is with the menu";
  end_lost_calls(city());
  EXPECT_FALSE(contact().ended);
  clock_.advance(std::chrono::hours{6});
  end_lost_calls(city());
  EXPECT_TRUE(contact().ended);
  EXPECT_EQ(contact().wrap_up, "status_given");
}

TEST_F(Telephony, SaysWhatIsWrongWithTheSettings) {
  Receiver provider{[](int) { return 401; }};
  connect(provider.base());
  auto const account = run_view(city(), actor_, [](View const& view) { return *telephony_account(view); });
  auto const findings = examine_provider(city(), account);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_FALSE(findings[0].good);
  EXPECT_THAT(in_english(findings[0].what), HasSubstr("refuses the account or the token: 401"));
  EXPECT_THAT(in_english(findings[0].fix), EndsWith("must be entered here."));
}

}  // namespace
}  // namespace cityhall
