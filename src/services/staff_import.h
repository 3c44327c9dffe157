#pragma once
// Who works for the city, as tables that a city brings along: what its queues are called, its crews, its people. Lists within a cell are
// parted by semicolons; columns that are not known are ignored.

#include <vector>

#include "kernel/unit.h"
#include "services/table_fault.h"
#include "standards/csv.h"

namespace cityhall {

class City;

struct StaffImportReport {
  std::size_t rows = 0;  // good and bad
  std::size_t added = 0;
  std::size_t updated = 0;
  std::size_t unchanged = 0;
  std::vector<TableFault> faults{};
};

/// The same table again changes nothing; what it does not name stays. Each row is a unit of its own: a wrong one is reported, the others
/// come in. All throw Refusal(invalid): "import.empty", "import.columns" naming the columns that are missing.

/// queue, title, and title_es and the like for the city's other languages. Needs `admin.crews`.
StaffImportReport import_queues(City& city, Actor const& actor, standards::CsvReader::Source const& source);
/// name, queues ("streets/*;sanitation"), zones ("district:north;ward:3"; none: everywhere). A crew is known by its name. Needs
/// `admin.crews`.
StaffImportReport import_crews(City& city, Actor const& actor, standards::CsvReader::Source const& source);
/// name, email, roles ("dispatcher;agent"), crew (its name), language. A person is known by the e-mail address. Needs `admin.accounts`.
StaffImportReport import_people(City& city, Actor const& actor, standards::CsvReader::Source const& source);

}  // namespace cityhall
