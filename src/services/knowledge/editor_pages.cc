#include "services/knowledge/editor_pages.h"

#include "base/text.h"
#include "kernel/directory/directory.h"
#include "services/page/article.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html shown_link(std::string_view show, ArticleListView const& view, Message const& words) {
  return li(a(href(with_query("/desk/articles", {{"show", show}})), view.show == show ? aria("current", "true") : none(), words));
}

bool review_is_due(Call const& call, Article const& article) {
  return !article.review_on.empty() && article.review_on <= to_iso(call.city.zone().date_of(call.now));
}

Html review_badge(Call const& call, Article const& article) {
  if (article.review_on.empty()) return nothing();
  return span(cls(review_is_due(call, article) ? "badge late" : "badge"), article.review_on);
}

Html audience_badge(Article const& article) {
  return article.audience == ArticleAudience::staff ? span(cls("badge soon"), _("Staff only")) : span(cls("badge good"), _("Public"));
}

/// A department by its name; a person by the address.
std::string owner_words(Call const& call, Article const& article) {
  bool const person = article.owner.empty() || article.owner.find('@') != std::string::npos;
  return person ? article.owner : call.city.directory.get()->title_of(article.owner, call.language);
}

Html list_row(Call const& call, Article const& article, ArticleFeedback const& feedback) {
  auto const& text = article.in(call.language);
  return tr(td(cls("what"), a(href("/desk/articles/" + article.slug), text.title), span(with_city_words(call, text.summary))),
            td(audience_badge(article)), td(owner_words(call, article)), td(review_badge(call, article)),
            td(cls("number"), sentence(_("{yes} yes, {no} no"), {{"yes", group(feedback.helped)}, {"no", group(feedback.not_helped)}})));
}

Html list_table(Call const& call, ArticleListView const& view) {
  if (view.articles.empty()) return empty_state(_("Nothing here."), _("No article fits. Take a filter away, or write the article."));
  Html rows;
  for (std::size_t i = 0; i < view.articles.size(); ++i) rows += list_row(call, view.articles[i], view.feedback[i]);
  return div(cls("scroll"), tabindex(0), role("region"), aria("label", _("Articles")),
             table(cls("inbox"), caption(cls("visually-hidden"), _("Articles")),
                   thead(tr(th(scope("col"), _("Article")), th(scope("col"), _("Audience")), th(scope("col"), _("Owner")),
                            th(scope("col"), _("Read again by")), th(scope("col"), cls("number"), _("Did it help?")))),
                   tbody(rows)));
}

ArticleText text_in(Article const& article, std::string const& language) {
  for (auto const& text : article.texts)
    if (text.language == language) return text;
  return {.language = language};
}

Html language_fields(EditorView const& view, std::string const& language) {
  auto const text = text_in(view.article, language);
  auto const* const entered = &view.entered;
  auto const field_name = [&](std::string_view part) { return std::string{part} + "." + language; };
  auto const title = field_name("title"), summary_name = field_name("summary"), keywords = field_name("keywords"),
             body = field_name("body");
  return fieldset(
      cls("panel"), lang(language),
      legend(language == "en"   ? "English"
             : language == "es" ? "Español"
                                : language),
      input_field({.name = title, .label = _("Title"), .entered = entered, .value = text.title, .attributes = {maxlength(100)}}),
      input_field({.name = summary_name,
                   .label = _("Summary to read aloud"),
                   .entered = entered,
                   .value = text.summary,
                   .attributes = {maxlength(300)}}),
      textarea_field({.name = body, .label = _("Text (Markdown)"), .entered = entered, .value = text.body, .attributes = {rows(16)}}),
      input_field({.name = keywords, .label = _("Everyday words, with commas"), .entered = entered, .value = text.keywords}));
}

Html head_fields(EditorView const& view) {
  auto const& article = view.article;
  auto const* const entered = &view.entered;
  std::vector<web::Option> const audiences{{"public", _("Everybody")}, {"staff", _("Staff only")}};
  auto const* const audience = article.audience == ArticleAudience::staff ? "staff" : "public";
  return group(
      div(cls("row"),
          input_field({.name = "slug",
                       .label = _("Address"),
                       .hint = group(_("/help/… Left empty: made from the title.")),
                       .entered = entered,
                       .value = article.slug}),
          select_field({.name = "audience", .label = _("Who reads it"), .entered = entered, .value = audience}, audiences)),
      div(cls("row"),
          input_field({.name = "owner",
                       .label = _("Owner"),
                       .hint = group(_("A department, or an e-mail address that is reminded.")),
                       .entered = entered,
                       .value = article.owner}),
          input_field({.name = "review_on", .label = _("Read again by"), .entered = entered, .value = article.review_on, .type = "date"})),
      input_field(
          {.name = "services", .label = _("Services, by id, with commas"), .entered = entered, .value = join(article.services, ", ")}));
}

Html preview_of(Call const& call, EditorView const& view) {
  if (!view.preview) return nothing();
  return section(cls("panel"), id("preview"), h2(_("How it will look")), each(view.article.texts, [&](ArticleText const& text) {
                   return article(lang(text.language), h3(text.title), article_body(call, text));
                 }));
}

Html revision_row(Call const& call, ArticleRevision const& revision) {
  return li(details(summary(revision.revision, ". ", time_of(call, revision.at), " ", revision.by,
                            revision.why.empty() ? nothing() : group(" · ", revision.why)),
                    each(revision.content.texts,
                         [](ArticleText const& text) { return div(lang(text.language), h3(text.title), pre(cls("source"), text.body)); })));
}

Html side(Call const& call, EditorView const& view) {
  if (!view.article.id) return nothing();
  auto const& feedback = view.feedback;
  auto const words = view.article.archived ? _("Put back into use") : _("Take out of use");
  auto const archive =
      view.may_write
          ? post_form({.action = "/desk/articles/" + view.article.slug + "/archive", .csrf_token = call.csrf_token},
                      hidden_field("archived", view.article.archived ? "no" : "yes"), button(type("submit"), cls("quiet"), words))
          : nothing();
  auto const question =
      view.thanks ? note("good", p(_("Thank you. Whoever writes the articles reads it.")))
                  : group(h2(_("Did this help?")), article_question(call, "/desk/articles/" + view.article.slug + "/feedback", "feedback"));
  return aside(
      view.article.archived ? nothing() : div(cls("panel"), question),
      div(cls("panel"), h2(_("Did it help?")),
          p(sentence(_("{yes} yes, {no} no"), {{"yes", group(feedback.helped)}, {"no", group(feedback.not_helped)}})),
          ul(each(feedback.comments, [](std::string const& comment) { return li(cls("quote"), comment); })),
          view.article.audience == ArticleAudience::public_ ? p(a(href("/help/" + view.article.slug), _("As residents see it")))
                                                            : nothing(),
          archive),
      view.revisions.empty()
          ? nothing()
          : section(h2(_("Earlier versions")),
                    ol(cls("links"), each(view.revisions, [&](ArticleRevision const& revision) { return revision_row(call, revision); }))));
}

Html form_of(Call const& call, EditorView const& view) {
  auto const action = view.article.id ? "/desk/articles/" + view.article.slug : std::string{"/desk/articles"};
  auto const preview = (view.article.id ? action : action + "/new") + "/preview";
  auto const settings = call.city.settings.get();
  return post_form(
      {.action = action, .csrf_token = call.csrf_token}, hidden_field("revision", std::to_string(view.article.revision)), head_fields(view),
      div(cls("sides"), each(settings->languages, [&](std::string const& language) { return language_fields(view, language); })),
      input_field({.name = "why", .label = _("What is new, for your colleagues"), .entered = &view.entered}),
      div(cls("actions"), button(type("submit"), name("act"), value("save"), _("Save")),
          button(type("submit"), cls("quiet"), formaction(preview), name("act"), value("preview"), _("Preview"))));
}

}  // namespace

Response article_list_page(Call const& call, ArticleListView const& view) {
  auto const rail =
      nav(aria("label", _("Articles")), ul(cls("rail-list"), shown_link("", view, _("In use")),
                                           shown_link("due", view, _("To be read again")), shown_link("archived", view, _("Out of use"))));
  auto const search =
      get_form("/desk/articles", cls("filters"), data("find", "#found"), hidden_field("show", view.show),
               label(_("Words"), element("input", {type("search"), name("q"), value(view.words), autocomplete("off")})),
               button(type("submit"), _("Find")),
               call.actor.may("knowledge.write") ? a(cls("button quiet"), href("/desk/articles/new"), _("Write an article")) : nothing());
  auto const content = group(h1(_("Articles")), div(cls("split rail"), aside(rail), div(search, div(id("found"), list_table(call, view)))));
  return page(call,
              {.title = _("Articles"), .content = content, .surface = Surface::staff, .current = "/desk/articles", .script = "find.js"});
}

Response editor_page(Call const& call, EditorView const& view, int status) {
  auto const title = view.article.id ? Text{view.article.in(call.language).title} : Text{_("Write an article")};
  auto const told = view.notice.empty() ? nothing() : div(cls("note bad"), role("alert"), p(view.notice));
  auto const saved = call.request.query.has("saved") ? note("good", p(_("Saved."))) : nothing();
  Html texts;
  for (auto const& text : view.article.texts) texts += article(lang(text.language), h2(text.title), article_body(call, text));
  auto const main = view.may_write ? form_of(call, view) : texts;
  auto const content = group(a(cls("back"), href("/desk/articles"), _("Articles")), h1(title.html()), told, saved,
                             error_summary(view.entered.errors), preview_of(call, view), div(cls("split"), div(main), side(call, view)));
  return page(call, {.title = title, .content = content, .surface = Surface::staff, .current = "/desk/articles"}, status);
}

}  // namespace cityhall
