// The tests of a service: what came of each, and the cases as forms.
#include "base/json.h"
#include "base/text.h"
#include "services/page/office.h"
#include "services/page/parts.h"
#include "services/studio/parts.h"
#include "services/studio/places.h"
#include "services/studio/plain_words.h"
#include "services/studio/test_answers.h"

namespace cityhall::studio {
namespace {

using namespace web;
using namespace web::tag;

constexpr std::size_t words_most = 120;

std::string in_short(Json const& test, std::string const& member) {
  auto const found = test.find(member);
  if (found == test.end() || !found->is_object()) return {};
  std::string words;
  for (auto const& [name, value] : answer_rows(*found)) words += (words.empty() ? "" : "; ") + name + " = " + value;
  return shorten(words, words_most);
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
  return tr(td(cls("what"), a(href(path), test_words(text_of(test, "name"), index)), span(in_short(test, "answers"))),
            td(in_short(test, "expect")), td(result_of(sheet, index)), td(entry_acts(sheet, at)));
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
