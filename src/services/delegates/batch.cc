#include "services/delegates/batch.h"

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/cases/case.h"
#include "kernel/cases/duplicates.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/delegations/delegation.h"
#include "kernel/events/event.h"
#include "kernel/run_unit.h"
#include "services/delegates/batch_rows.h"

namespace cityhall::delegates {
namespace {

constexpr int rows_in_unit = 20;  // some milliseconds of the writer, so that nobody waits for a delegate's file

/// Ends a unit whose work must not stay.
struct Rehearsed {};

/// By id, else by the title in a language of the city.
DefinitionPtr service_of(City& city, std::string_view written) {
  auto const definitions = city.definitions.get();
  auto const wanted = fold(trim(written));
  if (auto found = definitions->find(trim(written))) return found;
  for (auto const& definition : definitions->current())
    for (auto const& [language, title] : definition->title.all())
      if (fold(title) == wanted || fold(definition->id) == wanted) return definition;
  return {};
}

/// What is answered with nothing but the description goes where the service asks for details.
Json answers_of(BatchRow const& row) {
  auto answers = parse_json(row.answers);
  return answers && answers->is_object() ? *answers : Json::object();
}

NewCase case_of(City& city, BatchId batch, BatchRow const& row) {
  auto const definition = service_of(city, row.service);
  if (!definition)
    throw invalid_fields({{"service", "unknown", _("There is no service “{service}”.").with("service", std::string{trim(row.service)})}});
  if (trim(row.place).empty() && definition->place_question() != nullptr)
    throw invalid_fields({{"place", "required", _("Say where: an address, or latitude and longitude.")}});
  Place place{.address = std::string{trim(row.place)}};
  if (auto const point = parse_point(place.address)) place = {.point = point};
  return {.service = definition->id,
          .definition = definition,
          .answers = to_text(answers_of(row)),
          .place = std::move(place),
          .description = row.description,
          .external_source = "delegate table",
          .external_id = to_text(batch) + "/" + std::to_string(row.line)};
}

/// The case itself has no address to write to: a delegate reads the results on one page and is not mailed for each row.
Actor without_mail(Actor actor) {
  actor.party = {};
  return actor;
}

std::string field_of(City& city, BatchRow const& row, std::string const& field) {
  auto const definition = service_of(city, row.service);
  auto const* question = definition ? definition->place_question() : nullptr;
  bool const about_place = question != nullptr && (field == question->id || field.starts_with(question->id + "."));
  return about_place ? "place" : field;
}

std::vector<RowFault> faults_of(City& city, BatchRow const& row, Refusal const& refusal, std::string const& language) {
  auto const& words = city.translations();
  if (refusal.fields.empty()) return {{"", words.text(refusal.message, language)}};
  std::vector<RowFault> faults;
  for (auto const& field : refusal.fields) faults.push_back({field_of(city, row, field.field), words.text(field.message, language)});
  return faults;
}

std::string probably_known(Unit& unit, NewCase const& fresh) {
  auto place = locate(view_of(unit), fresh.place);
  auto const known = probable_duplicates(view_of(unit), {*fresh.definition, place, fresh.answers, fresh.description}, unit.now, 1);
  return known.empty() ? std::string{} : known.front().report.number;
}

/// A line of a file that was no row: it stays with its fault until somebody writes it anew.
bool cannot_be_read(BatchRow const& row) { return row.service.empty() && row.faults.size() == 1 && row.faults.front().field.empty(); }

/// The same file sent twice, or a line that was copied: each row becomes one request.
void refuse_twin(Unit& unit, BatchId batch, BatchRow const& row) {
  auto const twin = twin_of(unit, batch, row);
  if (!twin) return;
  auto here = _("Row {line} says the same. Leave one of them out, or say what is different.").with("line", std::to_string(twin->line));
  auto sent = _("You have sent the same already: {number}. Leave this row out, or say what is different.").with("number", twin->number);
  throw invalid_fields({{"", "doubled", twin->number.empty() ? std::move(here) : std::move(sent)}});
}

struct Desk {
  City& city;
  Actor actor;
  BatchId batch;
  std::string const& language;

  /// Opens the row's case, or writes down why not. True when it was opened.
  bool try_row(Unit& unit, BatchRow& row) const {
    if (cannot_be_read(row)) return false;
    row.faults.clear();
    try {
      refuse_twin(unit, batch, row);
      auto const fresh = case_of(city, batch, row);
      row.known = probably_known(unit, fresh);
      row.case_id = unit.tx.attempt([&] { return open_case(unit, fresh).id; });
      return true;
    } catch (Refusal const& refusal) {
      if (refusal.kind != RefusalKind::invalid && refusal.kind != RefusalKind::conflict) throw;
      row.faults = faults_of(city, row, refusal, language);
      return false;
    }
  }
};

void write_findings(Desk const& desk, std::vector<BatchRow> const& rows) {
  run_unit(
      desk.city, desk.actor,
      [&](Unit& unit) {
        for (auto const& row : rows) update_row(unit, desk.batch, row);
      },
      store::Lane::bulk);
}

std::vector<BatchRow> next_rows(Desk const& desk, int after) {
  return run_view(desk.city, desk.actor, [&](View const& view) { return rows_to_send(view.reader, desk.batch, after, rows_in_unit); });
}

}  // namespace

void require_awake(View const& view, Time now) {
  auto const delegation = delegation_of(view, view.actor);
  if (!delegation)
    throw forbidden("delegation.none", _("You have no delegation: you report as a resident."),
                    _("Ask the city if you want to report for others."));
  if (!delegation->awake(now))
    throw forbidden("delegation.asleep", _("Your delegation rests: your training has ended or was never taken."),
                    _("Take the course on the page “For delegates”. What you entered is kept."));
}

BatchId make_batch(Unit& unit, std::string_view title, std::vector<BatchRow> const& rows) {
  require_awake(view_of(unit), unit.now);
  if (rows.empty()) throw invalid("delegate.empty", _("There is no row with anything in it."), _("Fill in at least one row."));
  if (rows.size() > rows_most)
    throw invalid("delegate.too_many", _("There are {count} rows; {most} can be entered together.")
                                          .with("count", std::to_string(rows.size()))
                                          .with("most", std::to_string(rows_most)),
                  _("Send the file in parts."));
  auto const id = unit.city.ids().make<BatchId>();
  insert_batch(unit, id, title);
  for (auto const& row : rows) insert_row(unit, id, row);
  return id;
}

void change_row(Unit& unit, BatchId id, BatchRow const& row) {
  batch_by_id(view_of(unit), id);  // refuses what is not one's own
  if (!update_row(unit, id, row))
    throw conflict("delegate.row_sent", _("This row was sent already and cannot be changed."), _("Look at its request instead."));
}

void rehearse(City& city, Actor const& actor, BatchId id, std::string const& language) {
  Desk const desk{city, without_mail(actor), id, language};
  for (auto rows = next_rows(desk, 0); !rows.empty(); rows = next_rows(desk, rows.back().line)) {
    try {
      run_unit(
          city, desk.actor,
          [&](Unit& unit) {
            for (auto& row : rows) desk.try_row(unit, row);
            throw Rehearsed{};
          },
          store::Lane::bulk);
    } catch (Rehearsed const&) {
      // Nothing was opened; what was found wrong is written now.
    }
    write_findings(desk, rows);
  }
}

std::size_t send(City& city, Actor const& actor, BatchId id, std::string const& language) {
  Desk const desk{city, without_mail(actor), id, language};
  run_view(city, actor, [&](View const& view) {
    batch_by_id(view, id);
    require_awake(view, city.clock().now());
    return 0;
  });
  std::size_t opened = 0;
  for (auto rows = next_rows(desk, 0); !rows.empty(); rows = next_rows(desk, rows.back().line))
    opened += run_unit(
        city, desk.actor,
        [&](Unit& unit) {
          std::size_t count = 0;
          // Read anew: another tab may have sent some meanwhile.
          for (auto row : rows_to_send(unit.tx, id, rows.front().line - 1, rows_in_unit)) {
            if (row.line > rows.back().line) break;
            if (desk.try_row(unit, row)) {
              mark_sent(unit, id, row.line, row.case_id);
              ++count;
            } else {
              update_row(unit, id, row);
            }
          }
          return count;
        },
        store::Lane::bulk);
  return opened;
}

}  // namespace cityhall::delegates
