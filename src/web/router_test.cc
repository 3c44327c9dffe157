#include "web/router.h"

#include <map>
#include <stdexcept>

#include <gtest/gtest.h>

#include "base/random.h"

namespace cityhall::web {
namespace {

Router<std::string> city_routes() {
  Router<std::string> router;
  for (std::string_view const pattern : {"/", "/requests", "/requests/{number}", "/requests/new", "/requests/{number}/closure",
                                         "/open311/v2/requests.{format:xml|json}", "/open311/v2/requests/{id}.{format:xml|json}",
                                         "/open311/v2/requests/{id}", "/files/{path*}", "/v{version}/x", "/a/{b}/c", "/a/b/{d}"})
    router.add(Method::GET, pattern, std::string{pattern});
  router.add(Method::POST, "/requests", "create");
  router.add(Method::DELETE, "/requests/{number}/closure", "delete");
  return router;
}

std::string found(std::string_view path, Method method = Method::GET) {
  auto const router = city_routes();
  auto const match = router.match(method, path);
  if (match.outcome != Routing::found)
    return match.outcome == Routing::moved          ? "moved " + match.location
           : match.outcome == Routing::wrong_method ? "allow " + match.allow
                                                    : "none";
  auto text = *match.route;
  for (auto const& parameter : match.parameters) text += " " + parameter.name + "=" + parameter.value;
  return text;
}

TEST(Router, FindsTheMostLiteralRoute) {
  EXPECT_EQ(found("/"), "/");
  EXPECT_EQ(found("/requests"), "/requests");
  EXPECT_EQ(found("/requests/new"), "/requests/new");
  EXPECT_EQ(found("/requests/SR-1"), "/requests/{number} number=SR-1");
  EXPECT_EQ(found("/requests/a%20b/closure"), "/requests/{number}/closure number=a b");
  EXPECT_EQ(found("/files/a/b%20c.png"), "/files/{path*} path=a/b c.png");
  EXPECT_EQ(found("/v2/x"), "/v{version}/x version=2");
  EXPECT_EQ(found("/a/b/c"), "/a/b/{d} d=c");
  EXPECT_EQ(found("/a/x/c"), "/a/{b}/c b=x");
}

TEST(Router, SplitsASegmentAtItsLastMark) {
  EXPECT_EQ(found("/open311/v2/requests.xml"), "/open311/v2/requests.{format:xml|json} format=xml");
  EXPECT_EQ(found("/open311/v2/requests/7.json"), "/open311/v2/requests/{id}.{format:xml|json} id=7 format=json");
  EXPECT_EQ(found("/open311/v2/requests/7.1.xml"), "/open311/v2/requests/{id}.{format:xml|json} id=7.1 format=xml");
  EXPECT_EQ(found("/open311/v2/requests/7.html"), "/open311/v2/requests/{id} id=7.html");
  EXPECT_EQ(found("/open311/v2/requests.html"), "none");
  EXPECT_EQ(found("/open311/v2/requests/.xml"), "/open311/v2/requests/{id} id=.xml");
}

TEST(Router, SaysWhatIsAllowedAndWhereThingsMoved) {
  EXPECT_EQ(found("/requests", Method::HEAD), "/requests");
  EXPECT_EQ(found("/requests", Method::POST), "create");
  EXPECT_EQ(found("/requests", Method::DELETE), "allow GET, HEAD, POST");
  EXPECT_EQ(found("/requests/1/closure", Method::POST), "allow GET, HEAD, DELETE");
  EXPECT_EQ(found("/requests/"), "moved /requests");
  EXPECT_EQ(found("/requests/", Method::POST), "none");
  EXPECT_EQ(found("/requests//"), "none");
}

TEST(Router, NeverFollowsEmptySegments) {
  for (std::string_view const path :
       {"//", "//evil.example", "//evil.example/", "/requests//closure", "/a//c", "", "/nothing", "/nothing/", "/files/", "requests"})
    EXPECT_EQ(found(path), "none") << path;
  EXPECT_EQ(found(std::string(8'000, '/')), "none");
}

TEST(Router, RefusesMalformedAndDoubledPatterns) {
  Router<int> router;
  router.add(Method::GET, "/a/{b}", 1);
  for (std::string_view const bad : {"a", "", "/a/", "/a//b", "/{", "/{}", "/{a}{b}", "/{a*}/b", "/a/{other}"})
    EXPECT_THROW(router.add(Method::GET, bad, 2), std::invalid_argument) << bad;
  EXPECT_NO_THROW(router.add(Method::POST, "/a/{other}", 3));
}

TEST(Router, AgreesWithATableOnRandomRoutes) {
  SeededRandom random{3};
  Router<std::string> router;
  std::map<std::string, std::string> table;
  for (int i = 0; i < 500; ++i) {
    std::string path;
    for (std::uint64_t depth = 0; depth <= random.below(4); ++depth) path += "/s" + std::to_string(random.below(12));
    if (table.emplace(path, path).second) router.add(Method::GET, path, path);
  }
  for (int i = 0; i < 5'000; ++i) {
    std::string path;
    for (std::uint64_t depth = 0; depth <= random.below(4); ++depth) path += "/s" + std::to_string(random.below(12));
    auto const match = router.match(Method::GET, path);
    ASSERT_EQ(match.outcome == Routing::found, table.contains(path)) << path;
    ASSERT_EQ(match.route == nullptr ? path : *match.route, path);
  }
}

}  // namespace
}  // namespace cityhall::web
