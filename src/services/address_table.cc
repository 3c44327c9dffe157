#include "services/address_table.h"

#include "base/refusal.h"
#include "base/text.h"
#include "standards/markup_text.h"

namespace cityhall {
namespace {

struct AddressColumns {
  int number, street, unit, zip, latitude, longitude;
};

AddressColumns columns_of(standards::CsvHeader const& header) {
  AddressColumns const at{header.find("number"), header.find("street"),   header.find("unit"),
                          header.find("zip"),    header.find("latitude"), header.find("longitude")};
  std::vector<FieldError> missing;
  for (auto const& [name, column] :
       {std::pair{"number", at.number}, {"street", at.street}, {"latitude", at.latitude}, {"longitude", at.longitude}})
    if (column < 0) missing.push_back({.field = name, .code = "missing", .message = _("The file has no such column.")});
  if (!missing.empty())
    throw invalid("import.columns", _("This is no file of addresses. Nothing was imported."),
                  _("The first line must name the columns number, street, latitude and longitude; unit and zip are optional."),
                  std::move(missing));
  return at;
}

std::string cell(standards::CsvRow const& row, int column) {
  return column < 0 ? std::string{} : std::string{trim(row.fields[static_cast<std::size_t>(column)])};
}

std::string fault_of(Address const& address, std::optional<double> latitude, std::optional<double> longitude) {
  if (address.street.empty()) return "street is empty";
  if (!latitude || !longitude || std::abs(*latitude) > 90 || std::abs(*longitude) > 180)
    return "latitude and longitude are no place on earth";
  return {};
}

void read_row(standards::CsvRow const& row, AddressColumns const& at, AddressTable& out) {
  Address address{.number = cell(row, at.number), .street = cell(row, at.street), .unit = cell(row, at.unit), .zip = cell(row, at.zip)};
  auto const latitude = standards::read_number(cell(row, at.latitude));
  auto const longitude = standards::read_number(cell(row, at.longitude));
  auto fault = fault_of(address, latitude, longitude);
  if (!fault.empty()) {
    out.faults.push_back({row.at.line, std::move(fault), std::string{row.raw}});
    return;
  }
  address.point = {*latitude, *longitude};
  out.addresses.push_back(std::move(address));
}

}  // namespace

AddressTable read_address_table(standards::CsvReader::Source source) {
  AddressTable out;
  standards::CsvReader reader{std::move(source)};
  auto const* row = reader.next();
  if (row == nullptr) throw invalid("import.empty", _("The file is empty. Nothing was imported."));
  auto const header = row->fault.empty() ? standards::CsvHeader::from(*row) : Error{"line 1: " + row->fault};
  if (!header)
    throw invalid("import.header",
                  _("The first line is no list of columns: {fault}. Nothing was imported.").with("fault", header.error().what));
  auto const at = columns_of(*header);
  while ((row = reader.next()) != nullptr) {
    if (row->fault.empty()) read_row(*row, at, out);
    else out.faults.push_back({row->at.line, row->fault, std::string{row->raw}});
  }
  return out;
}

}  // namespace cityhall
