#pragma once
// The texts in catalogue/notices, and a notice made from one: subject, plain text and HTML. Pure.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cityhall {

using NoticeValues = std::map<std::string, std::string>;

struct NoticeTemplate {
  enum class Kind { text, quote, photo, button };
  struct Paragraph {
    Kind kind = Kind::text;
    std::string text;  // of a button: its words
    std::string link;  // of a button: the placeholder, "{link}"
  };
  std::string subject;
  std::vector<Paragraph> paragraphs;
  std::vector<std::string> placeholders;  // every name in braces, sorted, without `photo`
};

/// The file's text as a template.
NoticeTemplate parse_notice_template(std::string_view text);
/// The shipped template; null when there is none in that language.
NoticeTemplate const* notice_template(std::string_view name, std::string_view language);
/// The shipped file as it is.
std::optional<std::string_view> shipped_notice_text(std::string_view name, std::string_view language);
/// Of all shipped templates, sorted.
std::vector<std::string> notice_template_names();

struct RenderedNotice {
  std::string subject;
  std::string plain;
  std::string html;
};

/// The city's colours, as mail programs want them: in each element.
struct NoticeColours {
  std::string paper{"#fcfaf7"}, ink{"#12202c"}, soft{"#475663"}, sunken{"#f3f0ea"}, line{"#dcd8d0"};
  std::string link{"#0b3a62"}, action{"#b4410e"}, on_action{"#ffffff"};
};

/// What stands around every notice.
struct NoticeFrame {
  std::string language;
  std::string city;
  std::string signature;  // below the text: name, phone and address of the city
  std::string reason;     // why somebody gets this mail
  std::string photo_cid;  // empty: no photo
  std::string photo_alt;
  std::string stop_link;    // the way out of these mails; empty: none
  std::string stop_words;
  std::string seal{};  // letters of the city's seal; empty: none
  NoticeColours colours{};
};

/// One mail for several: the subject and words of `frame_text`, then of each its subject, the words of a person, and its button.
struct NoticePiece {
  NoticeTemplate text;
  NoticeValues values;
};
RenderedNotice render_digest(NoticeTemplate const& frame_text, std::span<NoticePiece const> pieces, NoticeFrame const& frame);
/// Values are plain text: escaped in HTML, on one line in the subject. An unknown placeholder stays empty.
RenderedNotice render_notice(NoticeTemplate const& text, NoticeValues const& values, NoticeFrame const& frame);

}  // namespace cityhall
