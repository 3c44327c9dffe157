#include "services/studio/test_answers.h"

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "services/studio/condition.h"

namespace cityhall::studio {
namespace {

bool is_list_of_words(Json const& json) {
  return json.is_array() && !json.empty() && std::all_of(json.begin(), json.end(), [](Json const& one) {
           return one.is_string() && one.get_ref<std::string const&>().find_first_of(",[{\n") == std::string::npos;
         });
}

std::string written(Json const& value) {
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (value.is_string()) {
    auto const& text = value.get_ref<std::string const&>();
    bool const plain = trim(text) == text && text.find_first_of("\n\r") == std::string::npos && text.find_first_of("[{\"") != 0;
    return plain ? text : to_text(value);
  }
  return is_list_of_words(value) ? join(value.get<std::vector<std::string>>(), ", ") : to_text(value);
}

void add_rows(std::vector<std::pair<std::string, std::string>>& rows, std::string const& prefix, Json const& object) {
  for (auto const& [name, value] : object.items()) {
    if (value.is_object() && !value.empty()) add_rows(rows, prefix + name + '.', value);
    else rows.emplace_back(prefix + name, written(value));
  }
}

Json value_of(std::string const& text, Type const& type) {
  if (text.starts_with('{') || text.starts_with('[') || text.starts_with('"'))
    if (auto json = parse_json(text)) return *std::move(json);
  if (type.is(Type::Kind::boolean))
    return text == "yes" || text == "true" ? Json(true) : text == "no" || text == "false" ? Json(false) : Json(text);
  if (type.is(Type::Kind::integer) && !text.empty() && text.size() < 16 &&
      text.find_first_not_of("0123456789", text.starts_with('-') ? 1 : 0) == std::string::npos)
    return text == "-" ? Json(text) : Json(std::stoll(text));
  if (!type.is(Type::Kind::list)) return text;
  auto list = Json::array();
  for (auto const one : split(text, ','))
    if (auto const clean = trim(one); !clean.empty()) list.push_back(std::string{clean});
  return list;
}

void put(Json& answers, std::string const& path, Json value) {
  auto* here = &answers;
  auto const steps = split(path, '.');
  for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
    auto& inner = (*here)[std::string{steps[i]}];
    if (!inner.is_object()) inner = Json::object();
    here = &inner;
  }
  (*here)[std::string{steps.back()}] = std::move(value);
}

Json const* at_path(Json const& answers, std::string_view path) {
  auto const* here = &answers;
  for (auto const step : split(path, '.')) {
    if (!here->is_object()) return nullptr;
    auto const found = here->find(step);
    if (found == here->end()) return nullptr;
    here = &*found;
  }
  return here;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> answer_rows(Json const& answers) {
  std::vector<std::pair<std::string, std::string>> rows;
  add_rows(rows, "", answers);
  return rows;
}

std::string answer_name_control(std::string_view at, std::size_t row) { return "path@" + std::string{at} + '#' + std::to_string(row); }
std::string answer_value_control(std::string_view at, std::size_t row) { return "value@" + std::string{at} + '#' + std::to_string(row); }

Json answers_from(web::Parameters const& typed, std::string const& at, Json const& before, Type::Fields const& names) {
  if (!typed.has(answer_name_control(at, 0))) return before;
  std::vector<std::pair<std::string, std::string>> rows;
  for (std::size_t i = 0; typed.has(answer_name_control(at, i)); ++i) {
    auto const path = std::string{trim(typed.get(answer_name_control(at, i)))};
    if (!path.empty()) rows.emplace_back(path, std::string{trim(typed.get(answer_value_control(at, i)))});
  }
  if (rows == answer_rows(before)) return before;
  auto answers = Json::object();
  for (auto const& [path, text] : rows) {
    auto const* old = at_path(before, path);
    bool const same = old != nullptr && !(old->is_object() && !old->empty()) && written(*old) == text;
    put(answers, path, same ? *old : value_of(text, type_of_path(path, names)));
  }
  return answers;
}

}  // namespace cityhall::studio
