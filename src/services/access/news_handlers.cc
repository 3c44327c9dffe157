#include "services/access/news_handlers.h"

#include "kernel/cases/case.h"
#include "kernel/definitions/definition.h"
#include "kernel/news/news.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Message words_of_news(News const& news) {
  if (news.what == "case.opened") return _("New request");
  if (news.what == "case.reopened") return _("Opened again");
  if (news.what == "case.replied") return _("The reporter was answered");
  return _("Changed");
}

Html what_happened(News const& news, Case const& report, std::string_view language) {
  if (!news.what.starts_with("state:")) return group(words_of_news(news));
  auto const* state = report.definition->workflow.state(news.what.substr(6));
  return group(state == nullptr || state->label.in(language).empty() ? news.what.substr(6) : std::string{state->label.in(language)});
}

Html news_item(Call const& call, News const& news) {
  auto const report = load_case(call.view(), news.case_id);
  return li(
      a(href("/desk/cases/" + report.number), what_happened(news, report, call.language), ": ", title_of(report, call.language), " ",
        news.seen ? nothing() : span(cls("badge open"), _("New")),
        span(report.place.address, news.note.empty() ? "" : " · ", news.note, " · ", how_long(call.now, news.told), " · ", report.number)));
}

Html wish_form(Call const& call) {
  auto const by_mail = wants_news_by_mail(call.view(), call.actor.account);
  return post_form({.action = "/account/news/wish", .csrf_token = call.csrf_token, .css_class = "panel"},
                   checkbox_field({.name = "by_mail", .label = _("Send me these by mail, too"), .value = by_mail ? "yes" : ""}),
                   submit(_("Save")));
}

}  // namespace

Response show_news(Call& call) {
  auto const news = news_of(call.view(), 100);
  auto const unseen = unseen_news(call.view());
  auto const list = news.empty() ? empty_state(_("Nothing yet."), _("Services tell you here what concerns your crew, your role or you."))
                                 : ul(cls("links"), each(news, [&](News const& item) { return news_item(call, item); }));
  auto const done = unseen == 0 ? nothing()
                                : post_form({.action = "/account/news/seen", .csrf_token = call.csrf_token},
                                            button(type("submit"), cls("button quiet"), _("Mark all as read")));
  return page(call, {.title = _("News"),
                     .content = div(cls("read"), h1(_("News")), done, list, wish_form(call)),
                     .surface = Surface::staff,
                     .current = "/account/news"});
}

Response mark_news(Call& call) {
  auto unit = call.unit();
  mark_news_seen(unit);
  return see_other("/account/news");
}

Response change_news_wish(Call& call) {
  auto unit = call.unit();
  wish_news_by_mail(unit, call.request.form.fields.get("by_mail") == "yes");
  return see_other("/account/news");
}

}  // namespace cityhall
