#include "base/refusal.h"
#include "base/text.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "base/json.h"
#include "services/delegates/course.h"
#include "store/transaction.h"

namespace cityhall::delegates {
namespace {

[[noreturn]] void refuse(std::string what) {
  throw invalid("course.faulty", _("This course cannot be used: {what}.").with("what", what), _("Correct the file, then send it again."),
                {{"document", "faulty", _("This course cannot be used: {what}.").with("what", std::move(what))}});
}

void check_alike(CourseText const& fresh, CourseText const& other) {
  if (fresh.questions.size() != other.questions.size())
    refuse("it has " + std::to_string(fresh.questions.size()) + " questions, in another language " +
           std::to_string(other.questions.size()));
  for (std::size_t i = 0; i < fresh.questions.size(); ++i)
    if (fresh.questions[i].right != other.questions[i].right || fresh.questions[i].answers.size() != other.questions[i].answers.size())
      refuse("the answers to question " + std::to_string(i + 1) + " differ from those in another language");
}

void insert(Unit& unit, std::string_view language, CourseText const& course) {
  unit.tx.run(R"sql(INSERT INTO courses (course, language, title, document, saved_at) VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT (course, language) DO UPDATE SET title = excluded.title, document = excluded.document,
                      saved_at = excluded.saved_at)sql",
              course.course, language, course.title, course.document, unit.now);
}

}  // namespace

std::vector<CourseEntry> courses(View const& view) {
  std::vector<CourseEntry> all;
  for (auto const row : view.reader.query(R"sql(SELECT course, language, title, saved_at FROM courses ORDER BY course, language)sql"))
    all.push_back({row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2), row.get<Time>(3)});
  return all;
}

CourseText course_in(View const& view, std::string_view course, std::string_view language) {
  auto const document = view.reader.maybe_value<std::string>(
      R"sql(SELECT document FROM courses WHERE course = $1 ORDER BY CASE WHEN language = $2 THEN 0 ELSE 1 END, language LIMIT 1)sql", course,
      language);
  if (!document) throw not_found();
  auto parsed = parse_course(*document);
  if (!parsed) refuse(parsed.error().what);
  return std::move(*parsed);
}

void save_course(Unit& unit, std::string_view language, std::string_view document) {
  require(unit.actor, "delegates.manage");
  if (!unit.city.settings.get()->speaks(language))
    throw invalid_fields({{"language", "unknown", _("The city does not speak this language.")}});
  auto const parsed = parse_course(document);
  if (!parsed) refuse(parsed.error().what);
  for (auto const row :
       unit.tx.query(R"sql(SELECT document FROM courses WHERE course = $1 AND language <> $2)sql", parsed->course, language))
    if (auto const other = parse_course(row.get<std::string>(0))) check_alike(*parsed, *other);
  insert(unit, language, *parsed);
  append(unit, "course.saved", {}, Json{{"course", parsed->course}, {"language", language}});
}

std::size_t add_courses(Unit& unit, std::vector<CourseFile> const& files) {
  std::size_t added = 0;
  for (auto const& file : files) {
    auto const parsed = parse_course(file.document);
    if (!parsed) refuse(std::string{file.name} + ": " + parsed.error().what);
    auto const stem = file.name.substr(0, file.name.size() - 3);
    auto const language = stem.substr(stem.rfind('.') + 1);
    auto const known = unit.tx.maybe_value<std::int64_t>(R"sql(SELECT saved_at FROM courses WHERE course = $1 AND language = $2)sql",
                                                         parsed->course, language);
    if (known) continue;
    insert(unit, language, *parsed);
    ++added;
  }
  return added;
}

}  // namespace cityhall::delegates
