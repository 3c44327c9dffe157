#include "services/delegates/course.h"

#include <charconv>
#include <optional>

#include "base/text.h"

namespace cityhall::delegates {
namespace {

constexpr std::size_t document_most = 200'000;

/// Reads line by line and remembers the first fault.
class CourseReader {
 public:
  explicit CourseReader(std::string_view document) { course_.document = document; }

  Result<CourseText> read() {
    std::string_view rest = course_.document;
    while (!rest.empty() && fault_.empty()) {
      auto const end = rest.find('\n');
      auto line = rest.substr(0, end);
      if (line.ends_with('\r')) line.remove_suffix(1);
      ++line_;
      take(line);
      rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
    if (fault_.empty()) check_whole();
    if (!fault_.empty()) return Error{fault_};
    return std::move(course_);
  }

 private:
  enum class Part { before, head, lesson, quiz };

  void fail(std::string const& what) {
    if (fault_.empty()) fault_ = "line " + std::to_string(line_) + ": " + what;
  }

  void take(std::string_view line) {
    switch (part_) {
      case Part::before:
        if (line != "---") return fail("a course begins with a line \"---\" and its head");
        part_ = Part::head;
        return;
      case Part::head:
        if (line == "---") part_ = Part::lesson;
        else take_head(line);
        return;
      case Part::lesson:
        if (trim(line) == "***") part_ = Part::quiz;
        else take_lesson(line);
        return;
      case Part::quiz:
        return take_quiz(line);
    }
  }

  void take_head(std::string_view line) {
    auto const colon = line.find(':');
    if (colon == std::string_view::npos) return fail("a line of the head is \"name: value\"");
    auto const name = trim(line.substr(0, colon));
    auto const value = trim(line.substr(colon + 1));
    if (name == "course") course_.course = value;
    else if (name == "pass") course_.pass_percent = number(value, 100);
    else if (name == "valid_months") course_.valid_months = number(value, 120);
    else fail("the head has course, pass and valid_months; not \"" + std::string{name} + "\"");
  }

  int number(std::string_view text, int most) {
    int value = 0;
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size() || value < 1 || value > most)
      fail("expected a whole number from 1 to " + std::to_string(most));
    return value;
  }

  void take_lesson(std::string_view line) {
    if (course_.title.empty() && line.starts_with("# ")) {
      course_.title = trim(line.substr(2));
      return;
    }
    (course_.lesson += line) += '\n';
  }

  void take_quiz(std::string_view line) {
    if (trim(line).empty()) return;
    if (line.starts_with("? ")) {
      check_question();
      course_.questions.push_back({.text = std::string{trim(line.substr(2))}});
      rights_ = 0;
      return;
    }
    if (course_.questions.empty()) return fail("a question begins with \"? \"");
    auto& question = course_.questions.back();
    bool const right = line.starts_with("- [x] ");
    if (right || line.starts_with("- [ ] ")) {
      if (right) question.right = question.answers.size();
      if (right) ++rights_;
      question.answers.emplace_back(trim(line.substr(6)));
    } else if (line.starts_with("> ")) {
      question.why = trim(line.substr(2));
    } else {
      fail("below a question stand answers \"- [ ] \" or \"- [x] \", and \"> \" with the reason");
    }
  }

  void check_question() {
    if (course_.questions.empty()) return;
    if (course_.questions.back().answers.size() < 2) return fail("the question before has fewer than two answers");
    if (rights_ != 1) fail("the question before has " + std::to_string(rights_) + " right answers; it needs exactly one \"[x]\"");
  }

  void check_whole() {
    check_question();
    if (course_.course.empty()) fail("the head names no course");
    if (course_.title.empty()) fail("the lesson has no title (\"# \")");
    if (course_.questions.empty()) fail("there is no question below the line \"***\"");
    if (course_.document.size() > document_most) fail("a course has at most 200,000 bytes");
    if (!is_utf8(course_.document)) fail("the file is not UTF-8");
  }

  CourseText course_{};
  Part part_ = Part::before;
  std::size_t line_ = 0;
  std::size_t rights_ = 0;
  std::string fault_{};
};

}  // namespace

Result<CourseText> parse_course(std::string_view document) { return CourseReader{document}.read(); }

Judged judge(CourseText const& course, std::vector<int> const& chosen) {
  Judged judged;
  for (std::size_t i = 0; i < course.questions.size(); ++i) {
    bool const right = i < chosen.size() && chosen[i] >= 0 && static_cast<std::size_t>(chosen[i]) == course.questions[i].right;
    judged.each.push_back(right);
    if (right) ++judged.right;
  }
  judged.passed = judged.right >= course.needed();
  return judged;
}

}  // namespace cityhall::delegates
