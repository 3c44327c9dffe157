// What the migrations say about privacy against what the removal of a request and of a person does: nothing personal is forgotten by us.

#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "app/modules.h"
#include "base/text.h"
#include "kernel/files/unused.h"
#include "kernel/retention/belongings.h"
#include "store/migrations.h"
#include "store/schema.h"

namespace cityhall {

std::span<store::Migration const> kernel_migrations();

namespace {

store::Schema whole_schema() {
  std::vector<store::Migration> all;
  auto const of_modules = migrations_of(all_modules());
  for (auto const part : {store::store_migrations(), kernel_migrations(), std::span<store::Migration const>{of_modules}})
    all.insert(all.end(), part.begin(), part.end());
  auto schema = store::read_schema(all);
  return std::move(*schema);
}

/// What modules keep, and what becomes of it.
std::map<std::string_view, std::string_view> const of_modules{
    {"beginnings", "goes by itself after days"},
    {"drafts", "goes by itself after days"},
    {"conversation_answers", "goes by itself after two days"},
    {"conversations", "goes by itself after thirty days"},
    {"hook_attempts", "follows case.removed and person.erased"},
    {"hook_deliveries", "follows case.removed and person.erased"},
    {"received_mails", "follows person.erased"},
    {"import_rejects", "goes when the import is finished"},
    {"delegate_rows", "follows case.removed and person.erased"},
    {"open311_media", "follows case.removed and person.erased"},
    {"hooks", "who answers for the receiver"},
    {"tablets", "the city's own devices at work"},
};

Belonging const* belonging_of(std::string_view table) {
  auto const all = belongings();
  auto const found = std::find_if(all.begin(), all.end(), [&](Belonging const& each) { return each.table == table; });
  return found == all.end() ? nullptr : &*found;
}

bool removes_rows(store::Sql sql, std::string const& table) { return sql.text().starts_with("DELETE FROM " + table + " "); }

/// The statement removes the row, or says what the column becomes.
bool reaches(store::Sql sql, std::string const& table, std::string const& column) {
  return removes_rows(sql, table) || sql.text().find(' ' + column + " = ") != std::string_view::npos;
}

TEST(PersonalColumns, AreReachedByTheRemovalOrSaidToStay) {
  std::size_t checked = 0;
  for (auto const& [name, table] : whole_schema().tables)
    for (auto const& column : table.columns) {
      if (column.privacy != store::Privacy::personal) continue;
      ++checked;
      auto const* const known = belonging_of(name);
      if (known == nullptr) {
        EXPECT_TRUE(of_modules.contains(name)) << name << '.' << column.name
                                               << " is personal: say in kernel/retention/belongings_store.cc (a "
                                               << "module's own table: here) how it goes with a request and with a person, or why it stays";
        continue;
      }
      bool const goes = reaches(known->of_case, name, column.name) || reaches(known->of_party, name, column.name);
      EXPECT_TRUE(goes || !known->stays.empty()) << name << '.' << column.name << " outlives the request";
      bool const wished = reaches(known->of_report, name, column.name) || reaches(known->of_party, name, column.name);
      EXPECT_TRUE(wished || !known->stays.empty()) << name << '.' << column.name << " outlives the wish to be forgotten";
    }
  EXPECT_GT(checked, 80U);
}

TEST(PersonalColumns, AreThereWhereTheListSaysSo) {
  auto const schema = whole_schema();
  for (auto const& each : belongings()) EXPECT_NE(schema.find(each.table), nullptr) << each.table;
  for (auto const& [table, why] : of_modules) EXPECT_NE(schema.find(table), nullptr) << table << ": " << why;
}

/// A row that outlives its request would show it for ever, or keep the request from going.
TEST(RowsOfRequests, GoWithThem) {
  std::set<std::string_view> const apart{"events", "case_zones",    "removed_cases", "interactions",
                                         "drafts", "delegate_rows", "open311_media"};
  for (auto const& [name, table] : whole_schema().tables) {
    bool const refers = std::any_of(table.columns.begin(), table.columns.end(), [](store::Column const& column) {
      return column.name == "case_id" || column.references == "cases.id" || column.references == "tasks.id";
    });
    if (!refers || apart.contains(name)) continue;
    auto const* const known = belonging_of(name);
    EXPECT_TRUE(known != nullptr && removes_rows(known->of_case, name))
        << name << " refers to requests: say in belongings_store.cc that it goes";
  }
}

TEST(Photos, AreLookedForInEveryColumnThatNamesSome) {
  auto const looked_at = columns_with_files();
  std::set<std::string_view> const apart{
      "file_originals.file_id",            // a part of the file itself
      "loose_files.file_id",               // waits to be looked for
      "drafts.files", "beginnings.files",  // of a module, which looks there before
  };
  auto const schema = whole_schema();
  for (auto const& [name, table] : schema.tables)
    for (auto const& column : table.columns) {
      bool const has_files = column.name.ends_with("file_id") || column.name == "files" || column.references == "files.id";
      auto const full = name + '.' + column.name;
      if (!has_files || apart.contains(full)) continue;
      EXPECT_NE(std::find(looked_at.begin(), looked_at.end(), full), looked_at.end())
          << full << " names files: look there in kernel/files/unused_store.cc, or photos that it shows are removed";
    }
  for (auto const full : looked_at) {
    auto const parts = split(full, '.');
    auto const* const table = schema.find(parts.at(0));
    EXPECT_TRUE(table != nullptr && table->find(parts.at(1)) != nullptr) << full << " is no column any more";
  }
}

}  // namespace
}  // namespace cityhall
