#include "services/knowledge/help_pages.h"

#include "kernel/definitions/definition_set.h"
#include "services/page/article.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html search_form(std::string const& words) {
  return get_form("/help", role("search"), data("find", "#found"), label(for_id("q"), cls("label"), _("What do you want to know?")),
                  div(cls("search"), element("input", {id("q"), name("q"), type("search"), value(words), autocomplete("off")}),
                      button(type("submit"), cls("large"), _("Find"))));
}

Html article_link(Call const& call, Article const& article) {
  auto const& text = article.in(call.language);
  return li(a(href("/help/" + article.slug), text.title, span(with_city_words(call, text.summary))));
}

Html found(Call const& call, HelpView const& view) {
  if (!view.articles.empty())
    return group(ul(cls("links"), each(view.articles, [&](Article const& article) { return article_link(call, article); })),
                 view.more ? p(cls("soft"), _("There are more answers. Say in a few words what you want to know.")) : nothing());
  if (view.words.empty()) return empty_state(_("There are no articles yet."), _("Look through the services, or call us."));
  return empty_state(_("We found no answer to this."), _("Try other words, look through the services, or call us."));
}

Html feedback_form(Call const& call, ArticleView const& view) {
  if (view.thanks) return note("good", p(_("Thank you. We read what you write.")));
  return section(cls("panel"), h2(_("Did this help?")), article_question(call, "/help/" + view.article.slug + "/feedback"));
}

Html services_list(Call const& call, Article const& article) {
  Html links;
  auto const definitions = call.city.definitions.get();
  for (auto const& id : article.services)
    if (auto const definition = definitions->find(id); definition && definition->offers("web"))
      links += li(a(href("/services/" + id), definition->title.in(call.language), span(definition->description.in(call.language))));
  return links.empty() ? nothing() : section(h2(_("What you can do here")), ul(cls("links"), links));
}

}  // namespace

Response help_page(Call const& call, HelpView const& view) {
  auto const content = group(h1(_("Questions and answers")), search_form(view.words),
                             div(id("found"), cls("read"), aria("live", "polite"), found(call, view)));
  return page(call, {.title = _("Questions and answers"),
                     .content = content,
                     .current = "/help",
                     .script = "find.js",
                     .description = call.text(_("Answers to what people ask the city most."))});
}

Response article_page(Call const& call, ArticleView const& view) {
  auto const& text = view.article.in(call.language);
  auto const other = text.language == call.language ? none() : lang(text.language);
  auto const content =
      div(cls("read"), a(cls("back"), href("/help"), _("Questions and answers")), article(other, h1(text.title), article_body(call, text)),
          p(cls("soft small"), sentence(_("Last changed {date}"), {{"date", date_of(call, view.article.updated_at)}})),
          services_list(call, view.article), feedback_form(call, view));
  return page(call, {.title = text.title, .content = content, .current = "/help", .description = with_city_words(call, text.summary)});
}

}  // namespace cityhall
