#include <gtest/gtest.h>

#include "base/crypto.h"
#include "base/id.h"
#include "base/json.h"
#include "base/message.h"
#include "base/random.h"
#include "base/text.h"
#include "base/time_zone.h"

namespace cityhall {
namespace {

TEST(TimeZone, ReadsAndWritesCivilTimeAcrossDaylightSaving) {
  TimeZone const zone{"America/New_York"};
  auto const summer = parse_time("2011-07-01 01:32:33", zone);
  ASSERT_TRUE(summer);
  EXPECT_EQ(to_rfc3339(*summer), "2011-07-01T05:32:33Z");
  EXPECT_EQ(zone.to_rfc3339(*summer), "2011-07-01T01:32:33-04:00");
  EXPECT_EQ(to_rfc3339(*parse_time("2027-03-14T02:30", zone)), "2027-03-14T07:00:00Z");  // in the gap: its end
  EXPECT_EQ(to_rfc3339(*parse_time("2027-11-07T01:30", zone)), "2027-11-07T05:30:00Z");  // twice: the earlier
}

TEST(TimeZone, RefusesWhatIsNoTime) {
  TimeZone const zone{"UTC"};
  for (auto const* bad :
       {"", "2027", "2027-13-01", "2027-02-29", "2027-02-01T25:00", "2027-02-01T10:00x", "2027-02-01T10:00+1", "2027-02-01T10:00:00."})
    EXPECT_FALSE(parse_time(bad, zone)) << bad;
  EXPECT_EQ(to_rfc3339(*parse_time("2027-02-01T10:00:00.5+0130", zone)), "2027-02-01T08:30:00Z");
}

TEST(Ids, GrowAlsoWhenTheClockStepsBack) {
  ManualClock clock{from_micros(1'800'000'000'000'000)};
  IdMaker ids{clock, 7};
  auto last = ids.next();
  clock.advance(std::chrono::hours{-5});
  for (int i = 0; i < 10'000; ++i) {
    auto const id = ids.next();
    ASSERT_GT(id, last);
    last = id;
  }
  IdMaker after_restart{clock, 7, last};
  EXPECT_GT(after_restart.next(), last);
}

TEST(Ids, AreNotBelowTheLeastIdOfTheirTime) {
  ManualClock clock{from_micros(1'800'000'000'000'000)};
  IdMaker ids{clock, 0};
  EXPECT_GE(ids.next(), least_id_at(clock.now()));
  EXPECT_LT(ids.next(), least_id_at(clock.now() + std::chrono::milliseconds{1}));
}

TEST(Text, FoldsForSearch) {
  EXPECT_EQ(fold("  El  AÑO \t Straße  Žižka "), "el ano strasse zizka");
  EXPECT_EQ(shorten("añoñoño", 4), "año…");
  EXPECT_EQ(did_you_mean("pothol", {"graffiti", "pothole"}), "pothole");
  EXPECT_EQ(did_you_mean("lable", {"graffiti", "label"}), "label");
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("drak", "dark"), 1U);
  EXPECT_EQ(did_you_mean("zzz", {"graffiti", "pothole"}), "");
}

TEST(Text, PercentDecodesStrictly) {
  EXPECT_EQ(percent_decode("a+b%41", PercentKind::form).text, "a bA");
  EXPECT_EQ(percent_decode("a+b%41", PercentKind::path).text, "a+bA");
  for (auto const* bad : {"%", "%4", "%zz", "x%4"}) EXPECT_FALSE(percent_decode(bad, PercentKind::form).ok) << bad;
}

TEST(JsonText, IsStrict) {
  EXPECT_TRUE(parse_json(R"({"a":[1,2]})"));
  EXPECT_EQ(parse_json("{\"a\":1,\n \"a\":2}").error().what, "the member \"a\" stands twice in one object");
  EXPECT_NE(parse_json("{\n  \"a\": }").error().what.find("line 2, column 8"), std::string::npos)
      << parse_json("{\n  \"a\": }").error().what;
  EXPECT_EQ(to_text(*parse_json(R"({"a":[{"b":[]},{},"x",-1,2.5,null],"c":{"d":true},"e":18446744073709551615})")),
            R"({"a":[{"b":[]},{},"x",-1,2.5,null],"c":{"d":true},"e":18446744073709551615})");
  EXPECT_FALSE(parse_json("1e999"));
  EXPECT_FALSE(parse_json("[1] 2"));
  EXPECT_FALSE(parse_json("\"\xff\""));
  EXPECT_TRUE(is_utf8(parse_json("{\"en\":\": \"\xc2\xbf\"}").error().what)) << "half a character is not quoted";
  EXPECT_FALSE(parse_json(std::string(100, '[') + std::string(100, ']')));
}

TEST(Crypto, HashesAndCompares) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(from_base64url(base64url("\x01\xff\x02")), "\x01\xff\x02");
  auto const hash = hash_password("correct horse battery");
  EXPECT_TRUE(verify_password(hash, "correct horse battery"));
  EXPECT_FALSE(verify_password(hash, "correct horse batterz"));
}

TEST(Messages, FillNamesAndCountsInEnglish) {
  EXPECT_EQ(in_english(_("Hello {name}, {unknown}").with("name", "Ana {x}")), "Hello Ana {x}, {unknown}");
  EXPECT_EQ(in_english(_n("{count} answer", "{count} answers", 1)), "1 answer");
  EXPECT_EQ(in_english(_n("{count} answer", "{count} answers", 3)), "3 answers");
}

TEST(RandomNumbers, RepeatWithTheSameSeed) {
  SeededRandom a{7};
  SeededRandom b{7};
  EXPECT_EQ(a.token(), b.token());
  EXPECT_EQ(SystemRandom{}.digits(6).size(), 6U);
}

}  // namespace
}  // namespace cityhall
