#include "web/answer.h"

#include <gtest/gtest.h>

#include "web/assets.h"

namespace cityhall::web {
namespace {

constexpr Time noon = from_micros(1'803'988'800'000'000);

Exchange asking(Headers const& headers, Method method = Method::GET) { return Exchange{make_request(method, "/", headers), true}; }
Answer answer(Response response, Headers const& headers = {}, Method method = Method::GET) {
  return make_answer(asking(headers, method), std::move(response), noon);
}
bool has(Answer const& made, std::string_view line) { return made.head.find(line) != std::string::npos; }

TEST(Answer, ChoosesTheEncodingThatTheClientTakes) {
  Response const page = html(Variants{.identity = "plain", .gzip = "gz", .brotli = "br", .etag = "\"e\""});
  EXPECT_EQ(answer(page).bytes(), "plain");
  EXPECT_EQ(answer(page, {{"Accept-Encoding", "gzip"}}).bytes(), "gz");
  EXPECT_EQ(answer(page, {{"Accept-Encoding", "gzip, br;q=0.5"}}).bytes(), "br");
  EXPECT_EQ(answer(page, {{"Accept-Encoding", "br;q=0, gzip;q=0.0"}}).bytes(), "plain");
  EXPECT_EQ(answer(page, {{"Accept-Encoding", "*"}}).bytes(), "plain");
  auto const made = answer(page, {{"Accept-Encoding", "GZIP"}});
  EXPECT_TRUE(has(made, "Content-Encoding: gzip\r\n") && has(made, "Vary: Accept-Encoding\r\n") && has(made, "ETag: \"e-gz\"\r\n"));
  EXPECT_TRUE(has(made, "Content-Length: 2\r\n"));
}

TEST(Answer, CompressesLongTextsOnly) {
  Headers const gzip{{"Accept-Encoding", "gzip"}};
  EXPECT_TRUE(has(answer(text(std::string(2'000, 'x')), gzip), "Content-Encoding: gzip"));
  EXPECT_FALSE(has(answer(text(std::string(900, 'x')), gzip), "Content-Encoding"));
  EXPECT_TRUE(has(answer(text(std::string(2'000, 'x'))), "Vary: Accept-Encoding"));
  auto secret = text(std::string(2'000, 'x'));
  secret.compress = false;
  EXPECT_FALSE(has(answer(secret, gzip), "Content-Encoding"));
  Response image{.headers = {{"Content-Type", "image/jpeg"}}, .body = std::string(2'000, 'x')};
  EXPECT_FALSE(has(answer(image, gzip), "Content-Encoding"));
}

TEST(Answer, KnowsWhatTheClientHasAlready) {
  auto page = html("<p>x</p>");
  page.with_etag = true;
  auto const first = answer(page);
  auto const at = first.head.find("ETag: ") + 6;
  auto const etag = first.head.substr(at, first.head.find("\r\n", at) - at);
  auto const again = answer(page, {{"If-None-Match", etag}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.bytes(), "");
  EXPECT_FALSE(has(again, "Content-Length") || has(again, "\r\nContent-Type"));
  EXPECT_EQ(answer(page, {{"If-None-Match", "\"other\", " + etag}}).status, 304);
  EXPECT_EQ(answer(page, {{"If-None-Match", "*"}}).status, 304);
  EXPECT_EQ(answer(page, {{"If-None-Match", "\"other\""}}).status, 200);
  EXPECT_EQ(answer(page, {{"If-None-Match", etag}}, Method::POST).status, 200);
  EXPECT_EQ(answer(html("x"), {{"If-None-Match", "*"}}).status, 200);
  auto dated = html("x");
  dated.headers.set("Last-Modified", to_http_date(noon));
  EXPECT_EQ(answer(dated, {{"If-Modified-Since", to_http_date(noon)}}).status, 304);
}

TEST(Answer, LeavesOutBodiesThatMayNotBe) {
  auto const head = answer(text("four"), {}, Method::HEAD);
  EXPECT_TRUE(has(head, "Content-Length: 4\r\n"));
  EXPECT_EQ(head.bytes(), "");
  EXPECT_FALSE(has(answer(no_content()), "Content-Length"));
}

TEST(Answer, WritesNoHeaderThatWouldSplit) {
  Response response = text("x");
  response.headers.add("X-Bad", "a\r\nSet-Cookie: evil=1");
  response.headers.add("X-Good", "b");
  auto const made = answer(response);
  EXPECT_FALSE(has(made, "evil"));
  EXPECT_TRUE(has(made, "X-Good: b\r\n"));
}

TEST(Answer, LetsAHandlerReplaceASecurityHeader) {
  Response response = text("x");
  response.headers.add("Cross-Origin-Resource-Policy", "cross-origin");
  auto const made = answer(response);
  EXPECT_TRUE(has(made, "Cross-Origin-Resource-Policy: cross-origin\r\n"));
  EXPECT_FALSE(has(made, "Cross-Origin-Resource-Policy: same-origin"));
  EXPECT_FALSE(has(made, "Strict-Transport-Security"));
  Exchange secure = asking({});
  secure.secure = true;
  EXPECT_TRUE(has(make_answer(secure, text("x"), noon), "Strict-Transport-Security: max-age="));
}

TEST(Answer, ReadsRanges) {
  using Kind = ByteRange::Kind;
  auto const is = [](std::string_view header, Kind kind, std::uint64_t first = 0, std::uint64_t size = 0) {
    auto const range = parse_range(header, 100);
    return range.kind == kind && (kind != Kind::part || (range.first == first && range.size == size));
  };
  EXPECT_TRUE(is("bytes=0-0", Kind::part, 0, 1));
  EXPECT_TRUE(is("bytes=90-", Kind::part, 90, 10));
  EXPECT_TRUE(is("bytes=90-900", Kind::part, 90, 10));
  EXPECT_TRUE(is("bytes=0-18446744073709551615", Kind::part, 0, 100));
  EXPECT_TRUE(is("bytes=-7", Kind::part, 93, 7));
  EXPECT_TRUE(is("bytes=-700", Kind::part, 0, 100));
  EXPECT_TRUE(is("bytes=100-", Kind::unsatisfiable));
  EXPECT_TRUE(is("bytes=-0", Kind::unsatisfiable));
  for (std::string_view const odd :
       {"", "bytes", "bytes=", "bytes=-", "bytes=5-4", "bytes=a-b", "bytes=0-1,3-4", "lines=0-1", "bytes=99999999999999999999-"})
    EXPECT_TRUE(is(odd, Kind::whole)) << odd;
  EXPECT_EQ(parse_range("bytes=-5", 0).kind, Kind::unsatisfiable);
}

TEST(Answer, WritesDates) {
  EXPECT_EQ(to_http_date(from_micros(784'111'777'000'000)), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(to_http_date(from_micros(0)), "Thu, 01 Jan 1970 00:00:00 GMT");
}

TEST(Response, RedirectsStayHere) {
  for (std::string_view const good : {"/", "/a?b=c#d"}) EXPECT_EQ(see_other(good).headers.get("location"), good);
  for (std::string_view const bad : {"", "//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nX: y", "/a b"})
    EXPECT_EQ(see_other(bad).headers.get("location"), "/") << bad;
  EXPECT_EQ(see_other_site("https://pay.example/x").headers.get("location"), "https://pay.example/x");
  EXPECT_EQ(see_other_site("javascript:x").headers.get("location"), "/");
}

TEST(Response, NamesDownloadsForEveryBrowser) {
  auto response = text("x");
  set_download_name(response, "año \"1\"/x\r\n.csv");
  EXPECT_EQ(response.headers.get("content-disposition"),
            "attachment; filename=\"a__o _1__x__.csv\"; filename*=UTF-8''a%C3%B1o%20%221%22%2Fx%0D%0A.csv");
}

TEST(Assets, AreFoundByPathAndLinkedBySource) {
  std::array<Asset, 2> const list{{{.path = "/assets/app-12ab.css",
                                    .content_type = "text/css",
                                    .identity = "x",
                                    .gzip = "",
                                    .brotli = "",
                                    .etag = "\"1\"",
                                    .source = "app.css"},
                                   {.path = "/sw.js",
                                    .content_type = "text/javascript",
                                    .identity = "y",
                                    .gzip = "",
                                    .brotli = "",
                                    .etag = "\"2\"",
                                    .source = "sw.js"}}};
  Assets const assets{list};
  EXPECT_EQ(assets.path_of("app.css"), "/assets/app-12ab.css");
  EXPECT_THROW(assets.path_of("none.css"), std::out_of_range);
  EXPECT_EQ(assets.respond("/assets/app-12ab.css")->headers.get("cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(assets.respond("/sw.js")->headers.get("cache-control"), "no-cache");
  EXPECT_FALSE(assets.respond("/assets/../etc/passwd").has_value());
}

}  // namespace
}  // namespace cityhall::web
