#include "kernel/definitions/print.h"

#include <gtest/gtest.h>

#include "base/json.h"

namespace cityhall {
namespace {

std::string printed(std::string_view json) { return print_definition(*parse_json(json)); }

TEST(Print, PutsMembersInOrderAndShortThingsOnOneLine) {
  EXPECT_EQ(
      printed(
          R"({"title": {"es": "Bache", "en": "Pothole"}, "zzz": 1, "id": "pothole", "questions": [{"type": "text", "id": "a"}], "fees": []})"),
      "{\n \"id\": \"pothole\",\n \"title\": {\"en\": \"Pothole\", \"es\": \"Bache\"},\n \"questions\": [{\"id\": \"a\", \"type\": "
      "\"text\"}],\n"
      " \"fees\": [],\n \"zzz\": 1\n}\n");
}

TEST(Print, PutsEnglishFirstThenByCode) {
  EXPECT_EQ(printed(R"({"title": {"es": "c", "ar": "a", "en": "b"}})"),
            "{\n \"title\": {\"en\": \"b\", \"ar\": \"a\", \"es\": \"c\"}\n}\n");
}

TEST(Print, BreaksWhatIsLongAndStaysTheSame) {
  auto const long_label = std::string(100, 'x');
  auto const once = printed(R"({"questions": [{"label": {"en": ")" + long_label + R"(", "es": "ñ"}, "id": "a"}], "channels": [)" + [] {
    std::string words = "\"web\"";
    for (int i = 0; i < 40; ++i) words += ", \"kiosk\"";
    return words;
  }() + "]}");
  EXPECT_EQ(printed(once), once);
  EXPECT_NE(once.find("\n   \"label\": {\n    \"en\": \"xxx"), std::string::npos) << once;
  EXPECT_NE(once.find(" \"channels\": [\n  \"web\", \"kiosk\", \"kiosk\""), std::string::npos) << once;
}

TEST(Print, TakesAnyJson) {
  for (auto const* json : {"null", "[]", "3", "\"a\"", "[1, [2, {}]]", "{}"}) EXPECT_EQ(printed(json), printed(printed(json))) << json;
}

}  // namespace
}  // namespace cityhall
