#include "services/content/text_review.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "web/markdown_parts.h"

namespace cityhall::content {
namespace {

using web::MarkdownPart;
using Kind = MarkdownPart::Kind;

constexpr std::size_t sentence_words_most = 25;

/// Words that say nothing to somebody who goes from link to link; folded.
constexpr std::array says_nothing{std::string_view{"click here"},  std::string_view{"here"},           std::string_view{"read more"},
                                  std::string_view{"more"},        std::string_view{"learn more"},     std::string_view{"this link"},
                                  std::string_view{"link"},        std::string_view{"this page"},      std::string_view{"aqui"},
                                  std::string_view{"clic aqui"},   std::string_view{"haga clic aqui"}, std::string_view{"pulse aqui"},
                                  std::string_view{"leer mas"},    std::string_view{"ver mas"},        std::string_view{"mas"},
                                  std::string_view{"este enlace"}, std::string_view{"enlace"},         std::string_view{"esta pagina"}};

std::string plain_words_of(std::string_view text) {
  auto folded = fold(text);
  std::erase_if(folded, [](char c) { return c == '.' || c == '!' || c == ':' || c == '>' || c == '"'; });
  return std::string{trim(folded)};
}

class Review {
 public:
  explicit Review(std::string_view language) : language_{language} {}

  void take(MarkdownPart const& part) {
    switch (part.kind) {
      case Kind::heading:
        return heading(part);
      case Kind::paragraph:
        return paragraph(part);
      case Kind::link:
        return link(part);
      case Kind::picture:
        return picture(part);
      case Kind::table:
        if (part.gap)
          add(Weight::error, part, _("A column of this table has no heading."), _("Write in the first row what each column holds."));
        return;
      case Kind::html:
        return add(Weight::error, part, _("HTML is left out: nobody would see this."), _("Write it in Markdown."));
    }
  }

  TextReview finish() {
    review_.reading = readability_of(all_, language_);
    review_.words = words_in(all_).size();
    std::stable_sort(review_.findings.begin(), review_.findings.end(), [](Finding const& a, Finding const& b) { return a.line < b.line; });
    return std::move(review_);
  }

 private:
  void add(Weight weight, MarkdownPart const& part, Message what, Message fix) {
    review_.findings.push_back({weight, part.line, std::move(what), std::move(fix)});
  }

  void heading(MarkdownPart const& part) {
    auto const level = std::max(part.level, 2);
    if (trim(part.text).empty()) add(Weight::error, part, _("This heading is empty."), _("Write what the part is about, or take it out."));
    if (part.level == 1)
      add(Weight::hint, part, _("The title of the page is its only heading of the first level; this one is shown as a second one."),
          _("Begin it with ## instead of #."));
    if (level > level_ + 1)
      add(Weight::error, part, _("A level of headings is left out: screen readers list them by level."),
          _("Use {marks} here.").with("marks", std::string(static_cast<std::size_t>(level_ + 1), '#')));
    level_ = level;
  }

  void paragraph(MarkdownPart const& part) {
    (all_ += part.text) += ".\n";
    for (auto const sentence : sentences_in(part.text))
      if (auto const count = words_in(sentence).size(); count > sentence_words_most)
        add(Weight::hint, part, _n("A sentence of {count} word.", "A sentence of {count} words.", static_cast<long>(count)),
            _("Make two of it: one thought in each."));
    auto const reading = readability_of(part.text, language_);
    if (reading && !reading->plain)
      add(Weight::hint, part, _("This paragraph is hard to read."), _("Use shorter sentences and everyday words."));
  }

  void link(MarkdownPart const& part) {
    if (trim(part.text).empty())
      return add(Weight::error, part, _("This link has no words."), _("Write between the brackets where it leads."));
    auto const words = plain_words_of(part.text);
    if (std::find(says_nothing.begin(), says_nothing.end(), words) != says_nothing.end())
      add(Weight::hint, part, _("“{words}” does not say where the link leads.").with("words", part.text),
          _("Write what people find there: “Opening hours of the pool”."));
    if (part.text.starts_with("http://") || part.text.starts_with("https://"))
      add(Weight::hint, part, _("A bare address is read aloud letter by letter."), _("Write [words](address)."));
  }

  void picture(MarkdownPart const& part) {
    if (trim(part.text).empty())
      add(Weight::error, part, _("This picture says nothing to those who do not see it."),
          _("Write between the brackets what it shows: ![The new bridge](…)."));
    if (!part.address.starts_with('/') || part.address.starts_with("//"))
      add(Weight::error, part, _("Pictures of other sites are not shown."), _("Upload it here as the picture of the page."));
  }

  std::string_view language_;
  std::string all_{};
  int level_ = 1;
  TextReview review_{};
};

}  // namespace

bool TextReview::has_errors() const {
  return std::any_of(findings.begin(), findings.end(), [](Finding const& finding) { return finding.weight == Weight::error; });
}

TextReview review_text(std::string_view markdown, std::string_view language) {
  Review review{language};
  for (auto const& part : web::markdown_parts(markdown)) review.take(part);
  return review.finish();
}

}  // namespace cityhall::content
