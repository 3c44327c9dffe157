#include "services/portal/pages.h"

#include "kernel/addresses.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/evaluate.h"
#include "services/page/fees.h"
#include "services/page/look.h"
#include "services/page/map_picture.h"
#include "services/page/parts.h"
#include "services/page/publications.h"
#include "services/page/unfinished.h"
#include "services/portal/topic_pages.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html on_time(ServiceFigures const& figures) {
  if (figures.promised == 0) return span(cls("soft"), "–");
  auto const percent = static_cast<int>(figures.on_time * 100 / figures.promised);
  auto const width = static_cast<double>(percent) * 0.8;
  return group(svg::svg(svg::view_box("0 0 80 10"), cls("share"), aria("hidden", "true"),
                        svg::rect(cls("track"), svg::attr("width", 80.0), svg::attr("height", 10.0), svg::attr("rx", 5.0)),
                        svg::rect(cls(percent < 75 ? "bar late" : "bar"), svg::attr("width", width), svg::attr("height", 10.0),
                                  svg::attr("rx", 5.0))),
               " ", percent, "%");
}

Message median_words(double hours) {
  if (hours < 1) return _("under an hour");
  if (hours < 48) return _n("{count} hour", "{count} hours", static_cast<long>(hours + 0.5));
  return _n("{count} day", "{count} days", static_cast<long>(hours / 24 + 0.5));
}

Html figures_row(Call const& call, ServiceFigures const& figures) {
  auto const definition = call.city.definitions.get()->find(figures.service);
  auto const title = definition ? call.text(definition->title) : figures.service;
  return tr(th(scope("row"), a(href("/services/" + figures.service), title)), td(cls("number"), figures.closed),
            td(cls("number"), figures.median_hours ? group(median_words(*figures.median_hours)) : nothing()), td(on_time(figures)));
}

Html figures_table(Call const& call, std::vector<ServiceFigures> const& figures) {
  return div(cls("scroll"), tabindex(0), role("region"), aria("label", _("Reports closed in the last seven days")),
             table(caption(_("Reports closed in the last seven days")),
                   thead(tr(th(scope("col"), _("Type")), th(scope("col"), cls("number"), _("Closed")),
                            th(scope("col"), cls("number"), _("Median time")), th(scope("col"), _("On time")))),
                   tbody(each(figures, [&](ServiceFigures const& each_figures) { return figures_row(call, each_figures); }))));
}

Html week_figures(WeekSum const& week) {
  auto const figure_of = [](Html const& number, Message const& words) { return li(strong(number), span(words)); };
  auto const on_time_words =
      week.promised == 0 ? nothing() : figure_of(group(week.on_time * 100 / week.promised, "%"), _("finished on time"));
  return ul(cls("figures"), figure_of(group(week.opened), _("reported this week")), figure_of(group(week.closed), _("finished this week")),
            on_time_words);
}

Html figures_section(Call const& call, HomeView const& view) {
  auto const& figures = view.figures;
  if (view.week.opened + view.week.closed == 0) return nothing();
  auto const table_of_services = figures.empty() ? nothing() : figures_table(call, figures);
  return section(h2(_("How the city is doing")), week_figures(view.week), table_of_services);
}

Html recent_list(Call const& call, std::vector<PublicCase> const& cases) {
  if (cases.empty()) return nothing();
  return section(h2(_("Lately reported")),
                 ul(cls("links"), each(cases,
                                       [&](PublicCase const& report) {
                                         auto const title = report.title.empty() ? call.text(report.definition->title) : report.title;
                                         return li(a(href(public_address(report.number)), title,
                                                     span(report.place.address, report.place.address.empty() ? "" : " · ",
                                                          how_long(call.now, report.opened_at))));
                                       })),
                 p(a(href("/requests"), _("All requests"))));
}

Html due_words(Definition const& definition) {
  auto const* start = definition.workflow.state(definition.workflow.start);
  auto const due = start == nullptr ? std::nullopt : sla(*start, 3);
  if (!due) return nothing();
  if (due->business_days > 0) return group(_n("within {count} business day", "within {count} business days", due->business_days));
  if (due->days > 0) return group(_n("within {count} day", "within {count} days", due->days));
  if (due->seconds > 0) return group(_n("within {count} hour", "within {count} hours", static_cast<long>(due->seconds / 3600)));
  return nothing();
}

Html articles_list(Call const& call, std::vector<Article> const& articles) {
  if (articles.empty()) return nothing();
  return section(h2(_("Good to know")), ul(cls("links"), each(articles, [&](Article const& article) {
                                             return li(a(href("/help/" + article.slug), article.in(call.language).title));
                                           })));
}

Html questions_list(Call const& call, Definition const& definition) {
  return ul(each(definition.questions, [&](Question const& question) {
    return question.when ? nothing()
                         : li(call.text(question.label), question.optional ? span(cls("soft"), " ", _("(if you like)")) : nothing());
  }));
}

std::string accepted_types(Document const& document) {
  std::string types;
  for (auto type : document.accept) {
    for (auto& c : type)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    (types += types.empty() ? "" : ", ") += type;
  }
  return types;
}

Html document_line(Call const& call, Document const& document) {
  auto const types = accepted_types(document);
  auto const hint = call.text(document.hint);
  auto const how_sure = document.optional ? span(cls("soft"), " ", _("(if you like)"))
                        : document.when   ? span(cls("soft"), " ", _("(only in some cases)"))
                                          : nothing();
  return li(call.text(document.label), how_sure, hint.empty() ? nothing() : span(cls("soft small"), " ", hint),
            types.empty() ? nothing() : span(cls("soft small"), " (", types, ")"));
}

/// What people should have at hand before they begin.
Html needs_section(Call const& call, Definition const& definition) {
  auto const wants_address = definition.who.auth != Authentication::none;
  if (definition.documents.empty() && !wants_address) return nothing();
  return section(h2(_("What you need")),
                 ul(each(definition.documents, [&](Document const& document) { return document_line(call, document); }),
                    wants_address ? li(_("Your e-mail address")) : nothing()));
}

Html happening(Call const& call, HomeView const& view) {
  if (view.news.empty() && view.alerts.empty()) return nothing();
  auto const alerts = view.alerts.empty()
                          ? nothing()
                          : ul(cls("links"), each(view.alerts, [&](Publication const& banner) { return banner_item(call, banner); }));
  auto const news = view.news.empty()
                        ? nothing()
                        : group(ul(cls("cards"), each(view.news, [&](Publication const& item) { return news_card(call, item); })),
                                p(a(href("/news"), _("All news"))));
  return section(h2(_("What is happening")), alerts, news);
}

/// The town with lately reported problems as dots; nothing for a city that has not said where it lies.
Html town_picture(Call const& call, std::vector<PublicCase> const& cases) {
  auto const settings = call.city.settings.get();
  auto const view = city_view(*settings, 640, 420, Fit::fill);
  if (!view) return nothing();
  std::vector<MapMark> marks;
  for (auto const& report : cases)
    if (report.place.point) marks.push_back({.point = *report.place.point, .kind = report.status == CaseStatus::closed ? "fixed" : "open"});
  auto const words = _("A map of {city} with lately reported problems: open ones and fixed ones").with("city", settings->name);
  return map_that_opens(call, {*view, std::move(marks), words}, {.points = "/map/requests.geojson", .page = "/requests/"});
}

Html ways_to_begin() {
  return ul(cls("chips"), li(a(href("/report/photo"), _("Start with a photo"))), li(a(href("/report/place"), _("Start with the place"))));
}

}  // namespace

Html search_form(Call const& call, std::string const& words, std::string_view find) {
  return get_form("/search", role("search"), find.empty() ? none() : data("find", find),
                  label(for_id("q"), cls("label"), _("Describe the problem, or what you need")),
                  div(cls("search"),
                      element("input", {id("q"), name("q"), type("search"), value(words),
                                        Attr{"placeholder", _("Pothole on Oak Ridge Road")}, autocomplete("off")}),
                      button(type("submit"), cls("large"), _("Find"))),
                  p(cls("visually-hidden"), call.city.settings.get()->name));
}

namespace {

/// The city's own picture; nothing where it has none.
Html hero_picture(Call const& call, File const* file) {
  if (file == nullptr) return nothing();
  auto const settings = call.city.settings.get();
  auto const& medium = file->renditions[static_cast<std::size_t>(PhotoSize::medium)];
  return img(file_path(file->id, PhotoSize::medium), Alt{local_text(call, settings->look.hero_words)}, width(medium.width),
             height(medium.height), fetchpriority("high"));
}

}  // namespace

Response home_page(Call const& call, HomeView const& view) {
  auto const own = hero_picture(call, view.picture ? &*view.picture : nullptr);
  auto const map = town_picture(call, view.recent);
  auto const picture = own.empty() ? map : own;
  auto const map_below = own.empty() || map.empty() ? nothing() : section(h2(_("On the map")), map);
  auto const hero = section(cls("hero"),
                            div(h1(_("What can we fix?")), p(cls("lead"), _("Tell us in a minute. Follow it until the crew closes it.")),
                                search_form(call, ""), ways_to_begin()),
                            picture);
  auto const cards =
      section(h2(_("Most used")),
              ul(cls("cards"), each(view.most_used, [&](DefinitionPtr const& definition) { return service_card(call, *definition); })),
              p(a(href("/services"), _("All services"))));
  auto const topics =
      section(h2(_("By topic")), group_links(call, view.offered), h2(_("In your situation")), situation_links(call, view.offered));
  auto recent = view.recent;
  if (recent.size() > 5) recent.resize(5);
  return page(call, {.title = _("Report, follow, get it fixed"),
                     .content = group(unfinished_strip(call), hero, happening(call, view), cards, topics, map_below,
                                      figures_section(call, view), recent_list(call, recent)),
                     .current = "/",
                     .description = call.text(_("Report a problem to the city, follow it, and see what has been fixed.")),
                     .head = map_script(call)});
}

Response services_page(Call const& call, ServicesView const& view) {
  auto const found =
      view.services.empty()
          ? empty_state(_("We found no service for these words."), _("Try another word, look through all services, or call us."))
          : ul(cls("cards"), each(view.services, [&](DefinitionPtr const& definition) { return service_card(call, *definition); }));
  auto const heading = h1(sentence(_("Services for “{words}”"), {{"words", group(view.words)}}));
  auto const content = group(heading, search_form(call, view.words), section(h2(cls("visually-hidden"), _("Found services")), found),
                             p(a(href("/services"), _("All services"))));
  return page(call, {.title = _("Services"),
                     .content = content,
                     .current = "/services",
                     .description = call.text(_("Everything that the city does for you, by topic and from A to Z."))});
}

namespace {

/// Whoever cares for all of a kind hears of them; of what is published, that is.
Html follow_link(Definition const& definition) {
  if (definition.publish.dataset.empty()) return nothing();
  return p(a(href(with_query("/follow", {{"kind", "service"}, {"service", definition.id}})),
             _("Follow all reports of this kind, by mail or as a feed")));
}

}  // namespace

Response service_page(Call const& call, ServiceView const& view) {
  auto const& definition = *view.definition;
  auto const warning = call.text(definition.warning);
  auto const usual = view.figures && view.figures->median_hours ? group(median_words(*view.figures->median_hours)) : nothing();
  auto const start = a(cls("button large"), href("/services/" + definition.id + "/report"), _("Start now"));
  auto const content = group(
      a(cls("back"), href("/services"), _("All services")), h1(call.text(definition.title)),
      p(cls("lead read"), call.text(definition.description)), warning.empty() ? nothing() : note("warn", p(warning)),
      div(cls("split"),
          div(p(start), needs_section(call, definition), section(h2(_("What we ask")), questions_list(call, definition)),
              definition.next.empty() ? nothing() : section(h2(_("What happens next")), p(cls("read"), call.text(definition.next))),
              articles_list(call, view.articles)),
          aside(
              div(cls("panel"),
                  facts({{_("We aim to finish"), due_words(definition)},
                         {_("It usually takes"), usual},
                         {_("Cost"), fee_lines(call, view.definition)},
                         {_("By phone"), call.city.settings.get()->phone.empty() ? nothing() : group(call.city.settings.get()->phone)}})))),
      topic_links(call, definition), follow_link(definition));
  return page(
      call,
      {.title = call.text(definition.title), .content = content, .current = "/services", .description = call.text(definition.description)});
}

}  // namespace cityhall
