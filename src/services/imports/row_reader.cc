#include "services/imports/row_reader.h"

#include <fmt/format.h>

#include "base/text.h"
#include "standards/markup_text.h"

namespace cityhall::imports {
namespace {

constexpr std::size_t text_most = 4'000;  // as much as a person may write in a form

bool is_clean(std::string_view text) {
  unsigned char before = 0;
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F || (byte == ' ' && before == ' ')) return false;
    before = byte;
  }
  return true;
}

/// Exported tables are full of doubled blanks and stray control characters.
void append_clean(std::string& out, std::string_view text) {
  bool blank = false;
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7F) {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    out += c;
  }
}

/// A bad row as text that every database takes.
std::string shown(std::string_view raw) {
  std::string out;
  if (is_utf8(raw)) out = raw;
  else standards::append_windows_1252(out, raw);
  std::erase(out, '\0');
  return shorten(out, 10'000);
}

}  // namespace

std::string queue_id(std::string_view owner, std::string_view queue) {
  auto const department = slug(owner);
  auto name = slug(queue);
  if (name.empty()) return department;
  if (department.empty()) return name;
  if (name.starts_with(department + "-")) name.erase(0, department.size() + 1);
  return department + "/" + name;
}

RowReader::RowReader(Profile const& profile, Columns const& columns, ServiceIds const& services, std::string_view city_time_zone)
    : profile_{profile}, columns_{columns}, services_{services}, zone_{profile.time_zone.empty() ? city_time_zone : profile.time_zone} {}

void RowReader::read(standards::CsvRow const& row, Batch& batch) {
  batch.after = row.after;
  if (!row.fault.empty()) {
    batch.rejects.push_back({row.at.line, row.fault, shown(row.raw)});
    return;
  }
  try {
    batch.cases.push_back(fill(row, batch));
    batch.lines.push_back(row.at.line);
    batch.raws.push_back(shown(row.raw));
  } catch (Unusable const& unusable) {
    batch.rejects.push_back({row.at.line, unusable.reason, shown(row.raw)});
  }
}

std::string_view RowReader::text(standards::CsvRow const& row, Fact fact, Batch& batch) {
  auto cell = columns_.cell(row, fact);
  if (!is_clean(cell)) {
    scratch_.clear();
    append_clean(scratch_, cell);
    cell = scratch_;
  }
  if (cell.size() <= text_most) return batch.keep(cell);
  return batch.keep(shorten(cell, text_most));
}

ImportedCase RowReader::fill(standards::CsvRow const& row, Batch& batch) {
  ImportedCase out;
  out.external_id = text(row, Fact::external_id, batch);
  if (out.external_id.empty()) throw Unusable{profile_.columns.at(Fact::external_id) + " is empty"};
  auto const service = services_.find(columns_.cell(row, Fact::service));
  if (service == services_.end()) throw Unusable{profile_.columns.at(Fact::service) + " is empty"};
  out.service = service->second;
  fill_times(row, out);
  out.point = point(row);
  fill_words(row, batch, out);
  auto const title = columns_.cell(row, Fact::title);
  if (title != service->first) out.title = text(row, Fact::title, batch);
  return out;
}

void RowReader::fill_words(standards::CsvRow const& row, Batch& batch, ImportedCase& out) {
  out.number = text(row, Fact::number, batch);
  out.description = text(row, Fact::description, batch);
  out.address = text(row, Fact::address, batch);
  out.zip = text(row, Fact::zip, batch);
  out.closing_message = text(row, Fact::closing_message, batch);
  out.agency = text(row, Fact::agency, batch);
  out.owner = batch.keep(slug(columns_.cell(row, Fact::owner)));
  out.queue = batch.keep(queue_id(columns_.cell(row, Fact::owner), columns_.cell(row, Fact::queue)));
  if (out.closed_at) {
    out.outcome = "closed";
    for (auto const& rule : profile_.outcomes)
      if (out.closing_message.starts_with(rule.begins)) {
        out.outcome = rule.outcome;
        break;
      }
  }
  auto const channel = profile_.channels.find(to_lower_ascii(columns_.cell(row, Fact::channel)));
  if (channel != profile_.channels.end()) out.channel = channel->second;
}

std::optional<Time> RowReader::time(standards::CsvRow const& row, Fact fact) {
  auto const cell = columns_.cell(row, fact);
  if (cell.empty()) return {};
  auto const parsed = parse_time(cell, zone_);
  if (!parsed) throw Unusable{fmt::format("{} is not a date and time: \"{}\"", profile_.columns.at(fact), shorten(cell, 40))};
  return parsed;
}

bool RowReader::is_open(standards::CsvRow const& row) const {
  auto const word = columns_.cell(row, Fact::status);
  auto const known = profile_.is_open.find(to_lower_ascii(word));
  if (known != profile_.is_open.end()) return known->second;
  throw Unusable{fmt::format("{} is neither open nor closed: \"{}\"", profile_.columns.at(Fact::status), shorten(word, 40))};
}

void RowReader::fill_times(standards::CsvRow const& row, ImportedCase& out) {
  auto const opened = time(row, Fact::opened);
  if (!opened) throw Unusable{profile_.columns.at(Fact::opened) + " is empty"};
  out.opened_at = *opened;
  out.updated_at = time(row, Fact::updated);
  out.closed_at = time(row, Fact::closed);
  if (columns_.due_counts(row)) out.due_at = time(row, Fact::due);
  if (out.closed_at && *out.closed_at < out.opened_at) throw Unusable{"it was closed before it was opened"};
  if (!columns_.has(Fact::status)) return;
  bool const open = is_open(row);
  // An open request may carry the date of an earlier closure; a closed one without a date was last touched when it was closed.
  if (open) out.closed_at.reset();
  else if (!out.closed_at) out.closed_at = out.updated_at;
  if (!open && !out.closed_at) throw Unusable{"it is closed, but no column says when"};
}

std::optional<Point> RowReader::point(standards::CsvRow const& row) const {
  auto const latitude = columns_.cell(row, Fact::latitude);
  auto const longitude = columns_.cell(row, Fact::longitude);
  if (latitude.empty() || longitude.empty()) return {};
  auto const north = standards::read_number(latitude);
  auto const east = standards::read_number(longitude);
  if (!north || !east || std::abs(*north) > 90 || std::abs(*east) > 180)
    throw Unusable{fmt::format("\"{}, {}\" is no place on earth", shorten(latitude, 20), shorten(longitude, 20))};
  if (*north == 0 && *east == 0) return {};  // a geocoder's way to say nothing
  return Point{*north, *east};
}

}  // namespace cityhall::imports
