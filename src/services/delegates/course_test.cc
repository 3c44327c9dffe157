#include "services/delegates/course.h"

#include <gtest/gtest.h>

#include "base/io.h"

namespace cityhall::delegates {
namespace {

std::string course(std::string const& quiz) {
  return "---\ncourse: trial\npass: 50\nvalid_months: 6\n---\n# Trial\nRead **this**.\n\n***\n" + quiz;
}

TEST(ACourse, IsALessonAndItsQuestions) {
  auto const read = parse_course(course("? One?\n- [ ] a\n- [x] b\n> Because.\n\n? Two?\n- [x] c\n- [ ] d\n"));
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->title, "Trial");
  EXPECT_EQ(read->lesson, "Read **this**.\n\n");
  EXPECT_EQ(read->valid_months, 6);
  ASSERT_EQ(read->questions.size(), 2U);
  EXPECT_EQ(read->questions[0].right, 1U);
  EXPECT_EQ(read->questions[0].why, "Because.");
  EXPECT_EQ(read->needed(), 1U);
}

TEST(ACourse, IsPassedWithEnoughRightAnswers) {
  auto const read = *parse_course(course("? One?\n- [ ] a\n- [x] b\n? Two?\n- [x] c\n- [ ] d\n"));
  EXPECT_FALSE(judge(read, {0, 1}).passed);
  EXPECT_FALSE(judge(read, {}).passed);
  EXPECT_TRUE(judge(read, {1, 1}).passed);
  EXPECT_EQ(judge(read, {1, -1}).right, 1U);
}

TEST(ACourse, IsRefusedWithTheLineAtFault) {
  auto const fault = [](std::string const& text) { return parse_course(text) ? std::string{} : parse_course(text).error().what; };
  EXPECT_EQ(fault("# No head"), "line 1: a course begins with a line \"---\" and its head");
  EXPECT_EQ(fault("---\npass: 200\n---\n"), "line 2: expected a whole number from 1 to 100");
  EXPECT_EQ(fault("---\ncolour: red\n---\n"), "line 2: the head has course, pass and valid_months; not \"colour\"");
  EXPECT_EQ(fault(course("? One?\n- [x] a\n- [x] b\n? Two?\n")),
            "line 13: the question before has 2 right answers; it needs exactly one \"[x]\"");
  EXPECT_EQ(fault(course("? One?\n- [x] a\n")), "line 11: the question before has fewer than two answers");
  EXPECT_EQ(fault(course("")), "line 9: there is no question below the line \"***\"");
}

TEST(TheShippedCourse, SaysTheSameInBothLanguages) {
  auto const folder = std::filesystem::path{CITYHALL_SOURCE_DIR} / "catalogue/courses";
  auto const english = parse_course(read_file(folder / "delegated-reporter.en.md"));
  auto const spanish = parse_course(read_file(folder / "delegated-reporter.es.md"));
  ASSERT_TRUE(english) << english.error().what;
  ASSERT_TRUE(spanish) << spanish.error().what;
  ASSERT_EQ(english->questions.size(), spanish->questions.size());
  for (std::size_t i = 0; i < english->questions.size(); ++i) {
    EXPECT_EQ(english->questions[i].right, spanish->questions[i].right) << i;
    EXPECT_EQ(english->questions[i].answers.size(), spanish->questions[i].answers.size()) << i;
  }
  EXPECT_EQ(english->needed(), 5U);
}

}  // namespace
}  // namespace cityhall::delegates
