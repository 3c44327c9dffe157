#include "services/staff_import.h"

#include <algorithm>
#include <map>

#include "base/refusal.h"
#include "base/text.h"
#include "kernel/accounts/account.h"
#include "kernel/accounts/role.h"
#include "kernel/city.h"
#include "kernel/directory/directory.h"
#include "kernel/places/zone.h"
#include "kernel/run_unit.h"

namespace cityhall {
namespace {

enum class Brought { added, updated, unchanged };

/// A row whose cells are asked for by the name of their column.
class StaffRow {
 public:
  StaffRow(standards::CsvHeader const& header, standards::CsvRow const& row) : header_{header}, row_{row} {}

  std::string cell(std::string_view column) const {
    auto const at = header_.find(column);
    return at < 0 ? std::string{} : std::string{trim(row_.fields[static_cast<std::size_t>(at)])};
  }
  std::vector<std::string> list(std::string_view column) const {
    std::vector<std::string> parts;
    auto const text = cell(column);
    for (std::string_view left{text}; !left.empty();) {
      auto const end = std::min(left.find(';'), left.size());
      if (auto const part = trim(left.substr(0, end)); !part.empty()) parts.emplace_back(part);
      left.remove_prefix(std::min(left.size(), end + 1));
    }
    return parts;
  }
  standards::CsvHeader const& header() const { return header_; }

 private:
  standards::CsvHeader const& header_;
  standards::CsvRow const& row_;
};

std::string words_of(Refusal const& refusal) {
  auto words = refusal.fields.empty() ? in_english(refusal.message) : std::string{};
  for (auto const& field : refusal.fields) words += (words.empty() ? "" : " ") + in_english(field.message);
  return words;
}

standards::CsvHeader header_with(standards::CsvRow const* row, std::initializer_list<std::string_view> needed) {
  if (row == nullptr) throw invalid("import.empty", _("The file is empty. Nothing was imported."));
  auto const header = row->fault.empty() ? standards::CsvHeader::from(*row) : Error{"line 1: " + row->fault};
  if (!header)
    throw invalid("import.header",
                  _("The first line is no list of columns: {fault}. Nothing was imported.").with("fault", header.error().what));
  std::string missing;
  for (auto const column : needed)
    if (header->find(column) < 0) missing += (missing.empty() ? "" : ", ") + std::string{column};
  if (!missing.empty())
    throw invalid("import.columns", _("These columns are missing: {columns}. Nothing was imported.").with("columns", missing),
                  _("The first line of the file names its columns."));
  return *header;
}

/// `take` brings one row in and throws Refusal for one that is wrong.
template <class Take>
StaffImportReport each_row(standards::CsvReader::Source const& source, std::initializer_list<std::string_view> needed, Take&& take) {
  StaffImportReport report;
  standards::CsvReader reader{source};
  auto const* row = reader.next();
  auto const header = header_with(row, needed);
  while ((row = reader.next()) != nullptr) {
    ++report.rows;
    auto fault = row->fault;
    if (fault.empty()) try {
        auto const brought = take(StaffRow{header, *row});
        ++(brought == Brought::added ? report.added : brought == Brought::updated ? report.updated : report.unchanged);
      } catch (Refusal const& refusal) {
        fault = words_of(refusal);
      }
    if (!fault.empty()) report.faults.push_back({row->at.line, std::move(fault), std::string{row->raw}});
  }
  return report;
}

Queue const* queue_named(Directory const& directory, std::string_view id) {
  auto const& all = directory.queues();
  auto const found = std::find_if(all.begin(), all.end(), [&](Queue const& queue) { return queue.id == id; });
  return found == all.end() ? nullptr : &*found;
}

Brought take_queue(City& city, Actor const& actor, StaffRow const& row) {
  Queue queue{.id = row.cell("queue"), .title = row.cell("title")};
  if (queue.id.empty()) throw invalid("import.queue", _("The row names no queue."));
  for (auto const& column : row.header().names()) {
    constexpr std::string_view titles = "title_";
    auto const name = fold(column);
    if (!name.starts_with(titles)) continue;
    if (auto title = row.cell(column); !title.empty()) queue.titles[name.substr(titles.size())] = std::move(title);
  }
  auto const directory = city.directory.get();
  auto const* known = queue_named(*directory, queue.id);
  if (known != nullptr && known->title == queue.title && known->titles == queue.titles) return Brought::unchanged;
  run_unit(city, actor, [&](Unit& unit) { save_queue(unit, queue); });
  return known == nullptr ? Brought::added : Brought::updated;
}

/// "district:north" is the zone of that name in that layer; a name alone must be the only one.
ZoneId zone_named(ZoneSet const& zones, std::string const& words) {
  auto const colon = words.find(':');
  if (colon != std::string::npos) {
    if (auto const* zone = zones.find(trim(words.substr(0, colon)), trim(words.substr(colon + 1)))) return zone->id;
  } else {
    std::vector<ZoneId> named;
    for (auto const& zone : zones.all())
      if (zone.name == words) named.push_back(zone.id);
    if (named.size() == 1) return named.front();
  }
  throw invalid("import.zone", _("There is no zone “{zone}”. Write it as layer:name.").with("zone", words));
}

Crew const* crew_named(Directory const& directory, std::string_view name) {
  auto const& all = directory.crews();
  auto const found = std::find_if(all.begin(), all.end(), [&](Crew const& crew) { return crew.name == name; });
  return found == all.end() ? nullptr : &*found;
}

bool same(Crew const& a, Crew const& b) {
  auto const sorted = [](auto list) {
    std::sort(list.begin(), list.end());
    return list;
  };
  return sorted(a.queues) == sorted(b.queues) && sorted(a.zones) == sorted(b.zones);
}

Brought take_crew(City& city, Actor const& actor, StaffRow const& row) {
  Crew crew{.name = row.cell("name"), .queues = row.list("queues")};
  for (auto const& words : row.list("zones")) crew.zones.push_back(zone_named(*city.zones.get(), words));
  auto const directory = city.directory.get();
  auto const* known = crew_named(*directory, crew.name);
  if (known != nullptr) {
    if (same(*known, crew)) return Brought::unchanged;
    crew.id = known->id;
    crew.active = known->active;
  }
  run_unit(city, actor, [&](Unit& unit) { save_crew(unit, crew); });
  return known == nullptr ? Brought::added : Brought::updated;
}

NewAccount person_of(City& city, StaffRow const& row) {
  NewAccount person{.email = row.cell("email"), .name = row.cell("name"), .language = row.cell("language"), .roles = row.list("roles")};
  if (person.language.empty()) person.language = city.settings.get()->default_language();
  std::sort(person.roles.begin(), person.roles.end());
  if (auto const crew = row.cell("crew"); !crew.empty()) {
    auto const directory = city.directory.get();
    auto const* found = crew_named(*directory, crew);
    if (found == nullptr) throw invalid("import.crew", _("There is no crew “{crew}”. Import the crews first.").with("crew", crew));
    person.crew = found->id;
  }
  return person;
}

/// What the city calls people in its own pages (language) is theirs once they are known.
bool changes(Account const& known, NewAccount const& person) {
  return known.name != person.name || known.roles != person.roles || known.crew != person.crew;
}

Brought take_person(City& city, Actor const& actor, StaffRow const& row) {
  auto const person = person_of(city, row);
  auto const email = normal_email(person.email);
  auto const known = email ? run_view(city, actor, [&](View const& view) { return find_account(view, *email); }) : std::nullopt;
  if (!known) {
    run_unit(city, actor, [&](Unit& unit) { create_account(unit, person); });
    return Brought::added;
  }
  if (known->kind != AccountKind::staff)
    throw invalid("import.resident", _("This address belongs to a resident's account. Staff need an address of their own."));
  if (!changes(*known, person)) return Brought::unchanged;
  run_unit(city, actor, [&](Unit& unit) {
    if (known->name != person.name) rename_account(unit, known->id, person.name, known->language);
    if (known->roles != person.roles) set_roles(unit, known->id, person.roles);
    if (known->crew != person.crew) set_crew(unit, known->id, person.crew);
  });
  return Brought::updated;
}

}  // namespace

StaffImportReport import_queues(City& city, Actor const& actor, standards::CsvReader::Source const& source) {
  return each_row(source, {"queue", "title"}, [&](StaffRow const& row) { return take_queue(city, actor, row); });
}

StaffImportReport import_crews(City& city, Actor const& actor, standards::CsvReader::Source const& source) {
  return each_row(source, {"name", "queues"}, [&](StaffRow const& row) { return take_crew(city, actor, row); });
}

StaffImportReport import_people(City& city, Actor const& actor, standards::CsvReader::Source const& source) {
  return each_row(source, {"name", "email", "roles"}, [&](StaffRow const& row) { return take_person(city, actor, row); });
}

}  // namespace cityhall
