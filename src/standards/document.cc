#include "standards/document.h"

#include <pugixml.hpp>

#include "base/json.h"
#include "base/text.h"

namespace cityhall::standards {
namespace {

std::string local_name(std::string_view name) {
  auto const colon = name.find(':');
  return std::string{colon == std::string_view::npos ? name : name.substr(colon + 1)};
}

/// False when the elements are nested deeper than allowed.
bool copy(pugi::xml_node from, Document& to, int depth) {
  if (depth == 0) return false;
  for (auto const child : from.children()) {
    if (child.type() == pugi::node_element) {
      to.members.emplace_back(local_name(child.name()), Document{});
      if (!copy(child, to.members.back().second, depth - 1)) return false;
    } else {
      to.text += child.value();
    }
  }
  if (!to.members.empty()) to.text.clear();  // white space between elements
  return true;
}

void copy(Json const& from, Document& to) {
  to.is_text = from.is_string();
  if (from.is_string()) to.text = from.get<std::string>();
  else if (from.is_object())
    for (auto const& [name, value] : from.items()) copy(value, to.members.emplace_back(name, Document{}).second);
  else if (from.is_array())
    for (auto const& value : from) copy(value, to.members.emplace_back(std::string{}, Document{}).second);
  else if (!from.is_null()) to.text = to_text(from);
}

}  // namespace

Document const* Document::find(std::string_view name) const {
  for (auto const& [member, value] : members)
    if (member == name) return &value;
  return nullptr;
}

std::string_view Document::text_of(std::string_view name) const {
  auto const* const member = find(name);
  return member == nullptr ? std::string_view{} : std::string_view{member->text};
}

std::vector<Document const*> Document::items(std::string_view item) const {
  std::vector<Document const*> found;
  for (auto const& [name, value] : members)
    if (name.empty() || name == item) found.push_back(&value);
  return found;
}

Result<Document> parse_xml_document(std::string_view xml, DocumentLimits limits) {
  if (xml.size() > limits.bytes) return Error{"the document is larger than " + std::to_string(limits.bytes) + " bytes"};
  if (!is_utf8(xml)) return Error{"the document is not valid UTF-8"};
  pugi::xml_document parsed;
  auto const flags = pugi::parse_escapes | pugi::parse_cdata | pugi::parse_eol | pugi::parse_doctype;
  auto const outcome = parsed.load_buffer(xml.data(), xml.size(), flags, pugi::encoding_utf8);
  if (!outcome) return Error{"byte " + std::to_string(outcome.offset) + ": " + outcome.description()};
  for (auto const child : parsed.children())
    if (child.type() == pugi::node_doctype) return Error{"a document type is not allowed"};
  if (std::distance(parsed.begin(), parsed.end()) != 1) return Error{"the document must have one root element"};
  Document document;
  if (!copy(parsed, document, limits.depth)) return Error{"the elements are nested too deeply"};
  return document;
}

Result<Document> parse_json_document(std::string_view json, DocumentLimits limits) {
  auto const parsed = parse_json(json, {.bytes = limits.bytes, .depth = limits.depth});
  if (!parsed) return parsed.error();
  Document document;
  copy(*parsed, document);
  return document;
}

}  // namespace cityhall::standards
