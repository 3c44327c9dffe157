#include "standards/web_push.h"

#include <gtest/gtest.h>

#include "base/crypto.h"
#include "base/json.h"
#include "base/text.h"

namespace cityhall::standards {
namespace {

std::string bytes(std::string_view text) { return from_base64url(text).value(); }

// RFC 8291 section 5 and appendix A.
TEST(WebPush, EncryptsTheExampleOfTheStandard) {
  PushKeys const to{.point = bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
                    .secret = bytes("BTBZMqHH6r4Tts7J_aSIgg")};
  PushChance const chance{
      .key = {.secret = bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
              .point = bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8")},
      .salt = bytes("DGv6ra1nlYgDCS1FRnbzlw")};
  auto const body = push_body("When I grow up, I want to be a watermelon", to, chance);
  ASSERT_TRUE(body);
  EXPECT_EQ(base64url(*body),
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6"
            "cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
}

TEST(WebPush, RefusesKeysThatAreNone) {
  auto const mine = make_p256_key();
  auto const other = make_p256_key();
  PushChance const chance{.key = mine, .salt = std::string(16, 's')};
  EXPECT_FALSE(push_body("x", {.point = std::string(65, '\x04'), .secret = std::string(16, 'a')}, chance));
  EXPECT_FALSE(push_body("x", {.point = other.point, .secret = "short"}, chance));
  EXPECT_FALSE(push_body(std::string(push_text_bytes_max + 1, 'x'), {.point = other.point, .secret = std::string(16, 'a')}, chance));
  auto const longest = push_body(std::string(push_text_bytes_max, 'x'), {.point = other.point, .secret = std::string(16, 'a')}, chance);
  ASSERT_TRUE(longest);
  EXPECT_LE(longest->size(), 4096U);
}

TEST(WebPush, BothSidesAgree) {
  auto const mine = make_p256_key();
  auto const other = make_p256_key();
  EXPECT_EQ(p256_agree(mine, other.point), p256_agree(other, mine.point));
  EXPECT_NE(mine.secret, other.secret);
}

TEST(WebPush, SignsWhoSends) {
  auto const key = make_p256_key();
  auto const header =
      vapid_authorization(key, {.audience = "https://push.example.org", .expires_s = 1'800'000'000, .subject = "mailto:a@b.example"});
  ASSERT_TRUE(header.starts_with("vapid t="));
  auto const comma = header.find(", k=");
  auto const token = header.substr(8, comma - 8);
  EXPECT_EQ(header.substr(comma + 4), base64url(key.point));
  auto const last = token.rfind('.');
  EXPECT_TRUE(p256_verify(key.point, token.substr(0, last), bytes(token.substr(last + 1))));
  EXPECT_FALSE(p256_verify(key.point, token.substr(0, last) + "x", bytes(token.substr(last + 1))));
  auto const claims = parse_json(bytes(token.substr(token.find('.') + 1, last - token.find('.') - 1)));
  ASSERT_TRUE(claims);
  EXPECT_EQ(text_of(*claims, "aud"), "https://push.example.org");
}

TEST(WebPush, KnowsTheOriginOfAnAddress) {
  EXPECT_EQ(origin_of_url("https://push.example.org:8443/send/abc?x"), "https://push.example.org:8443");
  EXPECT_EQ(origin_of_url("ftp://push.example.org/"), "");
  EXPECT_EQ(origin_of_url("https://"), "");
  EXPECT_EQ(origin_of_url("nonsense"), "");
}

}  // namespace
}  // namespace cityhall::standards
