#include "kernel/notices/notice_template.h"

#include <algorithm>
#include <functional>
#include <set>
#include <span>
#include <utility>

#include "base/text.h"

namespace cityhall {

std::span<std::pair<std::string_view, std::string_view> const> notice_texts();

namespace {

using Kind = NoticeTemplate::Kind;
using Paragraph = NoticeTemplate::Paragraph;

Paragraph paragraph_from(std::string_view text) {
  if (text == "{photo}") return {.kind = Kind::photo};
  if (text.starts_with("> ")) return {.kind = Kind::quote, .text = std::string{text.substr(2)}};
  auto const end = text.find("] {");
  if (text.starts_with("[") && text.ends_with("}") && end != std::string_view::npos)
    return {.kind = Kind::button, .text = std::string{text.substr(1, end - 1)}, .link = std::string{text.substr(end + 2)}};
  return {.kind = Kind::text, .text = std::string{text}};
}

/// Calls `name` for what stands in braces and `plain` for what stands between.
void walk(std::string_view text, std::function<void(std::string_view)> const& plain, std::function<void(std::string_view)> const& name) {
  while (!text.empty()) {
    auto const open = text.find('{');
    auto const close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) return plain(text);
    plain(text.substr(0, open));
    name(text.substr(open + 1, close - open - 1));
    text.remove_prefix(close + 1);
  }
}

std::string value_of(NoticeValues const& values, std::string_view name) {
  auto const found = values.find(std::string{name});
  return found == values.end() ? std::string{} : found->second;
}

std::string fill(std::string_view text, NoticeValues const& values) {
  std::string out;
  walk(
      text, [&](std::string_view plain) { out += plain; }, [&](std::string_view name) { out += value_of(values, name); });
  return out;
}

bool lacks_a_value(std::string_view text, NoticeValues const& values) {
  bool lacks = false;
  walk(
      text, [](std::string_view) {}, [&](std::string_view name) { lacks |= trim(value_of(values, name)).empty(); });
  return lacks;
}

std::string escape(std::string_view text) {
  std::string out;
  for (char const letter : text) {
    switch (letter) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '\n':
        out += "<br>\n";
        break;
      default:
        out += letter;
    }
  }
  return out;
}

std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  return shorten(text, 200);
}

/// Only what we made ourselves becomes a link.
bool is_link(std::string_view text) { return text.starts_with("https://") || text.starts_with("http://"); }

std::string quoted_lines(std::string_view text) {
  std::string out;
  for (auto const line : split(text, '\n')) ((out += "    ") += line) += '\n';
  return out;
}

std::string plain_of(Paragraph const& paragraph, NoticeValues const& values, NoticeFrame const& frame) {
  switch (paragraph.kind) {
    case Kind::text:
      return fill(paragraph.text, values) + "\n\n";
    case Kind::quote:
      return quoted_lines(fill(paragraph.text, values)) + "\n";
    case Kind::photo:
      return frame.photo_alt.empty() ? std::string{} : "[" + frame.photo_alt + "]\n\n";
    case Kind::button:
      return fill(paragraph.text, values) + ":\n" + fill(paragraph.link, values) + "\n\n";
  }
  return {};
}

// Mail programs know few rules and no style sheets: one column, inline styles, the system's own type.
std::string text_style(NoticeColours const& colours) { return "margin:0 0 16px;font-size:16px;line-height:1.5;color:" + colours.ink; }
std::string quote_style(NoticeColours const& colours) {
  return "margin:0 0 16px;padding:12px 16px;background:" + colours.sunken + ";border-left:4px solid " + colours.action +
         ";font-size:17px;line-height:1.5;color:" + colours.ink;
}
std::string button_style(NoticeColours const& colours) {
  return "display:inline-block;padding:12px 22px;background:" + colours.action + ";color:" + colours.on_action +
         ";font-size:16px;font-weight:600;text-decoration:none;border-radius:6px";
}
std::string small_style(NoticeColours const& colours) { return "margin:0 0 8px;font-size:13px;line-height:1.5;color:" + colours.soft; }

std::string element(std::string_view style, std::string_view inner) {
  std::string out = "<p style=\"";
  ((out += style) += "\">") += inner;
  return out + "</p>\n";
}

std::string html_of(Paragraph const& paragraph, NoticeValues const& values, NoticeFrame const& frame) {
  switch (paragraph.kind) {
    case Kind::text:
      return element(text_style(frame.colours), escape(fill(paragraph.text, values)));
    case Kind::quote:
      return element(quote_style(frame.colours), escape(fill(paragraph.text, values)));
    case Kind::photo:
      return element(text_style(frame.colours), "<img src=\"cid:" + frame.photo_cid + "\" alt=\"" + escape(frame.photo_alt) +
                                                    "\" style=\"display:block;width:100%;max-width:560px;height:auto;border-radius:8px\">");
    case Kind::button: {
      auto const link = fill(paragraph.link, values);
      if (!is_link(link)) return element(text_style(frame.colours), escape(link));
      std::string anchor = "<a href=\"" + escape(link) + "\" style=\"";
      (anchor += button_style(frame.colours)) += "\">";
      return element("margin:24px 0", anchor + escape(fill(paragraph.text, values)) + "</a>");
    }
  }
  return {};
}

bool is_shown(Paragraph const& paragraph, NoticeValues const& values, NoticeFrame const& frame) {
  if (paragraph.kind == Kind::photo) return !frame.photo_cid.empty();
  return !lacks_a_value(paragraph.text, values) && !lacks_a_value(paragraph.link, values);
}

/// The letters in a box, then the name.
std::string letterhead(NoticeFrame const& frame) {
  auto const box =
      frame.seal.empty()
          ? std::string{}
          : "<span style=\"display:inline-block;padding:4px 8px;margin-right:8px;border-radius:6px;background:" + frame.colours.link +
                ";color:" + frame.colours.paper + "\">" + escape(frame.seal) + "</span>";
  return element("margin:0 0 24px;font-size:15px;font-weight:700;color:" + frame.colours.link, box + escape(frame.city));
}

std::string html_page(std::string_view subject, std::string_view body, NoticeFrame const& frame) {
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"" + escape(frame.language) + "\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" ";
  out += "content=\"width=device-width, initial-scale=1\"><title>" + escape(subject) + "</title></head>\n";
  out += "<body style=\"margin:0;padding:0;background:" + frame.colours.paper +
         "\">\n<div style=\"max-width:600px;margin:0 auto;padding:32px 20px;";
  out += "font-family:'Public Sans',-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif\">\n";
  out += letterhead(frame);
  out += body;
  out += "<hr style=\"border:0;border-top:1px solid " + frame.colours.line + ";margin:28px 0 16px\">\n";
  out += element(small_style(frame.colours), escape(frame.signature)) + element(small_style(frame.colours), escape(frame.reason));
  if (is_link(frame.stop_link))
    out += element(small_style(frame.colours), "<a href=\"" + escape(frame.stop_link) + "\" style=\"color:" + frame.colours.soft + "\">" +
                                                   escape(frame.stop_words) + "</a>");
  return out + "</div>\n</body>\n</html>\n";
}

/// By name and language: "request-received.es.txt".
using ShippedTemplates = std::map<std::pair<std::string_view, std::string_view>, NoticeTemplate>;

ShippedTemplates parse_all() {
  ShippedTemplates all;
  for (auto const& [file, text] : notice_texts()) {
    auto const dot = file.find('.');
    auto const language = file.substr(dot + 1, file.rfind('.') - dot - 1);
    all.emplace(std::pair{file.substr(0, dot), language}, parse_notice_template(text));
  }
  return all;
}

std::vector<std::string> names_in(NoticeTemplate const& text) {
  std::set<std::string> names;
  auto const collect = [&](std::string_view part) {
    walk(
        part, [](std::string_view) {}, [&](std::string_view name) { names.emplace(name); });
  };
  collect(text.subject);
  for (auto const& paragraph : text.paragraphs) {
    collect(paragraph.text);
    collect(paragraph.link);
  }
  names.erase("photo");
  return {names.begin(), names.end()};
}

}  // namespace

NoticeTemplate parse_notice_template(std::string_view text) {
  NoticeTemplate made;
  auto const end = text.find('\n');
  made.subject = trim(text.substr(0, end));
  std::string paragraph;
  auto const finish = [&] {
    if (!paragraph.empty()) made.paragraphs.push_back(paragraph_from(paragraph));
    paragraph.clear();
  };
  auto const body = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  for (auto const line : split(body, '\n')) {
    auto const words = trim(line);
    if (words.empty()) {
      finish();
      continue;
    }
    if (!paragraph.empty()) paragraph += ' ';
    paragraph += words;
  }
  finish();
  made.placeholders = names_in(made);
  return made;
}

NoticeTemplate const* notice_template(std::string_view name, std::string_view language) {
  static auto const shipped = parse_all();
  auto const found = shipped.find({name, language});
  return found == shipped.end() ? nullptr : &found->second;
}

std::optional<std::string_view> shipped_notice_text(std::string_view name, std::string_view language) {
  auto const file = std::string{name} + "." + std::string{language} + ".txt";
  for (auto const& [file_name, text] : notice_texts())
    if (file_name == file) return text;
  return {};
}

std::vector<std::string> notice_template_names() {
  std::set<std::string> names;
  for (auto const& [file_name, text] : notice_texts()) names.emplace(file_name.substr(0, file_name.find('.')));
  return {names.begin(), names.end()};
}

RenderedNotice render_notice(NoticeTemplate const& text, NoticeValues const& values, NoticeFrame const& frame) {
  RenderedNotice made{.subject = one_line(fill(text.subject, values))};
  std::string body;
  for (auto const& paragraph : text.paragraphs) {
    if (!is_shown(paragraph, values, frame)) continue;
    made.plain += plain_of(paragraph, values, frame);
    body += html_of(paragraph, values, frame);
  }
  made.plain += "-- \n" + frame.signature + "\n\n" + frame.reason + "\n";
  if (is_link(frame.stop_link)) made.plain += "\n" + frame.stop_words + ":\n" + frame.stop_link + "\n";
  made.html = html_page(made.subject, body, frame);
  return made;
}

RenderedNotice render_digest(NoticeTemplate const& frame_text, std::span<NoticePiece const> pieces, NoticeFrame const& frame) {
  auto text = frame_text;
  NoticeValues values{{"city", frame.city}, {"count", std::to_string(pieces.size())}};
  for (auto const& [piece, given] : pieces) {
    auto const number = std::to_string(values.size());
    values["what" + number] = one_line(fill(piece.subject, given));
    text.paragraphs.push_back({.kind = Kind::text, .text = "{what" + number + "}"});
    for (auto const& paragraph : piece.paragraphs) {
      if (paragraph.kind != Kind::quote && paragraph.kind != Kind::button) continue;
      if (lacks_a_value(paragraph.text, given) || lacks_a_value(paragraph.link, given)) continue;
      auto const further = std::to_string(values.size());
      values["text" + further] = fill(paragraph.text, given);
      values["link" + further] = fill(paragraph.link, given);
      auto const link = paragraph.link.empty() ? std::string{} : "{link" + further + "}";
      text.paragraphs.push_back({.kind = paragraph.kind, .text = "{text" + further + "}", .link = link});
    }
  }
  return render_notice(text, values, frame);
}

}  // namespace cityhall
