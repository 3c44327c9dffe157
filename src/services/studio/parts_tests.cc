// The tests of a service: what came of each, and the cases as forms.
#include "base/json.h"
#include "base/text.h"
#include "kernel/directory/directory.h"
#include "services/page/office.h"
#include "services/page/parts.h"
#include "services/studio/controls.h"
#include "services/studio/parts.h"
#include "services/studio/places.h"
#include "services/studio/plain_words.h"
#include "services/studio/subjects.h"
#include "services/studio/test_answers.h"
#include "services/studio/words.h"

namespace cityhall::studio {
namespace {

using namespace web;
using namespace web::tag;

constexpr std::size_t words_most = 80;

/// What a test answers, a line each.
Html answers_in_short(Sheet const& sheet, Json const& test) {
  auto const found = test.find("answers");
  if (found == test.end() || !found->is_object()) return nothing();
  auto const* definition = sheet.view.definition.get();
  return each(answer_rows(*found), [&](std::pair<std::string, std::string> const& row) {
    return div(cls("soft"), subject_words(sheet.call, definition, row.first), ": ",
               shorten(value_words(sheet.call, definition, row.first, row.second), words_most));
  });
}

/// What a test expects of one member, in words.
std::string expected_words(Sheet const& sheet, PlaceForm const& place, std::string const& value) {
  auto const& member = place.member->name;
  if (value.empty() || value == "[]") return sheet.call.text(_("none"));
  if (member == "queue") return sheet.call.city.directory.get()->title_of(value, sheet.call.language);
  if (member == "visible" || member == "hidden" || member == "errors") {
    std::string words;
    for (auto const one : split(value, ','))
      words += (words.empty() ? "" : ", ") + subject_words(sheet.call, sheet.view.definition.get(), trim(one));
    return words;
  }
  if (auto const period = member == "sla" ? parse_period(value) : std::nullopt) return period_label(sheet.call, *period);
  if (value == "yes" || value == "no") return sheet.call.text(value == "yes" ? _("Yes") : _("No"));
  return sheet.call.text(word_words(place.object->name, member, value));
}

Html expected_in_short(Sheet const& sheet, std::string const& at, Json const& test) {
  auto const found = test.find("expect");
  if (found == test.end() || !found->is_object()) return nothing();
  return each(answer_rows(*found), [&](std::pair<std::string, std::string> const& row) {
    auto const place = form_at(below(below(at, "expect"), row.first));
    if (place.member == nullptr) return div(row.first, ": ", shorten(row.second, words_most));
    return div(label_of(place), ": ", shorten(expected_words(sheet, place, row.second), words_most));
  });
}

Html result_of(Sheet const& sheet, std::size_t index) {
  if (index >= sheet.view.tests.size()) return nothing();
  auto const& result = sheet.view.tests[index];
  if (result.passed()) return span(cls("badge good"), _("Passed"));
  return group(span(cls("badge late"), _("Failed")), each(result.differences, [](TestDifference const& difference) {
                 return p(cls("small"), code(difference.expectation), ": ",
                          sentence(_("expected {expected}, got {actual}"),
                                   {{"expected", group(difference.expected)}, {"actual", group(difference.actual)}}));
               }));
}

Html result_row(Sheet const& sheet, std::size_t index, Json const& test) {
  auto const at = below("/tests", index);
  auto const path = with_query(path_of(sheet.view.draft) + "/parts/tests", {{"at", at}});
  return tr(td(cls("what"), a(href(path), test_words(text_of(test, "name"), index)), answers_in_short(sheet, test)),
            td(expected_in_short(sheet, at, test)), td(result_of(sheet, index)), td(entry_acts(sheet, at)));
}

/// The names that answers may have, for the fields.
Html name_list(Sheet const& sheet) {
  Html names;
  if (sheet.view.definition != nullptr)
    for (auto const& [name, type] : sheet.view.definition->names) {
      names += option(value(name), name);
      for (auto const& [field, unused] : type.fields()) names += option(value(name + '.' + field), name + '.' + field);
    }
  return datalist(id("names"), names);
}

}  // namespace

Html tests_part(Sheet const& sheet, std::string const& at) {
  if (above(at) == "/tests" && find_at(*sheet.view.file, at) != nullptr)
    return group(p(a(cls("back"), href(path_of(sheet.view.draft) + "/parts/tests"), _("All tests"))), hidden_field("at", at),
                 name_list(sheet),
                 div(cls("panel"), id("results"), data("live", "yes"), result_of(sheet, static_cast<std::size_t>(index_of(at)))),
                 div(id("field-" + at), notes_at(sheet, at), members(sheet, at)),
                 p(sheet_button("save", group(_("Save and run the test")), "quiet")), entry_acts(sheet, at));
  auto const* tests = find_at(*sheet.view.file, "/tests");
  Html rows;
  if (tests != nullptr && tests->is_array())
    for (std::size_t i = 0; i < tests->size(); ++i)
      if ((*tests)[i].is_object()) rows += result_row(sheet, i, (*tests)[i]);
  auto const table = office_table(_("Tests"), {_("Test"), _("What they must lead to"), _("Result"), _("Order")}, rows, TableShape::cards);
  return group(
      div(id("field-/tests"), notes_at(sheet, "/tests")),
      rows.empty() ? empty_state(_("No test yet."), _("Add one for each way that a request can take: it guards what you mean.")) : table,
      div(cls("actions"), sheet_button("add /tests", group(_("Add a test")), "quiet")));
}

}  // namespace cityhall::studio
