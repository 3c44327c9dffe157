#pragma once
// A course: Markdown to read, a quiz below it, one file a language. The format is described in catalogue/courses/README.md.

#include <string>
#include <string_view>
#include <vector>

#include "base/message.h"
#include "base/result.h"
#include "kernel/unit.h"

namespace cityhall::delegates {

struct QuizQuestion {
  std::string text{};
  std::vector<std::string> answers{};
  std::size_t right = 0;  // index
  std::string why{};
};

/// One language of a course.
struct CourseText {
  std::string course{};      // id
  int pass_percent = 80;
  int valid_months = 12;
  std::string title{};       // the first heading
  std::string lesson{};      // Markdown without that heading
  std::vector<QuizQuestion> questions{};
  std::string document{};    // the file as it is

  /// How many of the questions must be right.
  std::size_t needed() const { return (questions.size() * static_cast<std::size_t>(pass_percent) + 99) / 100; }
};

/// Error: what is wrong, beginning with "line 12: ".
Result<CourseText> parse_course(std::string_view document);

/// Which answers were chosen (index; -1: none), judged.
struct Judged {
  std::size_t right = 0;
  bool passed = false;
  std::vector<bool> each{};
};
Judged judge(CourseText const& course, std::vector<int> const& chosen);

/// What a city offers.
struct CourseEntry {
  std::string course{};
  std::string language{};
  std::string title{};
  Time saved_at{};
};
std::vector<CourseEntry> courses(View const& view);
/// In that language, else in any. Throws not_found.
CourseText course_in(View const& view, std::string_view course, std::string_view language);
/// Adds or replaces one language. Needs `delegates.manage`. Throws Refusal(invalid, "course.faulty") with the line; also when the quiz
/// differs from that of another language of the course.
void save_course(Unit& unit, std::string_view language, std::string_view document);
/// Adds the shipped ones that the city does not have yet; gives how many.
struct CourseFile {
  std::string_view name;  // "courses/delegated-reporter.en.md"
  std::string_view document;
};
std::size_t add_courses(Unit& unit, std::vector<CourseFile> const& files);

}  // namespace cityhall::delegates
