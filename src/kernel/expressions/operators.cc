#include "kernel/expressions/operators.h"

#include "kernel/expressions/duration_text.h"

namespace cityhall {
namespace {

using Kind = Type::Kind;

bool is_order(Op op) { return op == Op::less || op == Op::less_equal || op == Op::greater || op == Op::greater_equal; }

bool is_ordered(Type const& type) {
  return type.is_number() || type.is(Kind::string) || type.is(Kind::date) || type.is(Kind::duration) || type.is(Kind::boolean);
}

std::optional<Type> number_type(Op op, Type const& a, Type const& b) {
  if (a.is(Kind::integer) && b.is(Kind::integer)) return a;
  return op == Op::modulo ? std::nullopt : std::optional{Type::decimal()};
}

std::optional<Type> sum_type(Type const& a, Type const& b) {
  if (a.is(Kind::string) && b.is(Kind::string)) return Type::string();
  if (a.is(Kind::list) && b.is(Kind::list)) return unify(a, b);
  if (a.is(Kind::duration) && b.is(Kind::duration)) return a;
  if (a.is(Kind::date) && b.is(Kind::duration)) return a;
  if (a.is(Kind::duration) && b.is(Kind::date)) return b;
  return std::nullopt;
}

std::optional<Type> difference_type(Type const& a, Type const& b) {
  if (a.is(Kind::date) && b.is(Kind::date)) return Type::duration();
  if ((a.is(Kind::date) || a.is(Kind::duration)) && b.is(Kind::duration)) return a;
  return std::nullopt;
}

}  // namespace

std::optional<Type> unify(Type const& a, Type const& b) {
  if (a.is(Kind::any)) return b;
  if (b.is(Kind::any)) return a;
  if (a.is_number() && b.is_number()) return a.kind() == b.kind() ? a : Type::decimal();
  if (!comparable(a, b)) return std::nullopt;
  if (a.is(Kind::list)) {
    auto element = unify(a.element(), b.element());
    bool const mixed = a.element().is_number() && b.element().is_number() && a.element().kind() != b.element().kind();
    return element && !mixed ? std::optional{Type::list(*element)} : std::nullopt;
  }
  return a.is(Kind::string) ? Type::string() : a;
}

std::optional<Type> operator_type(Op op, Type const& a, Type const& b) {
  if (op == Op::equal || op == Op::not_equal) return comparable(a, b) ? std::optional{Type::boolean()} : std::nullopt;
  if (is_order(op)) {
    bool const fits = a.is(Kind::any) || b.is(Kind::any) || (comparable(a, b) && is_ordered(a));
    return fits ? std::optional{Type::boolean()} : std::nullopt;
  }
  if (a.is(Kind::any) || b.is(Kind::any)) return Type::any();
  if (a.is_number() && b.is_number()) return number_type(op, a, b);
  if (op == Op::add) return sum_type(a, b);
  return op == Op::subtract ? difference_type(a, b) : std::nullopt;
}

namespace {

Outcome apply_integers(Op op, std::int64_t a, std::int64_t b) {
  if ((op == Op::divide || op == Op::modulo) && b == 0) return fault("division by zero");
  std::int64_t result = 0;
  bool overflow = false;
  switch (op) {
    case Op::add:
      overflow = __builtin_add_overflow(a, b, &result);
      break;
    case Op::subtract:
      overflow = __builtin_sub_overflow(a, b, &result);
      break;
    case Op::multiply:
      overflow = __builtin_mul_overflow(a, b, &result);
      break;
    case Op::divide:
      overflow = a == INT64_MIN && b == -1;
      break;
    case Op::modulo:
      overflow = a == INT64_MIN && b == -1;
      break;
    default:
      return fault("no such operator");
  }
  if (overflow) return fault("the result does not fit an int");
  if (op == Op::divide) result = a / b;
  if (op == Op::modulo) result = a % b;
  return Value{result};
}

Outcome apply_decimals(Op op, Decimal const& a, Decimal const& b) {
  std::optional<Decimal> result;
  switch (op) {
    case Op::add:
      result = Decimal::checked_add(a, b);
      break;
    case Op::subtract:
      result = Decimal::checked_subtract(a, b);
      break;
    case Op::multiply:
      result = Decimal::checked_multiply(a, b);
      break;
    case Op::divide:
      result = Decimal::checked_divide(a, b);
      break;
    default:
      return fault("no such operator");
  }
  if (result) return Value{*result};
  return fault(op == Op::divide && b.sign() == 0 ? "division by zero" : "the result has more than 38 digits");
}

Outcome move_date(Date date, Duration by) {
  auto const days = std::chrono::floor<std::chrono::days>(by);
  if (days != by) return fault("a date moves by whole days");
  Date const moved{std::chrono::sys_days{date} + days};
  auto const year = static_cast<int>(moved.year());
  return year < 0 || year > 9999 ? fault("a date has a year from 0000 to 9999") : Outcome{Value{moved}};
}

Outcome checked(Duration duration) {
  return is_in_range(duration) ? Outcome{Value{duration}} : fault("a duration is at most 10,000 years");
}

Outcome add(Value const& a, Value const& b) {
  if (auto const* x = a.get<std::string>(), *y = b.get<std::string>(); x && y) return Value{*x + *y};
  if (auto const* x = a.get<Duration>(), *y = b.get<Duration>(); x && y) return checked(*x + *y);
  if (auto const* x = a.get<Date>(); x && b.get<Duration>()) return move_date(*x, *b.get<Duration>());
  if (auto const* y = b.get<Date>(); y && a.get<Duration>()) return move_date(*y, *a.get<Duration>());
  auto const *x = a.get<Value::List>(), *y = b.get<Value::List>();
  if (!x || !y) return fault("no such sum");
  Value::List both = *x;
  both.insert(both.end(), y->begin(), y->end());
  return Value{std::move(both)};
}

Outcome subtract(Value const& a, Value const& b) {
  if (auto const* x = a.get<Duration>(), *y = b.get<Duration>(); x && y) return checked(*x - *y);
  if (auto const* x = a.get<Date>(); x && b.get<Duration>()) return move_date(*x, -*b.get<Duration>());
  if (auto const* x = a.get<Date>(), *y = b.get<Date>(); x && y)
    return Value{Duration{std::chrono::sys_days{*x} - std::chrono::sys_days{*y}}};
  return fault("no such difference");
}

template <class T>
Outcome order(Op op, T const& a, T const& b) {
  switch (op) {
    case Op::less:
      return Value{a < b};
    case Op::less_equal:
      return Value{a <= b};
    case Op::greater:
      return Value{a > b};
    default:
      return Value{a >= b};
  }
}

std::optional<Decimal> as_decimal(Value const& value) {
  if (auto const* whole = value.get<std::int64_t>()) return Decimal{*whole};
  auto const* decimal = value.get<Decimal>();
  return decimal ? std::optional{*decimal} : std::nullopt;
}

template <class T>
std::optional<Outcome> order_if(Op op, Value const& a, Value const& b) {
  auto const *x = a.get<T>(), *y = b.get<T>();
  return x && y ? std::optional{order(op, *x, *y)} : std::nullopt;
}

/// Text is ordered by code points, which is the order of its UTF-8 bytes.
Outcome compare(Op op, Value const& a, Value const& b) {
  if (auto const result = order_if<std::string>(op, a, b)) return *result;
  if (auto const result = order_if<Date>(op, a, b)) return *result;
  if (auto const result = order_if<Duration>(op, a, b)) return *result;
  if (auto const result = order_if<bool>(op, a, b)) return *result;
  return fault("these values have no order");
}

}  // namespace

Outcome apply_operator(Op op, Value const& a, Value const& b) {
  if (op == Op::equal || op == Op::not_equal) return Value{(a == b) == (op == Op::equal)};
  if (auto const* x = a.get<std::int64_t>(), *y = b.get<std::int64_t>(); x && y)
    return is_order(op) ? order(op, *x, *y) : apply_integers(op, *x, *y);
  if (auto const x = as_decimal(a), y = as_decimal(b); x && y) return is_order(op) ? order(op, *x, *y) : apply_decimals(op, *x, *y);
  if (is_order(op)) return compare(op, a, b);
  if (op == Op::add) return add(a, b);
  return op == Op::subtract ? subtract(a, b) : fault("no such operator");
}

}  // namespace cityhall
