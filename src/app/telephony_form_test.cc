// Whatever comes as a signed hook of the telephone provider is answered: with well-formed XML or a refusal, never with a fault of our own.
// CITYHALL_FUZZ_SECONDS=120 lets it go on for so long.

#include <cstdlib>
#include <map>
#include <set>

#include <gtest/gtest.h>
#include <pugixml.hpp>

#include "app/testing/outbound_city.h"
#include "base/log.h"
#include "kernel/run_unit.h"
#include "kernel/telephony/account.h"
#include "services/front/door.h"
#include "standards/twilio.h"
#include "ui/assets.h"
#include "web/parameters.h"

namespace cityhall {
namespace {

constexpr std::string_view token = "secret token";

/// What a caller presses and says, and what nobody would.
constexpr std::array<std::string_view, 30> values{
    "1", "2", "3", "9", "0", "99", "*", "#", "", "3175550177", "+13175550177", "anonymous", "pothole", "bache", "12 Main Street",
    "STOP", "START", "HELP", "AYUDA", "SR-27-000001", "27 000001", "report graffiti on the wall", "completed", "busy", "hangup",
    "\xff\xfe\x00", "<Say>x</Say>]]>", "'; DROP TABLE cases; --", "\r\nX-Header: 1", "999999999999999999999999"};
constexpr std::array<std::string_view, 14> names{"From",       "To",          "Digits",       "SpeechResult", "Body",
                                                 "CallStatus", "NumMedia",    "MediaUrl0",    "QueueResult",  "DialCallStatus",
                                                 "Nothing",    "RecordingUrl", "RecordingSid", "CallDuration"};
constexpr std::array<std::string_view, 8> places{"/telephony/voice",   "/telephony/voice", "/telephony/text", "/telephony/text",
                                                 "/telephony/status", "/telephony/wait",  "/telephony/connect/1", "/telephony/voice/x.9"};

class AnyHook : public OutboundCity {
 protected:
  AnyHook() {
    set_log_level(LogLevel::error);
    run_unit(city(), actor_, [](Unit& unit) {
      save_telephony(unit, {.account = "AC1",
                            .token = std::string{token},
                            .number = "3175550100",
                            .api_base = "http://127.0.0.1:1",
                            .voice = true,
                            .texts = true,
                            .texts_per_day = 100,
                            .phones = "ana@alton.example = 3175550199"});
    });
    city_ = &cities_.add(std::move(served_)).city();
  }

  template <class List>
  std::string_view one_of(List const& list) {
    return list[dice_.below(list.size())];
  }
  std::string value() {
    if (dice_.below(6) == 0) return std::string(dice_.below(3000), static_cast<char>(dice_.below(256)));
    std::string text{one_of(values)};
    if (dice_.below(8) == 0) text += one_of(values);
    return text;
  }
  /// Mostly where the last answer of the same call leads.
  std::string target(std::string const& call) {
    auto const& next = next_[call];
    return next.empty() || dice_.below(4) == 0 ? std::string{one_of(places)} : next;
  }

  web::Response send(std::string const& target, web::Parameters const& fields) {
    standards::HookFields signed_fields;
    for (auto const& field : fields) signed_fields.emplace_back(field.name, field.value);
    web::Headers headers;
    headers.add("Content-Type", "application/x-www-form-urlencoded");
    headers.add("X-Twilio-Signature", standards::hook_signature(token, city_->settings.get()->base_url + target, signed_fields));
    auto request = web::make_request(web::Method::POST, target, std::move(headers), web::to_urlencoded(fields));
    request.host = request.authority = "311.alton.example";
    request.remote_address = "127.0.0.1";
    request.form = web::read_form(request);
    return door_.answer(std::move(request));
  }

  void one_more() {
    auto const call = "CA" + std::to_string(dice_.below(6));
    auto const place = target(call);
    web::Parameters fields;
    if (dice_.below(20) != 0) fields.add("CallSid", call);
    if (dice_.below(20) != 0) fields.add("MessageSid", "SM" + std::to_string(dice_.below(1'000'000)));
    fields.add("From", dice_.below(3) == 0 ? value() : "+13175550" + std::to_string(100 + dice_.below(5)));
    if (dice_.below(2) == 0) fields.add("Digits", std::to_string(dice_.below(10)));
    for (auto more = dice_.below(4); more > 0; --more) fields.add(std::string{one_of(names)}, value());
    auto const answer = send(place, fields);
    ASSERT_LT(answer.status, 500) << place << "?" << web::to_urlencoded(fields);
    if (answer.status != 200) return;
    ++answered_;
    pugi::xml_document document;
    auto const text = web::body_text(answer);
    ASSERT_TRUE(document.load_buffer(text.data(), text.size())) << text << " for " << web::to_urlencoded(fields);
    auto const action = document.select_node("//*[@action]").node().attribute("action").as_string();
    next_[call] = std::string{action}.substr(0, 300);
    steps_.insert(next_[call].substr(0, next_[call].find('?')));
  }

  SeededRandom dice_{11};
  Cities cities_;
  City* city_ = nullptr;
  web::Assets const assets_{ui_assets()};
  Door door_{process_.modules(), cities_, assets_};
  std::map<std::string, std::string> next_;
  std::set<std::string> steps_;
  int answered_ = 0;
};

TEST_F(AnyHook, IsAnswered) {
  using Steady = std::chrono::steady_clock;
  auto const* const seconds = std::getenv("CITYHALL_FUZZ_SECONDS");
  auto const until = Steady::now() + std::chrono::seconds{seconds == nullptr ? 0 : std::atoi(seconds)};
  int sent = 0;
  for (; (sent < 1'500 || Steady::now() < until) && !HasFatalFailure(); ++sent) {
    clock_.advance(std::chrono::seconds{20});
    one_more();
  }
  EXPECT_GT(answered_, sent / 4);
  RecordProperty("sent", sent);
  RecordProperty("answered", answered_);
  RecordProperty("steps", static_cast<int>(steps_.size()));
  EXPECT_GT(steps_.size(), 5U) << "it walks into the menus";
}

}  // namespace
}  // namespace cityhall
