#pragma once
// One description of a document, two spellings: XML elements, or the JSON that the Spark convention makes of them.

#include <optional>
#include <string>
#include <string_view>

#include "standards/markup_text.h"

namespace cityhall::standards {

enum class Markup { xml, json };

/// Writes members of objects and items of lists in the order of the calls. Element names are literals of ours and need no escaping.
class MarkupEmitter {
 public:
  MarkupEmitter(std::string& out, Markup markup) : out_{out}, json_{markup == Markup::json} {}

  void declaration() {
    if (!json_) out_ += "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
  }
  /// A list at the top: <name>…</name>, or a bare array.
  template <class Body>
  void root_list(std::string_view name, Body body) {
    declaration();
    open(name, '[');
    body();
    close(name, ']');
  }
  /// An object that is an item of a list: <name>…</name>, or {…}.
  template <class Body>
  void item(std::string_view name, Body body) {
    comma();
    open(name, '{');
    body();
    close(name, '}');
    first_ = false;
  }
  void text_item(std::string_view name, std::string_view value) {
    comma();
    scalar(name, value);
  }
  /// A list inside an object: <name><item>…</item></name>, or "name":[…].
  template <class Body>
  void list(std::string_view name, Body body) {
    member_name(name);
    open(name, '[');
    body();
    close(name, ']');
    first_ = false;
  }
  template <class Body>
  void object(std::string_view name, Body body) {
    member_name(name);
    open(name, '{');
    body();
    close(name, '}');
    first_ = false;
  }
  /// A text that must be there; empty stays "".
  void text(std::string_view name, std::string_view value) {
    member_name(name);
    scalar(name, value);
  }
  /// A text that may be missing: an empty element, or null.
  void optional_text(std::string_view name, std::string_view value) {
    if (json_ && value.empty()) raw(name, "null");
    else text(name, value);
  }
  /// Already spelled: true, 17, -71.05. XML leaves an absent one out, since an empty element is no number and no date.
  void raw(std::string_view name, std::string_view value) {
    if (!json_ && value.empty()) return;
    member_name(name);
    if (!json_) tag("<", name);
    out_ += value.empty() ? std::string_view{"null"} : value;
    if (!json_) tag("</", name);
  }
  void boolean(std::string_view name, bool value) { raw(name, value ? "true" : "false"); }
  void number(std::string_view name, std::optional<double> value) {
    std::string digits;
    if (value) append_number(digits, *value);
    raw(name, digits);
  }
  /// A text such as a date that XML leaves out when it is missing.
  void scalar_text(std::string_view name, std::string_view value) {
    if (value.empty()) raw(name, {});
    else text(name, value);
  }

 private:
  std::string& out_;
  bool json_;
  bool first_ = true;

  void comma() {
    if (json_ && !first_) out_ += ',';
    first_ = false;
  }
  void member_name(std::string_view name) {
    comma();
    if (!json_) return;
    append_json_text(out_, name);
    out_ += ':';
  }
  void tag(std::string_view start, std::string_view name) {
    out_ += start;
    out_ += name;
    out_ += '>';
  }
  void open(std::string_view name, char bracket) {
    if (json_) out_ += bracket;
    else tag("<", name);
    first_ = true;
  }
  void close(std::string_view name, char bracket) {
    if (json_) out_ += bracket;
    else tag("</", name);
  }
  void scalar(std::string_view name, std::string_view value) {
    if (json_) return append_json_text(out_, value);
    tag("<", name);
    append_xml_text(out_, value);
    tag("</", name);
  }
};

}  // namespace cityhall::standards
