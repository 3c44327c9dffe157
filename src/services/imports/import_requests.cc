#include "services/imports/import_requests.h"

#include "base/log.h"
#include "base/refusal.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/run_unit.h"
#include "services/imports/compare.h"
#include "services/imports/pipeline.h"
#include "services/imports/reject_file.h"
#include "services/imports/service_maker.h"
#include "services/imports/source.h"
#include "store/error.h"

namespace cityhall::imports {
namespace {

// Some ten milliseconds of the writer's time. Each batch is durable by itself: smaller ones would wait for the disk more often.
constexpr std::size_t rows_in_batch = 2000;

/// One import while it runs.
class Importer {
 public:
  Importer(City& city, Actor const& actor, ImportRequest const& request) : city_{city}, actor_{actor}, request_{request} {}

  Report run() {
    auto const started = std::chrono::steady_clock::now();
    Report report;
    survey_ = survey(request_.file, request_.profile, [&](std::uint64_t) { show({}); });
    auto const named = draft_services(survey_, request_.profile);
    report.services = named.drafts.size();
    report.services_made = publish_missing(city_, actor_, named.drafts);
    auto run = open_run();
    report.resumed_at_line = run.next.offset > 0 ? run.next.line : 0;
    report.stopped = !copy(run, named.ids, report);
    if (!report.stopped) finish(run.id, report);
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return report;
  }

 private:
  City& city_;
  Actor const& actor_;
  ImportRequest const& request_;
  Survey survey_{};

  void show(Counts const& counts, std::uint64_t bytes = 0) const {
    if (request_.progress) request_.progress({bytes, survey_.bytes, counts.rows, counts.rejected});
  }
  bool must_stop() const { return request_.stop && request_.stop(); }

  /// The run that was broken off, or a new one.
  Run open_run() const {
    auto const& source = request_.profile.source;
    auto const known = run_view(city_, actor_, [&](View const& view) { return find_run(view, source, survey_.hash); });
    if (known && !known->finished && known->next.offset > 0) return *known;
    return run_unit(city_, actor_, [&](Unit& unit) { return begin_run(unit, source, survey_.hash, request_.file.filename().string()); });
  }

  /// False when it was stopped.
  bool copy(Run& run, ServiceIds const& ids, Report& report) {
    auto const table = open_table(request_.file);
    table->skip(run.next.offset);
    auto options = csv_options(request_.profile);
    options.start = run.next;
    options.columns = survey_.header.size();
    standards::CsvReader reader{[&](std::span<char> into) { return table->read(into); }, options};
    auto const columns = columns_of_file();
    if (run.next.offset == 0) reader.next();  // the header
    RowReader rows{request_.profile, columns, ids, city_.settings.get()->time_zone};
    BatchWriter writer{city_, actor_, request_.profile.source, run};
    auto const finished = send(reader, rows, writer, run.next);
    writer.finish();
    report.counts = writer.counts();
    return finished;
  }

  Columns columns_of_file() const {
    std::string line;
    std::vector<std::string_view> const names(survey_.header.begin(), survey_.header.end());
    standards::append_csv_row(line, names);
    standards::CsvReader reader{standards::csv_text(line)};
    return {request_.profile, *standards::CsvHeader::from(*reader.next())};
  }

  bool send(standards::CsvReader& reader, RowReader& rows, BatchWriter& writer, standards::CsvPosition from) {
    auto const zones = city_.zones.get();
    ZoneComparison const comparison{request_.profile, *zones};
    std::uint64_t converted = 0;
    for (bool more = true; more;) {
      auto batch = std::make_shared<Batch>(from);
      Agreement agreement;
      while (batch->cases.size() + batch->rejects.size() < rows_in_batch) {
        auto const* row = reader.next();
        more = row != nullptr;
        if (!more) break;
        auto const before = batch->cases.size();
        rows.read(*row, *batch);
        if (batch->cases.size() > before) comparison.add(agreement, rows.compared(*row), batch->cases.back().point);
      }
      from = batch->after;
      writer.write(std::move(batch), std::move(agreement), reader.converted_rows() - converted);
      converted = reader.converted_rows();
      show(writer.counts(), from.offset);
      if (more && must_stop()) return false;
    }
    return true;
  }

  void finish(std::int64_t run, Report& report) {
    auto const rejects = run_view(city_, actor_, [&](View const& view) { return rejects_of(view, run); });
    if (!rejects.empty()) {
      auto const path = reject_file_of(request_.file, request_.reject_file);
      write_rejects(path, rejects);
      report.reject_file = path.string();
    }
    run_unit(city_, actor_, [&](Unit& unit) {
      finish_run(unit, run);
      forget_rejects(unit, run);
    });
  }
};

}  // namespace

Report import_requests(City& city, ImportRequest const& request) {
  auto const actor = system_actor("Import " + request.profile.id);
  try {
    return Importer{city, actor, request}.run();
  } catch (store::StoreFull const&) {
    throw unavailable("import.disk_full", _("The disk is full. What was imported so far is safe, and no row is half imported."),
                      _("Make room, then start the same command again: it goes on where it ended."));
  }
}

}  // namespace cityhall::imports
