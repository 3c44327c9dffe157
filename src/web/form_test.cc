#include "web/form.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "web/multipart.h"

namespace cityhall::web {
namespace {

struct Report {
  std::string description, email, kind = "pothole";
  int size = 3;
  std::optional<double> depth;
  bool urgent = false;
  std::optional<Date> seen;
  std::vector<std::string> tags;
  std::vector<Upload> photos;
};

Form<Report> report_form() {
  return {field("description", &Report::description).required().least(3).most(20).lines(),
          field("email", &Report::email).check(is_email, _("Enter an e-mail address.")),
          field("kind", &Report::kind).one_of({"pothole", "sign"}),
          field("size", &Report::size).least(1).most(9),
          field("depth", &Report::depth).least(0),
          field("urgent", &Report::urgent),
          field("seen", &Report::seen),
          field("tags", &Report::tags).one_of({"a", "b", "c"}).most(2),
          field("photos", &Report::photos).most(2).bytes_max(10)};
}

FormData form_of(std::string body) { return make_request(Method::POST, "/", {}, std::move(body)).form; }
std::vector<std::string> codes_of(std::string body) {
  std::vector<std::string> codes;
  for (auto const& error : try_read(report_form(), form_of(std::move(body))).entered.errors)
    codes.push_back(error.field + ":" + error.code);
  return codes;
}
using Codes = std::vector<std::string>;

TEST(Form, ReadsWhatIsRight) {
  auto const report = read(
      report_form(),
      form_of("description=+A+deep%0D%0Ahole+&email=pat%40example.org&kind=sign&size=7&depth=2.5&urgent=on&seen=2027-03-02&tags=a&tags=c"));
  EXPECT_EQ(report.description, "A deep\nhole");
  EXPECT_EQ(report.email, "pat@example.org");
  EXPECT_EQ(report.kind, "sign");
  EXPECT_EQ(report.size, 7);
  EXPECT_EQ(report.depth, 2.5);
  EXPECT_TRUE(report.urgent);
  EXPECT_EQ(to_iso(*report.seen), "2027-03-02");
  EXPECT_EQ(report.tags, (std::vector<std::string>{"a", "c"}));
}

TEST(Form, KeepsDefaultsOfWhatIsAbsent) {
  auto const report = read(report_form(), form_of("description=abc&email=&size="));
  EXPECT_EQ(report.kind, "pothole");
  EXPECT_EQ(report.size, 3);
  EXPECT_FALSE(report.depth.has_value());
}

TEST(Form, FindsEveryWrongFieldAtOnce) {
  EXPECT_EQ(codes_of("description=ab&email=x&kind=tree&size=12&depth=deep&urgent=maybe&seen=2027-02-30&tags=a&tags=b&tags=c"),
            (Codes{"description:too_short", "email:not_valid", "kind:not_offered", "size:too_large", "depth:not_a_number",
                   "urgent:not_yes_or_no", "seen:not_a_date", "tags:too_many"}));
  try {
    read(report_form(), form_of("size=1x"));
    FAIL();
  } catch (Refusal const& refusal) {
    EXPECT_EQ(refusal.code, "form.invalid");
    EXPECT_EQ(refusal.fields.size(), 2U);
  }
}

TEST(Form, RefusesUnreadableDoubledAndHugeValues) {
  EXPECT_EQ(codes_of("description=abc&email=%e9"), Codes{"email:not_utf8"});
  EXPECT_EQ(codes_of("description=%zz1"), Codes{"description:not_utf8"});
  EXPECT_EQ(codes_of("description=ab%00c"), Codes{"description:control_character"});
  EXPECT_EQ(codes_of("description=abc&description=abc"), Codes{"description:doubled"});
  EXPECT_EQ(codes_of("description=" + std::string(21, 'x')), Codes{"description:too_long"});
  EXPECT_EQ(codes_of("description=abc&email=a%40b.example%0Ax"), Codes{"email:line_break"});
  EXPECT_EQ(codes_of("description=%20%20"), Codes{"description:required"});
  EXPECT_EQ(codes_of("description=abc&size=99999999999999999999"), Codes{"size:not_a_number"});
  EXPECT_EQ(codes_of("description=abc&depth=nan"), Codes{"depth:not_a_number"});
  EXPECT_EQ(codes_of("description=abc&depth=1e999"), Codes{"depth:not_a_number"});
  EXPECT_EQ(codes_of("description=abc&tags=d"), Codes{"tags:not_offered"});
  EXPECT_EQ(codes_of("description=abc&photos=x"), Codes{"photos:not_a_file"});
}

TEST(Form, CountsCharactersNotBytes) { EXPECT_EQ(codes_of("description=" + std::string("%C3%A9%C3%A9%C3%A9")), Codes{}); }

TEST(Form, LimitsFiles) {
  auto const with_files = [](std::vector<std::size_t> const& sizes) {
    FormData form;
    form.fields.add("description", "abc");
    static std::string const bytes(100, 'x');
    for (auto const size : sizes)
      form.files.push_back(
          {.name = "photos", .filename = "p.jpg", .content_type = "image/jpeg", .bytes = std::string_view{bytes}.substr(0, size)});
    Codes codes;
    for (auto const& error : try_read(report_form(), form).entered.errors) codes.push_back(error.code);
    return codes;
  };
  EXPECT_EQ(with_files({10, 10}), Codes{});
  EXPECT_EQ(with_files({11}), Codes{"file_too_large"});
  EXPECT_EQ(with_files({1, 1, 1}), Codes{"too_many"});
}

TEST(Form, SaysThatABodyCouldNotBeRead) {
  auto const request = make_request(Method::POST, "/", {{"Content-Type", "multipart/form-data; boundary=b"}}, "nonsense");
  EXPECT_THROW(read(report_form(), request.form), Refusal);
  auto const many = make_request(Method::POST, "/", {}, [] {
    std::string s;
    for (int i = 0; i < 1'001; ++i) s += "a&";
    return s;
  }());
  EXPECT_NE(many.form.fault, "");
}

TEST(Form, KnowsAddressesAndNumbers) {
  for (std::string_view const good : {"a@b.example", "first.last+tag@sub.example.org", "ñ@españa.example"})
    EXPECT_TRUE(is_email(good)) << good;
  for (std::string_view const bad :
       {"", "a", "@b.c", "a@b", "a@b..c", "a b@c.d", "a@-b.c", "a@b.c\r\nBcc: x@y.z", "a..b@c.d", "\"a\"@b.c", "a@b@c.d", "<a@b.c>"})
    EXPECT_FALSE(is_email(bad)) << bad;
  EXPECT_TRUE(is_phone("+1 (317) 555-0100"));
  EXPECT_FALSE(is_phone("12345"));
  EXPECT_FALSE(is_phone("555-0100 ext 3"));
}

std::string part(std::string const& headers, std::string const& bytes) { return "--b\r\n" + headers + "\r\n\r\n" + bytes + "\r\n"; }
std::string const name_header = "Content-Disposition: form-data; name=\"n\"";

TEST(Multipart, ReadsPartsAsBrowsersSendThem) {
  auto const body =
      part(name_header, "v") +
      part("Content-Disposition: form-data; name=\"f\"; filename=\"C:\\dir\\a \\\"b%22.jpg\"\r\nContent-Type: image/JPEG; x=y",
           "\r\n--c-") +
      part("Content-Disposition: form-data; name=\"empty\"; filename=\"\"\r\nContent-Type: application/octet-stream", "") + "--b--\r\n";
  auto const parts = parse_multipart(body, "b");
  ASSERT_TRUE(parts) << parts.error().what;
  ASSERT_EQ(parts->size(), 3U);
  EXPECT_EQ((*parts)[0].name, "n");
  EXPECT_EQ((*parts)[0].bytes, "v");
  EXPECT_FALSE((*parts)[0].is_file);
  EXPECT_EQ((*parts)[1].filename, "a \"b\".jpg");
  EXPECT_EQ((*parts)[1].content_type, "image/jpeg");
  EXPECT_EQ((*parts)[1].bytes, "\r\n--c-");
  EXPECT_TRUE((*parts)[2].is_file);
}

TEST(Multipart, RefusesWhatIsNotExactlyRight) {
  auto const end = std::string{"--b--\r\n"};
  std::vector<std::pair<std::string, std::string>> const bad{
      {"nothing", ""},
      {"no end", part(name_header, "v")},
      {"cut", part(name_header, "v").substr(0, 50)},
      {"preamble", "hello\r\n" + part(name_header, "v") + end},
      {"epilogue", part(name_header, "v") + end + "more"},
      {"other boundary", "--c\r\n" + name_header + "\r\n\r\nv\r\n--c--\r\n"},
      {"boundary with a tail", "--bx\r\n" + name_header + "\r\n\r\nv\r\n--b--\r\n"},
      {"bare LF", "--b\n" + name_header + "\n\nv\n--b--\n"},
      {"no name", part("Content-Disposition: form-data", "v") + end},
      {"empty name", part("Content-Disposition: form-data; name=\"\"", "v") + end},
      {"no headers", "--b\r\n\r\nv\r\n\r\n--b--\r\n"},
      {"two names", part("Content-Disposition: form-data; name=\"a\"; name=\"b\"", "v") + end},
      {"filename*", part("Content-Disposition: form-data; name=\"a\"; filename*=UTF-8''x", "v") + end},
      {"attachment", part("Content-Disposition: attachment; name=\"a\"", "v") + end},
      {"no disposition", part("Content-Type: text/plain", "v") + end},
      {"two dispositions", part(name_header + "\r\n" + name_header, "v") + end},
      {"folded", part(name_header + ";\r\n filename=\"x\"", "v") + end},
      {"nested", part(name_header + "\r\nContent-Type: multipart/mixed; boundary=c", "v") + end},
      {"base64", part(name_header + "\r\nContent-Transfer-Encoding: base64", "v") + end},
      {"open quote", part("Content-Disposition: form-data; name=\"a", "v") + end},
      {"name not UTF-8", part("Content-Disposition: form-data; name=\"\xe9\"", "v") + end},
      {"NUL in the name", part(std::string{"Content-Disposition: form-data; name=\"a\0b\"", 41}, "v") + end},
      {"long headers", part(name_header + "\r\nX: " + std::string(3'000, 'x'), "v") + end},
      {"many headers", part(
                           name_header +
                               [] {
                                 std::string s;
                                 for (int i = 0; i < 8; ++i) s += "\r\nX: y";
                                 return s;
                               }(),
                           "v") +
                           end},
      {"many parts",
       [] {
         std::string s;
         for (int i = 0; i < 201; ++i) s += part(name_header, "v");
         return s;
       }() +
           end},
  };
  for (auto const& [what, body] : bad) EXPECT_FALSE(parse_multipart(body, "b")) << what;
  for (std::string_view const type : {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"a\r\nb\"",
                                      "multipart/form-data; boundary=a; boundary=b"})
    EXPECT_FALSE(multipart_boundary(type)) << type;
  EXPECT_FALSE(multipart_boundary("multipart/form-data; boundary=" + std::string(71, 'x')));
  EXPECT_EQ(*multipart_boundary("multipart/form-data; charset=utf-8; boundary=\"a b\""), "a b");
}

TEST(Multipart, RandomDamageNeverPassesUnseenBytesOrBreaks) {
  SeededRandom random{7};
  auto const good = part(name_header, "value") +
                    part("Content-Disposition: form-data; name=\"f\"; filename=\"x.bin\"", std::string(300, '-')) + "--b--\r\n";
  int accepted = 0;
  for (int round = 0; round < 20'000; ++round) {
    auto body = good;
    for (std::uint64_t change = 0; change <= random.below(3); ++change) {
      auto const at = random.below(body.size());
      if (random.below(3) == 0) body.erase(at, 1 + random.below(20));
      else body[at] = static_cast<char>(random.below(256));
      if (body.empty()) body = "x";
    }
    auto const parts = parse_multipart(body, "b");
    if (!parts) continue;
    ++accepted;
    std::size_t total = 0;
    for (auto const& one : *parts) {
      EXPECT_GE(one.bytes.data(), body.data());
      EXPECT_LE(one.bytes.data() + one.bytes.size(), body.data() + body.size());
      EXPECT_FALSE(one.name.empty());
      total += one.bytes.size();
    }
    EXPECT_LE(total, body.size());
  }
  EXPECT_GT(accepted, 1'000);
  EXPECT_LT(accepted, 19'000);
}

TEST(Parameters, RoundTrip) {
  SeededRandom random{11};
  for (int round = 0; round < 500; ++round) {
    Parameters given;
    for (std::uint64_t i = 0; i <= random.below(5); ++i) {
      std::string value;
      for (std::uint64_t c = random.below(20); c > 0; --c) value += static_cast<char>(0x20 + random.below(0x5f));
      given.add("n" + std::to_string(i), value + "é");
    }
    auto const parsed = parse_urlencoded(to_urlencoded(given)).parameters;
    ASSERT_EQ(parsed.size(), given.size());
    for (auto const& parameter : given) EXPECT_EQ(parsed.get(parameter.name), parameter.value);
  }
}

}  // namespace
}  // namespace cityhall::web
