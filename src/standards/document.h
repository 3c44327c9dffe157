#pragma once
// A small tree that XML and its Spark JSON both become, so that one reader serves both spellings.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace cityhall::standards {

struct DocumentLimits {
  std::size_t bytes = 16U << 20U;
  int depth = 32;
};

struct Document {
  std::string text;                                        // of a leaf
  bool is_text = true;                                     // JSON: was a string; XML: always
  std::vector<std::pair<std::string, Document>> members{};  // items of a JSON array have no name

  Document const* find(std::string_view name) const;
  /// The text of the member, or empty.
  std::string_view text_of(std::string_view name) const;
  /// The items of this list: elements called `item`, or all items of an array.
  std::vector<Document const*> items(std::string_view item) const;
};

/// Well-formed XML 1.0 without a document type (so there are no entities to expand); attributes and namespaces are ignored.
/// The root's name is the name of the only member.
Result<Document> parse_xml_document(std::string_view xml, DocumentLimits limits = {});
Result<Document> parse_json_document(std::string_view json, DocumentLimits limits = {});

}  // namespace cityhall::standards
