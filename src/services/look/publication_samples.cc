#include "services/look/samples.h"

#include <array>

#include "services/page/article.h"
#include "services/page/publications.h"
#include "web/tags.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Publication sample_publication(Call const& call, PublicationKind kind, BannerLevel level) {
  Publication item{.kind = kind, .live_from = call.now - std::chrono::hours{20}};
  item.content.slug = "sample";
  item.content.level = level;
  item.content.texts = {{.language = "en",
                         .title = "Boil your water",
                         .summary = "East of the river, until Friday.",
                         .body = "Boil it for one minute.\n\n- Drinking\n- Cooking"},
                        {.language = "es",
                         .title = "Hierva el agua",
                         .summary = "Al este del río, hasta el viernes.",
                         .body = "Hiérvala un minuto.\n\n- Para beber\n- Para cocinar"}};
  return item;
}

std::vector<Sample> news_samples(Call const& call) {
  auto const live = live_publications(call.view(), {.kind = PublicationKind::news, .most = 2}, call.now);
  auto const cards = ul(cls("cards"), each(live, [&](Publication const& item) { return news_card(call, item); }));
  return {{_("In a grid of cards"), live.empty() ? p(cls("soft"), _("The city has nothing yet to show it with.")) : cards}};
}

std::vector<Sample> strip_samples(Call const& call) {
  auto const strips = banner_strips(call, std::nullopt);
  return {{_("What is in force now"), strips.empty() ? p(cls("soft"), _("Nothing is in force.")) : strips}};
}

std::vector<Sample> banner_samples(Call const& call) {
  // Without a text of its own: no link to a page that is not there.
  auto const one = [&](BannerLevel level) {
    auto banner = sample_publication(call, PublicationKind::banner, level);
    for (auto& text : banner.content.texts) text.body.clear();
    return ul(cls("links"), banner_item(call, banner));
  };
  return {{_("To know"), one(BannerLevel::information)},
          {_("Careful"), one(BannerLevel::warning)},
          {_("Emergency"), one(BannerLevel::emergency)}};
}

std::vector<Sample> body_samples(Call const& call) {
  return {{_("As it comes"), publication_body(call, sample_publication(call, PublicationKind::page, BannerLevel::information))}};
}

std::vector<Sample> markdown_samples(Call const& call) {
  return {{_("As it comes"),
           markdown_body(call, "A **strong** word, `code`, and [a link](/styles).\n\n| Day | Street |\n|---|---|\n| Monday | Elm |")}};
}

std::vector<Sample> article_question_samples(Call const& call) { return {{_("As it comes"), article_question(call, "/styles", "sample")}}; }

}  // namespace

std::span<Component const> publication_components() {
  static std::array const all{
      Component{"news_card", _("News of the city."), news_samples},
      Component{"banner_strips", _("Above every page while something is in force."), strip_samples},
      Component{"banner_item", _("The same in a list."), banner_samples},
      Component{"publication_body", _("A page or news item to read."), body_samples},
      Component{"article_question", _("Below an answer, and beside a call."), article_question_samples},
      Component{"markdown_body", _("Markdown with the city's own words filled in."), markdown_samples},
  };
  return all;
}

}  // namespace cityhall
