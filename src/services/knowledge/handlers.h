#pragma once
// The routes of articles.

#include "services/module.h"

namespace cityhall {

/// GET /help?q=, GET /help/{article}, POST /help/{article}/feedback
web::Response show_help(Call& call);
web::Response show_article(Call& call);
web::Response take_feedback(Call& call);
/// POST /desk/articles/{article}/feedback
web::Response take_staff_feedback(Call& call);
/// Articles for everybody.
std::vector<Found> find_answers(Call const& call, std::string_view words, std::size_t most);

/// GET /desk/articles?q=&show=, GET /desk/articles/new, GET /desk/articles/{article}
web::Response show_articles(Call& call);
web::Response show_new_article(Call& call);
web::Response show_editor(Call& call);
/// POST /desk/articles and /desk/articles/{article}: keeps it
web::Response write_article(Call& call);
/// POST /desk/articles/new/preview and /desk/articles/{article}/preview: shows how it will look, keeps nothing
web::Response preview_article(Call& call);
web::Response write_article_again(Call& call, Refusal const& refusal);
/// POST /desk/articles/{article}/archive
web::Response archive_article(Call& call);

}  // namespace cityhall
