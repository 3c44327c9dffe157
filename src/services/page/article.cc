#include "services/page/article.h"

#include <array>

#include "web/markdown.h"

namespace cityhall {

std::string with_city_words(Call const& call, std::string_view text) {
  auto const settings = call.city.settings.get();
  std::array<std::pair<std::string_view, std::string_view>, 5> const words{{{"{city}", settings->name},
                                                                            {"{phone}", settings->phone},
                                                                            {"{email}", settings->email},
                                                                            {"{address}", settings->address},
                                                                            {"{base_url}", settings->base_url}}};
  std::string filled{text};
  for (auto const& [placeholder, word] : words)
    for (auto at = filled.find(placeholder); at != std::string::npos; at = filled.find(placeholder, at + word.size()))
      filled.replace(at, placeholder.size(), word);
  return filled;
}

web::Html markdown_body(Call const& call, std::string_view text) {
  return web::tag::div(web::tag::cls("doc"), web::markdown(with_city_words(call, text)));
}

web::Html article_body(Call const& call, ArticleText const& text) { return markdown_body(call, text.body); }

web::Html article_question(Call const& call, std::string const& action, std::string_view form) {
  using namespace web::tag;
  auto const answer = [](std::string_view word, Message const& words) {
    return button(type("submit"), cls("quiet"), name("helped"), value(word), words);
  };
  return web::post_form(
      {.action = action, .csrf_token = call.csrf_token},
      details(summary(_("Say what is missing")), web::textarea_field({.name = "comment", .label = _("What is missing?"), .form = form})),
      p(cls("actions"), answer("yes", _("Yes, it helped")), answer("no", _("No, it did not"))));
}

}  // namespace cityhall
