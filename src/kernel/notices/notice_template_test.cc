#include "kernel/notices/notice_template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cityhall {
namespace {

using testing::HasSubstr;
using testing::Not;

NoticeFrame const frame{.language = "en", .city = "Fairhaven", .signature = "Fairhaven\nPhone: 311", .reason = "You reported something."};

TEST(NoticeTemplate, EachExistsInBothLanguagesWithTheSamePlaceholders) {
  ASSERT_GE(notice_template_names().size(), 12U);
  for (auto const& name : notice_template_names()) {
    auto const english = notice_template(name, "en");
    auto const spanish = notice_template(name, "es");
    ASSERT_TRUE(english && spanish) << name;
    EXPECT_EQ(english->placeholders, spanish->placeholders) << name;
    EXPECT_EQ(english->paragraphs.size(), spanish->paragraphs.size()) << name;
    EXPECT_FALSE(english->subject.empty());
  }
}

TEST(NoticeTemplate, LeavesOutParagraphsWithoutTheirValue) {
  auto const text = parse_notice_template("Subject {number}\n\nHello.\n\nWhere: {place}\n\n> {message}\n\n{photo}\n\n[Look] {link}\n");
  auto const full = render_notice(text, {{"number", "7"}, {"place", "Main St"}, {"message", "Done\nTwice"}, {"link",
      "https://c.example/t"}}, frame);
  EXPECT_EQ(full.subject, "Subject 7");
  EXPECT_EQ(full.plain,
      "Hello.\n\nWhere: Main St\n\n    Done\n    Twice\n\nLook:\nhttps://c.example/t\n\n-- \nFairhaven\nPhone: 311\n\nYou reported something.\n");
  auto const bare = render_notice(text, {{"number", "7"}, {"place", " "}}, frame);
  EXPECT_EQ(bare.plain, "Hello.\n\n-- \nFairhaven\nPhone: 311\n\nYou reported something.\n");
  EXPECT_THAT(bare.html, Not(HasSubstr("<img")));
}

TEST(NoticeTemplate, EscapesEveryValue) {
  auto const text = parse_notice_template("About {title}\n\nWhat: {title}\n\n[Look] {link}\n\n{photo}\n");
  auto with_photo = frame;
  with_photo.photo_cid = "c";
  with_photo.photo_alt = "\"><script>";
  auto const mail = render_notice(text, {{"title", "<img src=x onerror=alert(1)>\r\nBcc: x"}, {"link", "javascript:alert(1)"}}, with_photo);
  EXPECT_EQ(mail.subject.find('\n'), std::string::npos);
  EXPECT_THAT(mail.html, Not(HasSubstr("<img src=x")));
  EXPECT_THAT(mail.html, Not(HasSubstr("href=\"javascript")));
  EXPECT_THAT(mail.html, Not(HasSubstr("<script>")));
}

}  // namespace
}  // namespace cityhall
