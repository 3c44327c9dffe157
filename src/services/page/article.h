#pragma once
// What an article of the knowledge base says, as elements.

#include <string>
#include <string_view>

#include "kernel/knowledge/article.h"
#include "services/page/page.h"

namespace cityhall {

/// {city}, {phone}, {email}, {address} and {base_url} replaced by the city's own.
std::string with_city_words(Call const& call, std::string_view text);
/// Markdown for reading, with the city's own words.
web::Html markdown_body(Call const& call, std::string_view text);
/// The Markdown of an article, for reading.
web::Html article_body(Call const& call, ArticleText const& text);

/// "Did this help?": posts `helped`, yes or no, and a `comment` to that address. `form` tells apart several of them on one page.
web::Html article_question(Call const& call, std::string const& action, std::string_view form = {});

}  // namespace cityhall
