#pragma once
// Pages of a delegate.

#include <optional>
#include <string>
#include <vector>

#include "kernel/definitions/definition.h"
#include "services/page/page.h"
#include "services/delegates/batch.h"
#include "services/delegates/course.h"
#include "services/delegates/results.h"
#include "web/form.h"

namespace cityhall::delegates {

struct HomeView {
  Delegation delegation{};
  ResultCounts counts{};
  std::vector<BatchEntry> batches{};
  std::vector<TrainingResult> training{};
};
/// Area, services, certificate, what can be done now.
web::Response home_page(Call const& call, HomeView const& view);

struct TrainingView {
  CourseText course{};
  std::vector<int> chosen{};            // what was answered just now; empty: nothing yet
  std::optional<Judged> judged{};
  std::optional<Time> valid_until{};    // of the certificate that was just earned
};
/// The lesson and its quiz; after an attempt with what was right and why.
web::Response training_page(Call const& call, TrainingView const& view, int status = 200);

struct EntryView {
  std::vector<DefinitionPtr> services{};  // that the delegation covers
  DefinitionPtr chosen{};                 // null: choose first
  int rows = 5;
  web::Entered entered{};
  std::string notice{};
};
/// The table to fill in, or the file to send.
web::Response entry_page(Call const& call, EntryView const& view, int status = 200);
/// Every row with what is wrong and what became of it.
web::Response batch_page(Call const& call, Batch const& batch, std::string const& notice = {});

struct RowView {
  BatchId batch{};
  BatchRow row{};
  DefinitionPtr service{};               // null: unknown
  std::vector<DefinitionPtr> services{};
  web::Entered entered{};
};
/// One row with all questions of its service.
web::Response row_page(Call const& call, RowView const& view, int status = 200);

struct ResultsView {
  std::vector<DelegatedCase> results{};
  ResultCounts counts{};
  ResultFilter filter{};
  std::vector<DefinitionPtr> services{};
};
/// What became of the delegate's reports.
web::Response results_page(Call const& call, ResultsView const& view);

/// A table that scrolls by itself where it is too wide.
web::Html wide_table(Message const& name, std::vector<Message> const& columns, web::Html const& rows);
/// The questions of a table's columns: those that must be answered and can be typed.
std::vector<Question const*> table_questions(Definition const& definition);
std::string batch_path(BatchId id);
std::string row_path(BatchId id, int line);
/// "pothole.2" for the second row of a table.
std::string cell_name(std::string_view column, int row);

}  // namespace cityhall::delegates
