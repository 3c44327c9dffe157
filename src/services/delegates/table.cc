#include "services/delegates/table.h"

#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "base/time_zone.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "standards/csv.h"

namespace cityhall::delegates {
namespace {

using standards::CsvHeader;

constexpr std::array<std::string_view, 6> known_columns{"service", "place", "address", "latitude", "longitude", "description"};

std::vector<std::string> question_ids(City& city) {
  std::vector<std::string> ids;
  for (auto const& definition : city.definitions.get()->current())
    for (auto const& question : definition->questions)
      if (!question.is_place() && !question.is_upload()) ids.push_back(question.id);
  return ids;
}

[[noreturn]] void refuse_columns(Message what, Message fix) {
  auto const field = std::vector<FieldError>{{"file", "columns", what}};
  throw invalid("delegate.columns", std::move(what), std::move(fix), field);
}

void check_columns(City& city, CsvHeader const& header) {
  if (header.find("service") < 0)
    refuse_columns(_("The file has no column “service”."), _("Its first line names the columns: service, place, description."));
  bool const has_point = header.find("latitude") >= 0 && header.find("longitude") >= 0;
  if (header.find("place") < 0 && header.find("address") < 0 && !has_point)
    refuse_columns(_("The file has no column for the place."), _("Name it place or address, or give latitude and longitude."));
  auto all = question_ids(city);
  for (auto const& name : header.names()) {
    auto const column = fold(trim(name));
    if (std::find(known_columns.begin(), known_columns.end(), column) != known_columns.end()) continue;
    if (std::find(all.begin(), all.end(), column) != all.end()) continue;
    all.insert(all.end(), known_columns.begin(), known_columns.end());
    auto const meant = did_you_mean(column, all);
    refuse_columns(_("The column “{column}” is unknown.").with("column", name),
                   meant.empty() ? _("Take it out of the file; nothing in it would be sent.")
                                 : _("Did you mean {name}?").with("name", meant));
  }
}

class RowMaker {
 public:
  RowMaker(CsvHeader const& header, City& city, std::string const& language) : header_{header}, city_{city}, language_{language} {}

  BatchRow make(standards::CsvRow const& row, int line) const {
    BatchRow made{.line = line};
    if (!row.fault.empty()) {
      made.description = row.raw.substr(0, 2000);
      made.faults.push_back({"", city_.translations().text(_("This line cannot be read: {why}.").with("why", row.fault), language_)});
      return made;
    }
    made.service = cell(row, "service");
    made.place = place(row);
    made.description = cell(row, "description");
    auto answers = Json::object();
    for (std::size_t i = 0; i < header_.names().size() && i < row.fields.size(); ++i) {
      auto const name = fold(trim(header_.names()[i]));
      auto const value = trim(row.fields[i]);
      if (value.empty() || std::find(known_columns.begin(), known_columns.end(), name) != known_columns.end()) continue;
      answers[name] = std::string{value};
    }
    made.answers = to_text(answers);
    return made;
  }

 private:
  std::string cell(standards::CsvRow const& row, std::string_view name) const {
    auto const at = header_.find(name);
    return at < 0 || static_cast<std::size_t>(at) >= row.fields.size() ? std::string{}
                                                                       : std::string{trim(row.fields[static_cast<std::size_t>(at)])};
  }
  std::string place(standards::CsvRow const& row) const {
    for (auto const* name : {"place", "address"})
      if (auto written = cell(row, name); !written.empty()) return written;
    auto const latitude = cell(row, "latitude");
    auto const longitude = cell(row, "longitude");
    return latitude.empty() || longitude.empty() ? std::string{} : latitude + ", " + longitude;
  }

  CsvHeader const& header_;
  City& city_;
  std::string const& language_;
};

bool is_empty(BatchRow const& row) {
  return row.service.empty() && row.place.empty() && row.description.empty() && row.answers == "{}" && row.faults.empty();
}

}  // namespace

std::vector<BatchRow> read_table(City& city, std::string_view bytes, std::string const& language) {
  standards::CsvReader reader{standards::csv_text(bytes)};
  auto const* first = reader.next();
  if (first == nullptr) refuse_columns(_("The file is empty."), _("Its first line names the columns: service, place, description."));
  auto const header = CsvHeader::from(*first);
  if (!header)
    refuse_columns(_("The first line cannot be read: {why}.").with("why", header.error().what),
                   _("Its first line names the columns: service, place, description."));
  check_columns(city, *header);
  RowMaker const maker{*header, city, language};
  std::vector<BatchRow> rows;
  while (auto const* row = reader.next()) {
    auto made = maker.make(*row, static_cast<int>(rows.size()) + 1);
    if (is_empty(made)) continue;
    rows.push_back(std::move(made));
    if (rows.size() > rows_most + 1) break;  // make_batch says that there are too many
  }
  return rows;
}

std::string table_head(Definition const& definition) {
  std::vector<std::string_view> columns{"service", "place", "description"};
  for (auto const& question : definition.questions)
    if (!question.is_place() && !question.is_upload() && !question.personal) columns.push_back(question.id);
  std::string text;
  standards::append_csv_row(text, columns);
  standards::append_csv_row(text, {definition.id, "", ""});
  return text;
}

std::string results_table(Call const& call, std::vector<DelegatedCase> const& results) {
  auto const zone = call.city.zone();
  auto const at = [&](std::optional<Time> time) { return time ? zone.to_rfc3339(*time) : std::string{}; };
  auto const definitions = call.city.definitions.get();
  std::string text;
  standards::append_csv_row(
      text, {"number", "service", "title", "place", "status", "state", "opened", "due", "closed", "outcome", "message"});
  for (auto const& one : results) {
    auto const definition = definitions->find(one.service);
    auto const title = definition ? std::string{definition->title.in(call.language)} : one.service;
    auto const opened = at(one.opened_at), due = at(one.due_at), closed = at(one.closed_at);
    standards::append_csv_row(text,
                              {one.number, one.service, title, one.address, to_text(one.status), one.state_label, opened, due, closed,
                               one.outcome, one.message},
                              standards::CsvCells::spreadsheet);
  }
  return text;
}

}  // namespace cityhall::delegates
