#include "kernel/notices/message_id.h"

#include <gtest/gtest.h>

#include "kernel/testing.h"

namespace cityhall {
namespace {

TEST(MessageId, NamesANoticeToThisCityOnly) {
  TestCity test;
  TestCity other;
  NoticeId const id{123'456};
  auto const sent = message_id_of(test.city(), id, "fairhaven.example");
  EXPECT_TRUE(sent.starts_with("notice-"));
  EXPECT_EQ(notice_of_message_id(test.city(), sent), id);
  EXPECT_FALSE(notice_of_message_id(other.city(), sent)) << "another city's key";
}

TEST(MessageId, IsNotGuessed) {
  TestCity test;
  NoticeId const id{123'456};
  auto const sent = message_id_of(test.city(), id, "fairhaven.example");
  auto const plain = "notice-" + to_text(id);
  auto const mark = sent.substr(plain.size());
  EXPECT_FALSE(notice_of_message_id(test.city(), plain + "@fairhaven.example"));
  EXPECT_FALSE(notice_of_message_id(test.city(), plain + "-@fairhaven.example"));
  EXPECT_FALSE(notice_of_message_id(test.city(), plain + "-00000000000000000000@fairhaven.example"));
  EXPECT_FALSE(notice_of_message_id(test.city(), "notice-" + to_text(NoticeId{123'457}) + mark)) << "the mark of another notice";
  EXPECT_FALSE(notice_of_message_id(test.city(), "notice-@"));
  EXPECT_FALSE(notice_of_message_id(test.city(), ""));
}

}  // namespace
}  // namespace cityhall
