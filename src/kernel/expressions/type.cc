#include "kernel/expressions/type.h"

#include "base/text.h"

namespace cityhall {

struct Type::Parts {
  std::vector<Type> element;  // none or one
  Fields fields;
  std::vector<std::string> options;
};

Type Type::choice(std::vector<std::string> options) {
  Type type{Kind::string};
  type.parts_ = std::make_shared<Parts const>(Parts{.options = std::move(options)});
  return type;
}

Type Type::list(Type element) {
  Type type{Kind::list};
  type.parts_ = std::make_shared<Parts const>(Parts{.element = {std::move(element)}});
  return type;
}

Type Type::record(Fields fields) {
  Type type{Kind::record};
  type.parts_ = std::make_shared<Parts const>(Parts{.fields = std::move(fields)});
  return type;
}

namespace {
Type::Fields const no_fields;
std::vector<std::string> const no_options;

std::string names_of(Type::Fields const& fields) {
  std::vector<std::string> names;
  for (auto const& [name, type] : fields) names.push_back(name);
  return join(names, ", ");
}
}  // namespace

Type Type::element() const { return parts_ && !parts_->element.empty() ? parts_->element.front() : any(); }
Type::Fields const& Type::fields() const { return parts_ ? parts_->fields : no_fields; }
std::vector<std::string> const& Type::options() const { return parts_ ? parts_->options : no_options; }

std::string Type::name() const {
  switch (kind_) {
    case Kind::boolean:
      return "bool";
    case Kind::integer:
      return "int";
    case Kind::decimal:
      return "dec";
    case Kind::string:
      return "string";
    case Kind::date:
      return "date";
    case Kind::duration:
      return "duration";
    case Kind::null:
      return "null";
    case Kind::list:
      return element().is(Kind::any) ? "list" : "list(" + element().name() + ")";
    case Kind::record:
      return "record{" + names_of(fields()) + "}";
    case Kind::any:
      return "any";
  }
  return "any";
}

namespace {
bool comparable_fields(Type::Fields const& a, Type::Fields const& b) {
  if (a.size() != b.size()) return false;
  for (auto const& [name, type] : a) {
    auto const other = b.find(name);
    if (other == b.end() || !comparable(type, other->second)) return false;
  }
  return true;
}
}  // namespace

bool comparable(Type const& a, Type const& b) {
  if (a.is(Type::Kind::any) || b.is(Type::Kind::any) || (a.is_number() && b.is_number())) return true;
  if (a.kind() != b.kind()) return false;
  if (a.is(Type::Kind::list)) return comparable(a.element(), b.element());
  return !a.is(Type::Kind::record) || comparable_fields(a.fields(), b.fields());
}

}  // namespace cityhall
