#include "random_expressions.h"

#include <array>
#include <functional>

#include "base/json.h"

namespace cityhall {

template <class... Makers>
std::string RandomExpressions::one_of(Makers... makers) {
  std::array<std::function<std::string()>, sizeof...(makers)> const all{makers...};
  return all[below(all.size())]();
}

Environment RandomExpressions::environment() {
  return {
      {"a", Type::integer()},
      {"b", Type::integer()},
      {"d", Type::decimal()},
      {"e", Type::decimal()},
      {"s", Type::string()},
      {"t", Type::string()},
      {"p", Type::boolean()},
      {"q", Type::boolean()},
      {"day", Type::date()},
      {"other_day", Type::date()},
      {"wait", Type::duration()},
      {"numbers", Type::list(Type::integer())},
      {"words", Type::list(Type::string())},
      {"site", Type::record({{"zone", Type::string()}, {"lots", Type::integer()}, {"area", Type::decimal()}, {"open", Type::boolean()}})}};
}

namespace {

std::string in_quotes(std::string const& text) {
  std::string out = "'";
  for (char const c : text) out += c == '\\' ? "\\\\" : c == '\n' ? "\\n" : c == '\'' ? "\\'" : std::string{c};
  return out + "'";
}

std::string without_quotes(std::string const& literal) {
  return literal.substr(literal.find('\'') + 1, literal.rfind('\'') - literal.find('\'') - 1);
}

}  // namespace

std::string RandomExpressions::plain_text() {
  static std::vector<std::string> const letters{"a", "b", "A", "1", " ", "-", "é", "🐱", "\n", "\uFFEE", "ab", "."};
  std::string out;
  for (auto length = below(5); length > 0; --length) out += pick(letters);
  return out;
}

Json RandomExpressions::answers() {
  auto json = Json::object();
  auto const asked = [this] { return words_ == Words::plain || !chance(20); };
  auto const number = [this] { return Json(integer_literal()); };
  for (auto const* name : {"a", "b"})
    if (asked()) json[name] = number();
  for (auto const* name : {"s", "t"})
    if (asked()) json[name] = plain_text();
  for (auto const* name : {"p", "q"})
    if (asked()) json[name] = chance(50);
  for (auto const* name : {"d", "e"})
    if (asked()) json[name] = decimal_literal();
  for (auto const* name : {"day", "other_day"})
    if (asked()) json[name] = without_quotes(date_literal());
  if (asked()) json["wait"] = without_quotes(duration_literal());
  if (asked()) json["numbers"] = Json::array({number(), number(), number()});
  if (asked()) json["words"] = Json::array({plain_text(), plain_text()});
  if (asked()) {
    json["site"] = Json::object();
    if (asked()) json["site"]["zone"] = plain_text();
    if (asked()) json["site"]["lots"] = number();
    if (asked()) json["site"]["area"] = decimal_literal();
    if (asked()) json["site"]["open"] = chance(50);
  }
  return json;
}

std::string RandomExpressions::expression() {
  if (words_ == Words::plain)
    return one_of([this] { return boolean(4); }, [this] { return integer(4); }, [this] { return text(3); }, [this] { return integers(3); });
  return one_of([this] { return boolean(4); }, [this] { return boolean(3); }, [this] { return integer(4); }, [this] { return decimal(4); },
                [this] { return text(3); }, [this] { return date(3); }, [this] { return duration(3); }, [this] { return integers(3); },
                [this] { return texts(3); });
}

std::string RandomExpressions::integer_literal() {
  if (chance(4)) return pick({"9223372036854775807", "-9223372036854775808", "4611686018427387904", "-3037000500"});
  auto const value = static_cast<int>(below(20)) - 6;
  return std::to_string(value);
}

std::string RandomExpressions::decimal_literal() {
  if (chance(3)) return pick({"99999999999999999999999999999999999999.0", "0.00000000000000000000000000000000000001", "1e30", "-1e-30"});
  auto const fraction = below(1000);
  return (chance(30) ? "-" : "") + std::to_string(below(chance(20) ? 1'000'000'000 : 30)) + "." + std::to_string(fraction);
}

std::string RandomExpressions::text_literal() { return in_quotes(plain_text()); }

std::string RandomExpressions::date_literal() {
  static std::vector<std::string> const days{"2027-01-31", "2024-02-29", "2027-03-02", "1999-12-31",
                                             "0000-01-01", "9999-12-31", "2000-06-15", "0099-07-04"};
  return "date('" + pick(days) + "')";
}

std::string RandomExpressions::duration_literal() {
  return "duration('" + pick({"P1D", "P3D", "-P2D", "PT36H", "P1W", "1h30m", "-1.5s", "PT0.000001S", "P3652500D", "0", "90m", "P1DT1S"}) +
         "')";
}

std::string RandomExpressions::boolean(int depth) {
  if (depth <= 0)
    return one_of([this] { return pick({"p", "q", "true", "false", "site.open"}); }, [this] { return "(" + comparison(0) + ")"; });
  auto const less = depth - 1;
  return one_of([=, this] { return "(" + boolean(less) + " && " + boolean(less) + ")"; },
                [=, this] { return "(" + boolean(less) + " || " + boolean(less) + " || " + boolean(less) + ")"; },
                [=, this] { return "!" + boolean(0); },
                [=, this] { return "(" + boolean(less) + " ? " + boolean(less) + " : " + boolean(less) + ")"; },
                [=, this] { return "(" + comparison(less) + ")"; }, [=, this] { return "(" + comparison(less) + ")"; },
                [=, this] {
                  return integers(less) + pick({".all", ".exists", ".exists_one"}) + "(x, " + condition("x", less) + ")";
                },
                [=, this] {
                  return text(less) + pick({".contains", ".startsWith", ".endsWith"}) + "(" + text(less) + ")";
                },
                [=, this] { return text(less) + ".matches(" + in_quotes(pattern(2)) + ")"; },
                [this] {
                  return words_ == Words::plain ? std::string{"has(site.zone)"}
                                                : pick({"has(a)", "has(d)", "has(site)", "has(site.zone)", "has(words)"});
                });
}

std::string RandomExpressions::condition(std::string const& variable, int depth) {
  return one_of(
      [=, this] {
        return variable + pick({" > ", " < ", " == ", " != ", " >= "}) + integer(depth - 1);
      },
      [=, this] { return integer(depth - 1) + " / " + variable + " == " + integer(0); },
      [=, this] { return variable + " % 2 == 0 || " + boolean(depth - 1); }, [=, this] { return variable + " in " + integers(depth - 1); });
}

std::string RandomExpressions::comparison(int depth) {
  auto const op = pick({" == ", " != ", " < ", " <= ", " > ", " >= "});
  if (words_ == Words::plain || chance(50))
    return one_of([=, this] { return integer(depth) + op + integer(depth); }, [=, this] { return text(depth) + op + text(depth); },
                  [=, this] { return integer(depth) + " in " + integers(depth); },
                  [=, this] { return text(depth) + " in " + texts(depth); },
                  [=, this] {
                    return integers(depth) + pick({" == ", " != "}) + integers(depth);
                  });
  return one_of([=, this] { return decimal(depth) + op + decimal(depth); }, [=, this] { return integer(depth) + op + decimal(depth); },
                [=, this] { return date(depth) + op + date(depth); }, [=, this] { return duration(depth) + op + duration(depth); },
                [=, this] { return decimal(depth) + " in [" + decimal(depth) + ", " + integer(depth) + "]"; },
                [=, this] { return boolean(0) + op + boolean(0); });
}

std::string RandomExpressions::integer(int depth) {
  if (depth <= 0) return one_of([this] { return integer_literal(); }, [this] { return pick({"a", "b", "site.lots", "numbers[1]"}); });
  auto const less = depth - 1;
  if (words_ == Words::all && chance(25))
    return one_of(
        [=, this] {
          return date(less) + pick({".year()", ".month()", ".day()", ".weekday()"});
        },
        [=, this] { return "yearsBetween(" + date(less) + ", " + date(less) + ")"; },
        [=, this] {
          return duration(less) + pick({".getDays()", ".getHours()", ".getMinutes()", ".getSeconds()", ".getMilliseconds()"});
        },
        [=, this] { return "int(" + decimal(less) + ")"; }, [=, this] { return "abs(" + integer(less) + ")"; },
        [=, this] {
          return pick({"min(", "max("}) + integer(less) + ", " + integer(less) + ")";
        },
        [=, this] { return "int(" + text(less) + ")"; });
  return one_of(
      [=, this] {
        return "(" + integer(less) + pick({" + ", " - ", " * ", " / ", " % "}) + integer(less) + ")";
      },
      [=, this] {
        return "(" + integer(less) + pick({" + ", " - ", " * "}) + integer(less) + ")";
      },
      [=, this] { return "-(" + integer(less) + ")"; }, [=, this] { return "size(" + text(less) + ")"; },
      [=, this] { return "size(" + integers(less) + ")"; }, [=, this] { return integers(less) + "[" + integer(0) + "]"; },
      [=, this] { return "(" + boolean(less) + " ? " + integer(less) + " : " + integer(less) + ")"; });
}

std::string RandomExpressions::decimal(int depth) {
  if (depth <= 0) return one_of([this] { return decimal_literal(); }, [this] { return pick({"d", "e", "site.area"}); });
  auto const less = depth - 1;
  return one_of(
      [=, this] {
        return "(" + decimal(less) + pick({" + ", " - ", " * ", " / "}) + decimal(less) + ")";
      },
      [=, this] {
        return "(" + integer(less) + pick({" + ", " - ", " * ", " / "}) + decimal(less) + ")";
      },
      [=, this] { return "round(" + decimal(less) + ", " + integer(0) + ")"; },
      [=, this] {
        return pick({"round(", "floor(", "ceil(", "abs(", "dec("}) + decimal(less) + ")";
      },
      [=, this] { return "dec(" + integer(less) + ")"; }, [=, this] { return "dec(" + text(less) + ")"; },
      [=, this] { return "-(" + decimal(less) + ")"; },
      [=, this] {
        return pick({"min(", "max("}) + decimal(less) + ", " + integer(less) + ")";
      },
      [=, this] { return "(" + boolean(less) + " ? " + decimal(less) + " : " + integer(less) + ")"; });
}

std::string RandomExpressions::text(int depth) {
  if (depth <= 0) return one_of([this] { return text_literal(); }, [this] { return pick({"s", "t", "site.zone", "words[0]"}); });
  auto const less = depth - 1;
  if (words_ == Words::all && chance(40))
    return "string(" +
           one_of([=, this] { return integer(less); }, [=, this] { return decimal(less); }, [=, this] { return date(less); },
                  [=, this] { return duration(less); }, [=, this] { return boolean(less); }) +
           ")";
  return one_of([=, this] { return "(" + text(less) + " + " + text(less) + ")"; },
                [=, this] { return "(" + boolean(less) + " ? " + text(less) + " : " + text(less) + ")"; },
                [=, this] { return texts(less) + "[0]"; });
}

std::string RandomExpressions::date(int depth) {
  if (depth <= 0) return one_of([this] { return date_literal(); }, [this] { return pick({"day", "other_day"}); });
  auto const less = depth - 1;
  return one_of(
      [=, this] {
        return "(" + date(less) + pick({" + ", " - "}) + "days(" + integer(less) + "))";
      },
      [=, this] {
        return "(" + date(less) + pick({" + ", " - "}) + duration(less) + ")";
      },
      [=, this] {
        return date(less) + pick({".addMonths(", ".addYears("}) + integer(less) + ")";
      },
      [=, this] {
        return pick({"min(", "max("}) + date(less) + ", " + date(less) + ")";
      },
      [=, this] { return date(0); });
}

std::string RandomExpressions::duration(int depth) {
  if (depth <= 0) return one_of([this] { return duration_literal(); }, [] { return std::string{"wait"}; });
  auto const less = depth - 1;
  return one_of(
      [=, this] {
        return "(" + duration(less) + pick({" + ", " - "}) + duration(less) + ")";
      },
      [=, this] { return "(" + date(less) + " - " + date(less) + ")"; }, [=, this] { return "days(" + integer(less) + ")"; },
      [=, this] { return "-" + duration(0); }, [=, this] { return "duration(" + text(less) + ")"; });
}

std::string RandomExpressions::integers(int depth) {
  if (depth <= 0)
    return one_of([] { return std::string{"numbers"}; }, [this] { return "[" + integer_literal() + ", " + integer_literal() + "]"; });
  auto const less = depth - 1;
  return one_of([=, this] { return "[" + integer(less) + ", " + integer(less) + ", " + integer(less) + "]"; },
                [=, this] { return "(" + integers(less) + " + " + integers(less) + ")"; },
                [=, this] {
                  return integers(less) + ".map(x, x" + pick({" + ", " * ", " - "}) + integer(less) + ")";
                },
                [=, this] { return integers(less) + ".filter(x, " + condition("x", less) + ")"; });
}

std::string RandomExpressions::texts(int depth) {
  if (depth <= 0) return one_of([] { return std::string{"words"}; }, [this] { return "[" + text_literal() + "]"; });
  auto const less = depth - 1;
  return one_of([=, this] { return "[" + text(less) + ", " + text(less) + "]"; },
                [=, this] { return "(" + texts(less) + " + " + texts(less) + ")"; },
                [=, this] { return texts(less) + ".map(w, w + " + text(less) + ")"; },
                [=, this] { return texts(less) + ".filter(w, size(w) > " + integer(less) + ")"; });
}

/// Regular expressions over the letters of plain_text, so that they often match.
std::string RandomExpressions::pattern(int depth) {
  if (depth <= 0)
    return pick({"a", "b", "1",      ".",   "[ab]", "[^a]", "\\d", "\\w", "\\s", "\\W",
                 "é", "🐱", "[a-zé]", "\\.", "^",    "$",    "\\b", "\\S", "ab",  "[\\w-]"});
  auto const less = depth - 1;
  static std::vector<std::string> const repeats{"*", "+", "?", "{2}", "{1,3}", "{2,}", "*?", "{0,2}"};
  return one_of([=, this] { return pattern(less) + pattern(less); }, [=, this] { return pattern(less) + "|" + pattern(less); },
                [=, this] { return "(" + pattern(less) + ")" + pick(repeats); }, [=, this] { return "(?:" + pattern(less) + ")"; },
                [=, this] { return "^" + pattern(less) + "$"; });
}

}  // namespace cityhall
