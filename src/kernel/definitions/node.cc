#include <limits>

#include "base/json.h"
#include "kernel/definitions/build.h"
#include "kernel/definitions/form_check.h"

namespace cityhall {

bool Node::is_text() const { return json_ != nullptr && json_->is_string(); }
bool Node::is_list() const { return json_ != nullptr && json_->is_array(); }
bool Node::is_object() const { return json_ != nullptr && json_->is_object(); }

Node Node::at(std::string_view name) const {
  auto const place = pointer_ + '/' + pointer_token(name);
  if (!is_object()) return {nullptr, place};
  auto const found = json_->find(name);
  return {found == json_->end() ? nullptr : &*found, place};
}

std::string Node::text() const { return is_text() ? json_->get<std::string>() : std::string{}; }

std::string Node::bound() const { return present() && json_->is_number_integer() ? json_->dump() : text(); }

int Node::integer(int otherwise) const {
  if (!present() || !json_->is_number_integer()) return otherwise;
  auto const value = json_->get<std::int64_t>();
  return value >= std::numeric_limits<int>::min() && value <= std::numeric_limits<int>::max() ? static_cast<int>(value) : otherwise;
}

bool Node::flag(bool otherwise) const { return present() && json_->is_boolean() ? json_->get<bool>() : otherwise; }

Period Node::period() const { return parse_period(text()).value_or(Period{}); }

std::optional<Decimal> Node::decimal() const {
  if (!is_text()) return {};
  auto const parsed = Decimal::parse(json_->get_ref<std::string const&>());
  return parsed ? std::optional{*parsed} : std::nullopt;
}

LocalText Node::local_text() const {
  LocalText out;
  entries([&](std::string const& language, Node const& node) {
    if (node.is_text()) out.set(language, node.text());
  });
  return out;
}

std::vector<std::string> Node::texts() const {
  if (is_text()) return {text()};
  std::vector<std::string> out;
  each([&](Node const& one) {
    if (one.is_text()) out.push_back(one.text());
  });
  return out;
}

void Node::each(std::function<void(Node const&)> const& visit) const {
  if (!is_list()) return;
  for (std::size_t i = 0; i < json_->size(); ++i) visit({&(*json_)[i], pointer_ + '/' + std::to_string(i)});
}

void Node::entries(std::function<void(std::string const&, Node const&)> const& visit) const {
  if (!is_object()) return;
  for (auto const& [name, value] : json_->items()) visit(name, {&value, pointer_ + '/' + pointer_token(name)});
}

}  // namespace cityhall
