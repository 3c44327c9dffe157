#include "store/transfer.h"

#include <cmath>
#include <map>
#include <set>

#include "base/crypto.h"
#include "base/json.h"
#include "base/refusal.h"
#include "store/engine_sql.h"

namespace cityhall::store {
namespace {

std::string column_list(Table const& table) {
  std::string list;
  for (auto const& column : table.columns) list += (list.empty() ? "" : ", ") + column.name;
  return list;
}

std::string insert_text(Table const& table) {
  std::string marks;
  for (std::size_t index = 1; index <= table.columns.size(); ++index) marks += (index == 1 ? "$" : ", $") + std::to_string(index);
  return "INSERT INTO " + table.name + " (" + column_list(table) + ") VALUES (" + marks + ")";
}

Json json_of(Value&& value) {
  if (auto const* whole = std::get_if<std::int64_t>(&value)) return *whole;
  if (auto const* number = std::get_if<double>(&value)) return *number;
  if (auto* text = std::get_if<std::string>(&value)) return std::move(*text);
  if (auto const* bytes = std::get_if<Blob>(&value)) return base64url(bytes->bytes);
  return nullptr;
}

Refusal wrong(Table const& table, std::string const& what) {
  return invalid("transfer.row", _("A row of {table} cannot be read: {what}").with("table", table.name).with("what", what));
}

Value value_of(Json const& json, Column const& column, Table const& table) {
  if (json.is_null()) return Null{};
  if (column.type == "BIGINT" && json.is_number_integer()) return json.get<std::int64_t>();
  if (column.type == "DOUBLE PRECISION" && json.is_number()) return json.get<double>();
  if (column.type == "TEXT" && json.is_string()) return json.get<std::string>();
  if (column.type == "BYTEA" && json.is_string())
    if (auto bytes = from_base64url(json.get_ref<std::string const&>())) return Blob{std::move(*bytes)};
  throw wrong(table, column.name + " does not fit " + column.type);
}

class Sorting {
 public:
  explicit Sorting(Schema const& schema) : schema_{schema} {
    for (auto const& [name, table] : schema.tables) visit(table);
  }
  std::vector<Table const*> sorted;

 private:
  void visit(Table const& table) {
    if (!seen_.insert(table.name).second) return;
    for (auto const& column : table.columns) {
      auto const* other = schema_.find(column.references.substr(0, column.references.find('.')));
      if (other != nullptr) visit(*other);
    }
    sorted.push_back(&table);
  }
  Schema const& schema_;
  std::set<std::string> seen_;
};

}  // namespace

std::vector<Table const*> in_order_of_reference(Schema const& schema) { return Sorting{schema}.sorted; }

std::int64_t export_rows(Reader& reader, Table const& table, std::function<void(std::string_view line)> const& take) {
  auto const columns = column_list(table);
  auto const text = "SELECT " + columns + " FROM " + table.name + " ORDER BY " + columns;
  std::int64_t count = 0;
  for (auto const row : reader.query(EngineSql::from(text))) {
    Json json = Json::object();
    for (std::size_t index = 0; index < table.columns.size(); ++index)
      json[table.columns[index].name] = json_of(row.get<Value>(static_cast<int>(index)));
    take(to_text(json));
    ++count;
  }
  return count;
}

void import_row(Transaction& tx, Table const& table, std::string_view line) {
  auto const json = parse_json(line, {.bytes = 64U << 20U});
  if (!json) throw wrong(table, json.error().what);
  if (!json->is_object() || json->size() != table.columns.size()) throw wrong(table, "it has other members than the table has columns");
  std::vector<Value> values;
  for (auto const& column : table.columns) {
    auto const found = json->find(column.name);
    if (found == json->end()) throw wrong(table, column.name + " is missing");
    values.push_back(value_of(*found, column, table));
  }
  std::vector<Cell> cells;
  for (auto const& value : values) cells.push_back(view(value));
  EngineSql::run(tx, insert_text(table), cells);
}

void clear_rows(Transaction& tx, Table const& table) { EngineSql::run(tx, "DELETE FROM " + table.name, {}); }

}  // namespace cityhall::store
