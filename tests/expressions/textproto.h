#pragma once
// Just enough of protobuf's text format to read the public CEL conformance cases.

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cityhall {

struct ProtoMessage;

struct ProtoField {
  std::string name;
  std::string scalar;                  // of a number, an identifier or text (escapes replaced)
  std::vector<ProtoMessage> messages;  // none: a scalar; one: a message
};

struct ProtoMessage {
  std::vector<ProtoField> fields;

  /// Every field of that name, in order.
  std::vector<ProtoField const*> all(std::string_view name) const;
  /// The first one's message or scalar; nullptr and empty when there is none.
  ProtoMessage const* message(std::string_view name) const;
  std::string text(std::string_view name) const;
};

/// Throws std::runtime_error with the byte where it stops to understand.
ProtoMessage parse_textproto(std::string_view text);

}  // namespace cityhall
