#include "web/json_value.h"

#include <cmath>

#include "base/json.h"
#include "base/refusal.h"

namespace cityhall::web {

bool JsonIn::is_null() const { return json_->is_null(); }
std::string const& JsonIn::text() const { return json_->get_ref<std::string const&>(); }
bool JsonIn::boolean() const { return json_->get<bool>(); }
std::int64_t JsonIn::whole() const { return json_->get<std::int64_t>(); }
double JsonIn::number() const { return json_->get<double>(); }
std::size_t JsonIn::size() const { return json_->size(); }
JsonIn JsonIn::item(std::size_t index) const { return JsonIn{json_->at(index)}; }
bool JsonIn::has(std::string_view name) const { return json_->contains(name); }
JsonIn JsonIn::member(std::string_view name) const { return JsonIn{json_->at(std::string{name})}; }

void JsonOut::null() { *json_ = nullptr; }
void JsonOut::text(std::string_view value) { *json_ = value; }
void JsonOut::boolean(bool value) { *json_ = value; }
void JsonOut::whole(std::int64_t value) { *json_ = value; }
void JsonOut::number(double value) { *json_ = std::isfinite(value) ? Json(value) : Json(nullptr); }
void JsonOut::json(Json const& value) { *json_ = value; }
void JsonOut::empty_list() { *json_ = Json::array(); }
void JsonOut::empty_object() { *json_ = Json::object(); }
JsonOut JsonOut::item() {
  json_->push_back(nullptr);
  return JsonOut{json_->back()};
}
JsonOut JsonOut::member(std::string_view name) { return JsonOut{(*json_)[std::string{name}]}; }

JsonBox::JsonBox() : json_{std::make_unique<Json>()} {}
JsonBox::JsonBox(std::string_view text) {
  auto parsed = parse_json(text);
  if (!parsed)
    throw invalid("body.malformed", _("The body is not JSON: {error}").with("error", parsed.error().what),
                  _("Send one JSON object in UTF-8."));
  json_ = std::make_unique<Json>(std::move(*parsed));
}
JsonBox::JsonBox(JsonBox&&) noexcept = default;
JsonBox::~JsonBox() = default;
std::string JsonBox::text() const { return to_text(*json_); }

}  // namespace cityhall::web
