#include "web/security.h"

#include <stdexcept>

#include <gtest/gtest.h>

#include "base/refusal.h"
#include "web/proxies.h"

namespace cityhall::web {
namespace {

TEST(Cookies, AreOursAndHardened) {
  auto request = make_request(Method::GET, "/", {{"Cookie", "session=a; __Host-session=b; other=c"}});
  Response response;
  set_cookie(response, request, {.name = "session", .value = "v-1", .max_age = std::chrono::seconds{60}});
  EXPECT_EQ(response.headers.get("set-cookie"), "session=v-1; Path=/; HttpOnly; SameSite=Lax; Max-Age=60");
  EXPECT_EQ(our_cookie(request, "session"), "a");
  request.secure = true;
  EXPECT_EQ(our_cookie(request, "session"), "b");
  Response secure;
  set_cookie(secure, request, {.name = "session", .value = "v"});
  EXPECT_EQ(secure.headers.get("set-cookie"), "__Host-session=v; Path=/; HttpOnly; SameSite=Lax; Secure");
  clear_cookie(secure, request, "session");
  EXPECT_EQ(secure.headers.count("set-cookie"), 2U);
  EXPECT_THROW(set_cookie(response, request, {.name = "x", .value = "a; Domain=evil"}), std::invalid_argument);
}

TEST(Csrf, TokensBelongToOneSessionAndDifferEachTime) {
  SeededRandom random{1};
  auto const one = csrf_token("secret", random);
  auto const two = csrf_token("secret", random);
  EXPECT_NE(one, two);
  EXPECT_TRUE(is_csrf_token(one, "secret"));
  EXPECT_TRUE(is_csrf_token(two, "secret"));
  EXPECT_FALSE(is_csrf_token(one, "other"));
  EXPECT_FALSE(is_csrf_token("", "secret"));
  EXPECT_FALSE(is_csrf_token(one, ""));
  EXPECT_FALSE(is_csrf_token(one.substr(1), "secret"));
  auto changed = one;
  changed[50] = changed[50] == 'A' ? 'B' : 'A';
  EXPECT_FALSE(is_csrf_token(changed, "secret"));
}

TEST(Csrf, ForeignPagesAreTold) {
  auto const ours = [](Headers const& headers) { return comes_from_our_pages(make_request(Method::POST, "/", headers)); };
  EXPECT_TRUE(ours({{"Host", "a.example"}}));
  EXPECT_TRUE(ours({{"Host", "a.example"}, {"Sec-Fetch-Site", "same-origin"}}));
  EXPECT_FALSE(ours({{"Host", "a.example"}, {"Sec-Fetch-Site", "cross-site"}}));
  EXPECT_FALSE(ours({{"Host", "a.example"}, {"Sec-Fetch-Site", "same-site"}}));
  EXPECT_TRUE(ours({{"Host", "a.example"}, {"Origin", "http://a.example"}}));
  EXPECT_FALSE(ours({{"Host", "a.example"}, {"Origin", "http://b.example"}}));
  EXPECT_FALSE(ours({{"Host", "a.example"}, {"Origin", "null"}}));
  EXPECT_TRUE(ours({{"Host", "a.example"}, {"Referer", "http://a.example/x"}}));
  EXPECT_FALSE(ours({{"Host", "a.example"}, {"Referer", "http://a.example.evil/x"}}));
}

TEST(Language, FollowsTheWishThenTheCookieThenTheBrowser) {
  std::vector<std::string> const offered{"en", "es", "zh-Hant"};
  auto const chosen = [&](std::string_view target, Headers const& headers) {
    return std::string{choose_language(make_request(Method::GET, target, headers), offered)};
  };
  EXPECT_EQ(chosen("/", {}), "en");
  EXPECT_EQ(chosen("/", {{"Accept-Language", "es-MX,es;q=0.9,en;q=0.8"}}), "es");
  EXPECT_EQ(chosen("/", {{"Accept-Language", "fr, en;q=0.3, es;q=0.7"}}), "es");
  EXPECT_EQ(chosen("/", {{"Accept-Language", "es;q=0"}}), "en");
  EXPECT_EQ(chosen("/", {{"Accept-Language", "zh-Hant-TW"}}), "zh-Hant");
  EXPECT_EQ(chosen("/", {{"Accept-Language", "*"}}), "en");
  EXPECT_EQ(chosen("/", {{"Accept-Language", ";;;q=,,,"}}), "en");
  EXPECT_EQ(chosen("/", {{"Accept-Language", "en"}, {"Cookie", "lang=es"}}), "es");
  EXPECT_EQ(chosen("/?lang=en", {{"Cookie", "lang=es"}}), "en");
  EXPECT_EQ(chosen("/?lang=xx", {{"Cookie", "lang=es"}}), "es");
}

TEST(Addresses, KnowBlocksOfBothKinds) {
  AddressSet const set{{"10.0.0.0/8", "192.0.2.7", "2001:db8::/33", "::1"}};
  for (std::string_view const in : {"10.255.0.1", "192.0.2.7", "2001:db8:7fff::1", "::1", "::ffff:10.1.2.3"})
    EXPECT_TRUE(set.contains(in)) << in;
  for (std::string_view const out : {"11.0.0.1", "192.0.2.8", "2001:db8:8000::1", "::2", "", "10.0.0", "localhost"})
    EXPECT_FALSE(set.contains(out)) << out;
  for (std::string const bad : {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "host", "::1/129", "10.0.0.0/-1"})
    EXPECT_THROW(AddressSet{{bad}}, Refusal) << bad;
}

TEST(Addresses, ForgedForwardingIsNotBelieved) {
  AddressSet const trusted{{"10.0.0.1"}};
  auto const client = [&](std::string_view peer, std::string_view forwarded) {
    auto request = make_request(Method::GET, "/", {{"X-Forwarded-For", forwarded}});
    set_client(request, peer, trusted);
    return request.remote_address;
  };
  EXPECT_EQ(client("203.0.113.5", "1.1.1.1"), "203.0.113.5");
  EXPECT_EQ(client("10.0.0.1", "1.1.1.1"), "1.1.1.1");
  EXPECT_EQ(client("10.0.0.1", "1.1.1.1, 203.0.113.5"), "203.0.113.5");
  EXPECT_EQ(client("10.0.0.1", "1.1.1.1, nonsense"), "10.0.0.1");
  EXPECT_EQ(client("10.0.0.1", ""), "10.0.0.1");
}

TEST(Addresses, AnAddressHasOneSpelling) {
  AddressSet const trusted{{"10.0.0.1"}};
  for (std::string const spelling : {"2001:db8::1", "2001:DB8::1", "2001:0db8:0:0:0:0:0:1", "2001:db8:0::0.0.0.1"}) {
    auto request = make_request(Method::GET, "/", {{"X-Forwarded-For", spelling}});
    set_client(request, "10.0.0.1", trusted);
    EXPECT_EQ(request.remote_address, "2001:db8::1") << spelling;
  }
  auto mapped = make_request(Method::GET, "/");
  set_client(mapped, "::ffff:203.0.113.9", trusted);
  EXPECT_EQ(mapped.remote_address, "203.0.113.9");
}

TEST(Addresses, LimitsCountAWholeHouseholdAsOne) {
  EXPECT_EQ(network_of("2001:db8:1:2:3::4"), network_of("2001:db8:1:2:ffff::9"));
  EXPECT_NE(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:3::1"));
  EXPECT_EQ(network_of("203.0.113.9"), "203.0.113.9");
  EXPECT_NE(network_of("203.0.113.9"), network_of("203.0.113.8"));
}

}  // namespace
}  // namespace cityhall::web
