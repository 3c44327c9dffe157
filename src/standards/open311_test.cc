#include <gtest/gtest.h>

#include "base/json.h"
#include "base/random.h"
#include "standards/document.h"
#include "standards/markup_text.h"
#include "standards/open311_form.h"
#include "standards/open311_read.h"
#include "standards/open311_write.h"

namespace cityhall::standards::open311 {
namespace {

TimeZone const& boston() {
  static TimeZone const zone{"America/New_York"};
  return zone;
}

Time at(std::string_view text) { return *parse_time(text, boston()); }

ServiceRequest pothole() {
  return {.id = "SR-27-000123",
          .status = "open",
          .service_name = "Pothole",
          .service_code = "001",
          .description = "Deep & <wide>\n\"hole\"",
          .requested = at("2027-03-02T09:00:00"),
          .updated = at("2027-07-02T09:00:00"),
          .address = "1 City Hall Sq",
          .latitude = 42.3594,
          .longitude = -71.0587};
}

TEST(Open311Write, SpellsARequestAsTheStandardDoes) {
  std::vector const one{pothole()};
  EXPECT_EQ(write(std::span<ServiceRequest const>{one}, {Format::xml, boston()}),
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<service_requests><request><service_request_id>SR-27-000123</service_request_id>"
            "<status>open</status><status_notes></status_notes><service_name>Pothole</service_name><service_code>001</service_code>"
            "<description>Deep &amp; &lt;wide&gt;\n&quot;hole&quot;</description><agency_responsible></agency_responsible>"
            "<service_notice></service_notice><requested_datetime>2027-03-02T09:00:00-05:00</requested_datetime>"
            "<updated_datetime>2027-07-02T09:00:00-04:00</updated_datetime><address>1 City Hall Sq</address><address_id></address_id>"
            "<zipcode></zipcode><lat>42.3594</lat><long>-71.0587</long><media_url></media_url></request></service_requests>");
  EXPECT_EQ(
      write(std::span<ServiceRequest const>{one}, {Format::json, boston()}),
      "[{\"service_request_id\":\"SR-27-000123\",\"status\":\"open\",\"status_notes\":null,\"service_name\":\"Pothole\",\"service_code\":"
      "\"001\","
      "\"description\":\"Deep & <wide>\\n\\\"hole\\\"\",\"agency_responsible\":null,\"service_notice\":null,"
      "\"requested_datetime\":\"2027-03-02T09:00:00-05:00\",\"updated_datetime\":\"2027-07-02T09:00:00-04:00\",\"expected_datetime\":null,"
      "\"address\":\"1 City Hall Sq\",\"address_id\":null,\"zipcode\":null,\"lat\":42.3594,\"long\":-71.0587,\"media_url\":null}]");
}

TEST(Open311Write, SpellsListsAsListsAlsoWhenEmpty) {
  EXPECT_EQ(write(std::span<ServiceRequest const>{}, {Format::json, boston()}), "[]");
  EXPECT_EQ(write(std::span<Service const>{}, {Format::json, boston()}), "[]");
  EXPECT_EQ(write(std::span<Service const>{}, {Format::xml, boston()}),
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<services></services>");
}

TEST(Open311Write, SpellsErrorsSeveralAtOnce) {
  std::vector<Fault> const faults{{404, "service_code \"999\" was not found"}, {400, "lat was not provided"}};
  EXPECT_EQ(write(std::span<Fault const>{faults}, {Format::json, boston()}),
            "[{\"code\":\"404\",\"description\":\"service_code \\\"999\\\" was not found\"},{\"code\":\"400\",\"description\":\"lat was "
            "not provided\"}]");
  EXPECT_EQ(write(std::span<Fault const>{faults}.first(1), {Format::xml, boston()}),
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<errors><error><code>404</code><description>service_code &quot;999&quot; was not "
            "found</description>"
            "</error></errors>");
}

TEST(MarkupText, DropsWhatXmlMayNotHold) {
  std::string out;
  append_xml_text(out, std::string_view{"a\0b\x01\x1F\x0B\t\n\r<\xEF\xBF\xBE>\xEF\xBF\xBFz\xFF\xC3\xA9", 21});
  EXPECT_EQ(out, "ab\t\n&#13;&lt;&gt;z\xEF\xBF\xBD\xC3\xA9");
}

TEST(MarkupText, PrintsTheShortestNumberThatReadsBack) {
  SeededRandom random{3};
  for (int i = 0; i < 20'000; ++i) {
    double const number = (static_cast<double>(random.below(1ULL << 53U)) / 9007199254740992.0 - 0.5) * 360;
    std::string out;
    ASSERT_TRUE(append_number(out, number));
    ASSERT_EQ(*read_number(out), number) << out;
    ASSERT_EQ(out.find('e'), std::string::npos);
  }
  std::string out;
  EXPECT_FALSE(append_number(out, std::numeric_limits<double>::quiet_NaN()));
  append_number(out, 1e-7);
  out += ' ';
  append_number(out, 42.36);
  EXPECT_EQ(out, "0.0000001 42.36");
}

std::string some_text(Random& random) {
  static std::vector<std::string> const pieces{"a", "Bache", "é", "<", "&", "\"", "'", "\n", "\\", "]]>", "\t", "😀", " ", "\r", "/"};
  std::string out{"x"};
  for (auto n = random.below(8); n > 0; --n) out += pieces[random.below(pieces.size())];
  return out + "y";
}

std::string maybe_text(Random& random) { return random.below(2) == 0 ? std::string{} : some_text(random); }
Time some_time(Random& random) { return from_micros(static_cast<std::int64_t>(random.below(4'000'000'000)) * 1'000'000); }

ServiceRequest some_request(Random& random) {
  ServiceRequest out{.id = some_text(random), .status = "open", .status_notes = maybe_text(random), .service_name = maybe_text(random),
                     .service_code = some_text(random), .description = maybe_text(random), .requested = some_time(random)};
  if (random.below(2) == 0) out.updated = some_time(random);
  if (random.below(2) == 0)
    out.latitude = static_cast<double>(random.below(1'000'000)) / 7e4, out.longitude = -static_cast<double>(random.below(1'000'000)) / 9e4;
  if (random.below(2) == 0)
    out.extensions = Extensions{.attributes = {{"LANE", {some_text(random)}}, {"WHAT", {"a", "b"}}}, .channel = "web", .x = 1.5, .y = -2.25,
                                .photos = {"https://city.example/1.jpg"}, .notes = {{some_time(random), some_text(random), "closed"}}};
  return out;
}

TEST(Open311, BothSpellingsReadBackEqual) {
  SeededRandom random{5};
  for (int round = 0; round < 500; ++round) {
    std::vector<ServiceRequest> requests;
    for (auto n = random.below(4); n > 0; --n) requests.push_back(some_request(random));
    for (auto const format : {Format::xml, Format::json}) {
      auto const text = write(std::span<ServiceRequest const>{requests}, {format, boston()});
      auto const back = read_requests({text, format, boston()});
      ASSERT_TRUE(back) << back.error().what << text;
      ASSERT_EQ(*back, requests) << text;
    }
  }
}

TEST(Open311, EveryOtherAnswerReadsBackEqual) {
  std::vector<Service> const services{{"001", "Cans & more", "", true, ServiceType::batch, "a, b", "street"}};
  ServiceDefinition const definition{
      "DMV66",
      {{true, "WHISHETN", Datatype::singlevaluelist, true, "", 1, "What?", {{"123", "Ford"}, {"124", "<b>"}}},
       {false, "INFO", Datatype::text, false, "", 2, "Only text", {}}}};
  std::vector<RequestUpdate> const updates{
      {"7", "SR-1", "in_progress", "On it", at("2027-03-02"), {"https://a/1.jpg", "https://a/2.jpg"}, "X1", {{"crew", "B"}}},
      {"8", "SR-2", "fixed", "", at("2027-03-03"), {}, "", {}}};
  std::vector<Fault> const faults{{403, "Key?"}, {400, "lat"}};
  Discovery const discovery{
      "2027-01-01T00:00:00Z",
      "hello@city.example",
      "/keys",
      {{"http://wiki.open311.org/GeoReport_v2", "https://c/open311/v2", "2027", "production", {"text/xml", "application/json"}}}};
  for (auto const format : {Format::xml, Format::json}) {
    Style const style{format, boston()};
    auto const in = [&](std::string_view text) { return Incoming{text, format, boston()}; };
    EXPECT_EQ(*read_services(in(write(std::span<Service const>{services}, style))), services);
    EXPECT_EQ(*read_definition(in(write(definition, style))), definition);
    EXPECT_EQ(*read_updates(in(write(std::span<RequestUpdate const>{updates}, style))), updates);
    EXPECT_EQ(*read_faults(in(write(std::span<Fault const>{faults}, style))), faults);
    EXPECT_EQ(*read_discovery(in(write(discovery, style))), discovery);
    EXPECT_EQ((*read_created(in(write(Created{.id = "7", .account_id = "me"}, style)))).at(0), (Created{.id = "7", .account_id = "me"}));
    EXPECT_EQ((*read_tokens(in(write(TokenAnswer{"", "t1"}, style)))).at(0), (TokenAnswer{"", "t1"}));
  }
}

TEST(Document, RefusesDocumentTypesDepthAndBrokenText) {
  EXPECT_FALSE(parse_xml_document("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"));
  EXPECT_FALSE(parse_xml_document("<a><b></a>"));
  EXPECT_FALSE(parse_xml_document("<a/><b/>"));
  EXPECT_FALSE(parse_xml_document("<a>\xFF</a>"));
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "<a>";
  for (int i = 0; i < 100; ++i) deep += "</a>";
  EXPECT_FALSE(parse_xml_document(deep));
  EXPECT_FALSE(read_requests({"<service_requests><request><status>open</status></request></service_requests>", Format::xml, boston()}));
}

using FieldList = std::vector<std::pair<std::string, std::string>>;

TEST(Open311Form, ReadsWhatClientsSend) {
  FieldList const fields{{"api_key", "k"},
                         {"service_code", " 001 "},
                         {"lat", "42.36"},
                         {"long", "-71.05"},
                         {"address_string", "1 Main St"},
                         {"attribute[LANE]", "bike"},
                         {"attribute[WHAT][]", "a"},
                         {"attribute[WHAT][]", "b"},
                         {"deviceid", "d1"},
                         {"device_id", ""},
                         {"media_url", "https://a/1.jpg"},
                         {"media_url", "https://a/2.jpg"},
                         {"email", ""},
                         {"description", "Bache"}};
  auto const read = read_new_request(fields);
  ASSERT_TRUE(read.faults.empty()) << read.faults.front().description;
  EXPECT_EQ(read.value.service_code, "001");
  EXPECT_EQ(read.value.point, (Point{42.36, -71.05}));
  EXPECT_EQ(read.value.attributes, (std::vector<Answer>{{"LANE", {"bike"}}, {"WHAT", {"a", "b"}}}));
  EXPECT_EQ(read.value.device_id, "d1");
  EXPECT_EQ(read.value.media_urls.size(), 2U);
  EXPECT_EQ(read.value.email, "");
}

std::vector<std::string> faults_of(FieldList const& fields) {
  std::vector<std::string> out;
  for (auto const& fault : read_new_request(fields).faults) out.push_back(fault.description);
  return out;
}

TEST(Open311Form, NamesEveryFaultAtOnce) {
  EXPECT_EQ(faults_of({{"lat", "north"}, {"media_url", "javascript:x"}, {"email", "pat"}}),
            (std::vector<std::string>{"service_code was not provided", "lat is not a number: \"north\"", "email is not an e-mail address",
                                      "media_url must begin with https:// or http://: \"javascript:x\""}));
  EXPECT_EQ(faults_of({{"service_code", "1"}}),
            (std::vector<std::string>{"no location was provided: give lat and long, or address_string, or address_id"}));
  EXPECT_EQ(faults_of({{"service_code", "1"}, {"lat", "1"}}), (std::vector<std::string>{"long was not provided"}));
  EXPECT_EQ(faults_of({{"service_code", "1"}, {"lat", "-171.05"}, {"long", "42"}}).front(),
            "lat is not between -90 and 90; lat and long seem to be exchanged");
  EXPECT_EQ(faults_of({{"service_code", "1"}, {"service_code", "2"}, {"address_id", "7"}}),
            (std::vector<std::string>{"service_code was given twice with different values"}));
  EXPECT_EQ(faults_of({{"service_code", "1"}, {"address_id", "7"}, {"description", std::string(4'001, 'x')}}),
            (std::vector<std::string>{"description is longer than 4000 characters"}));
  EXPECT_EQ(faults_of({{"service_code", "1"}, {"address_id", "7"}, {"phone", "\xFF"}}),
            (std::vector<std::string>{"phone is not valid UTF-8"}));
  EXPECT_TRUE(faults_of({{"service_code", "1"}, {"address_string", "1 Main"}, {"lat", "0"}, {"long", "0"}}).empty());
}

TEST(Open311Form, ReadsTheQueryOfAList) {
  auto const now = at("2027-07-02T12:00:00");
  auto query = read_request_query(FieldList{{"service_request_id", ""},
                                            {"start_date", "2027-05-01"},
                                            {"end_date", "2027-05-31"},
                                            {"status", "Open,closed"},
                                            {"bbox", "42.4,-71.0,42.2,-71.2"},
                                            {"page_size", "5000"}},
                                  boston(), now);
  ASSERT_TRUE(query.faults.empty());
  EXPECT_EQ(query.value.requested, (Interval{at("2027-05-01"), at("2027-06-01") - Duration{1}}));
  EXPECT_EQ(query.value.statuses, (std::vector<std::string>{"open", "closed"}));
  EXPECT_EQ(query.value.page_size, 1'000);
  EXPECT_EQ(query.value.box->south_west, (Point{42.2, -71.2}));
  query = read_request_query({}, boston(), now);
  EXPECT_EQ(query.value.requested, (Interval{now - std::chrono::days{90}, now}));
  query = read_request_query(FieldList{{"service_request_id", "a, b,,"}, {"status", "nonsense"}}, boston(), now);
  EXPECT_TRUE(query.faults.empty());
  EXPECT_EQ(query.value.ids, (std::vector<std::string>{"a", "b"}));
  query = read_request_query(
      FieldList{{"start_date", "2027-01-01"}, {"end_date", "2027-06-01"}, {"status", "x"}, {"page", "0"}, {"bbox", "1,2"}}, boston(), now);
  EXPECT_EQ(query.faults.size(), 4U);
  query = read_request_query(FieldList{{"start_date", "2027-06-01T10:00:00 02:00"}}, boston(), now);
  EXPECT_TRUE(query.faults.empty());
  query = read_request_query(FieldList{{"extensions", "true"}}, boston(), now);
  EXPECT_EQ(query.value.page_size, extended_page_most);
  EXPECT_EQ(read_request_query(FieldList{{"extensions", "true"}, {"page_size", "101"}}, boston(), now).faults.size(), 1U);
}

TEST(Open311Form, ReadsAnUpdate) {
  auto const read = read_new_update(FieldList{{"service_request_id", "SR-1"},
                                              {"update_id", "9"},
                                              {"status", "IN_PROGRESS"},
                                              {"updated_datetime", "2027-03-02T09:00:00"},
                                              {"description", "On it"},
                                              {"media_url[]", "https://a/1"}},
                                    boston());
  ASSERT_TRUE(read.faults.empty());
  EXPECT_EQ(read.value.status, "in_progress");
  EXPECT_EQ(*read.value.updated, at("2027-03-02T09:00:00-05:00"));
  EXPECT_EQ(read.value.media_urls.size(), 1U);
  EXPECT_EQ(read_new_update(FieldList{{"status", "gone"}}, boston()).faults.size(), 3U);
}

}  // namespace
}  // namespace cityhall::standards::open311
