#include "look.h"

#include <pugixml.hpp>
#include <re2/re2.h>

#include "base/json.h"
#include "base/text.h"

namespace cityhall::scenario {
namespace {

std::optional<Json> find_json(std::string_view body, std::string const& pointer) {
  auto const json = Json::parse(body, nullptr, false);
  if (json.is_discarded()) return std::nullopt;
  try {
    return json.at(Json::json_pointer{pointer == "/" ? "" : pointer});  // "/" is the whole document, as people expect
  } catch (Json::exception const&) {
    return std::nullopt;
  }
}

std::string decode_entities(std::string_view text) {
  static std::vector<std::pair<std::string_view, std::string_view>> const entities{
      {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&#x27;", "'"}, {"&nbsp;", " "}, {"&#34;", "\""}};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    auto const entity = std::find_if(entities.begin(), entities.end(), [&](auto const& e) { return text.substr(at).starts_with(e.first); });
    if (entity == entities.end()) {
      out += text[at++];
    } else {
      out += entity->second;
      at += entity->first.size();
    }
  }
  return out;
}

std::string one_blank(std::string_view text) {
  std::string out;
  for (char const c : text) {
    bool const blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace

std::optional<std::string> json_at(std::string_view body, std::string const& pointer) {
  auto const found = find_json(body, pointer);
  return found ? std::optional{found->dump()} : std::nullopt;
}

std::optional<std::size_t> json_count(std::string_view body, std::string const& pointer) {
  auto const found = find_json(body, pointer);
  return found && found->is_structured() ? std::optional{found->size()} : std::nullopt;
}

std::optional<std::vector<std::string>> xml_at(std::string_view body, std::string const& path) {
  pugi::xml_document document;
  if (!document.load_buffer(body.data(), body.size())) return std::nullopt;
  std::vector<std::string> found;
  try {
    for (auto const& node : document.select_nodes(path.c_str()))
      found.emplace_back(node.attribute() ? node.attribute().value() : node.node().text().get());
  } catch (pugi::xpath_exception const&) {
    return std::nullopt;
  }
  return found;
}

std::string visible_text(std::string_view html) {
  std::string out;
  for (std::size_t at = 0; at < html.size();) {
    if (html[at] != '<') {
      out += html[at++];
      continue;
    }
    for (auto const* element : {"script", "style"}) {
      auto const start = std::string{"<"} + element;
      if (starts_with_ignoring_case(html.substr(at), start)) at = std::min(html.size(), html.find(std::string{"</"} + element, at));
    }
    auto const end = html.find('>', at);
    at = end == std::string_view::npos ? html.size() : end + 1;
    out += ' ';
  }
  return one_blank(decode_entities(out));
}

bool matches_pattern(std::string_view text, std::string_view pattern) {
  std::string expression;
  for (auto const part : split(pattern, '*'))
    expression += (expression.empty() ? "(?s)^" : "(?:.*)") + RE2::QuoteMeta(re2::StringPiece{part.data(), part.size()});
  return RE2::PartialMatch(re2::StringPiece{text.data(), text.size()}, expression + "$");
}

std::optional<std::string> first_match(std::string_view text, std::string const& expression) {
  RE2 const compiled{expression, RE2::Quiet};
  if (!compiled.ok()) return std::nullopt;
  re2::StringPiece groups[2];
  int const wanted = compiled.NumberOfCapturingGroups() > 0 ? 2 : 1;
  if (!compiled.Match(re2::StringPiece{text.data(), text.size()}, 0, text.size(), RE2::UNANCHORED, groups, wanted)) return std::nullopt;
  auto const& group = groups[wanted - 1];
  return std::string{group.data(), group.size()};
}

}  // namespace cityhall::scenario
