#include "services/admin/address_file.h"

#include <charconv>
#include <optional>

#include "base/refusal.h"
#include "base/text.h"
#include "standards/csv.h"

namespace cityhall {
namespace {

constexpr std::size_t faults_shown = 10;

struct Columns {
  int number, street, unit, zip, latitude, longitude;
};

Columns columns_of(standards::CsvRow const* row) {
  if (row == nullptr) throw invalid("addresses.empty", _("The file is empty."));
  auto const header = standards::CsvHeader::from(*row);
  if (!header)
    throw invalid("addresses.header", _("The first line does not name the columns: {fault}.").with("fault", header.error().what));
  Columns const columns{header->find("number"), header->find("street"),   header->find("unit"),
                        header->find("zip"),    header->find("latitude"), header->find("longitude")};
  if (columns.number < 0 || columns.street < 0 || columns.latitude < 0 || columns.longitude < 0)
    throw invalid("addresses.header", _("The columns number, street, latitude and longitude must be there."),
                  _("Name them in the first line of the file."));
  return columns;
}

std::string cell(standards::CsvRow const& row, int column) {
  return column < 0 ? std::string{} : std::string{trim(row.fields.at(static_cast<std::size_t>(column)))};
}

std::optional<double> degrees(std::string const& text, double most) {
  double value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !(value >= -most && value <= most)) return std::nullopt;
  return value;
}

/// Fills `address`; gives what is wrong, in English, or nothing.
std::string read_row(standards::CsvRow const& row, Columns const& columns, Address& address) {
  if (!row.fault.empty()) return row.fault;
  auto const latitude = degrees(cell(row, columns.latitude), 90);
  auto const longitude = degrees(cell(row, columns.longitude), 180);
  address = {.number = cell(row, columns.number),
             .street = cell(row, columns.street),
             .unit = cell(row, columns.unit),
             .zip = cell(row, columns.zip)};
  if (address.street.empty()) return "the street is missing";
  if (!latitude || !longitude) return "latitude and longitude must be degrees";
  address.point = {*latitude, *longitude};
  return {};
}

}  // namespace

std::vector<Address> read_address_file(std::string_view csv) {
  standards::CsvReader reader{standards::csv_text(csv)};
  auto const columns = columns_of(reader.next());
  std::vector<Address> addresses;
  std::vector<std::string> faults;
  while (auto const* row = reader.next()) {
    Address address;
    auto const fault = read_row(*row, columns, address);
    if (fault.empty()) addresses.push_back(std::move(address));
    else if (faults.size() < faults_shown) faults.push_back(std::to_string(row->at.line) + ": " + fault);
  }
  if (!faults.empty())
    throw invalid("addresses.faulty", _("These lines cannot be read: {lines}.").with("lines", join(faults, "; ")),
                  _("Correct them and import the file again. Nothing was changed."));
  return addresses;
}

}  // namespace cityhall
