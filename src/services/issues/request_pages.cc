#include "services/issues/request_pages.h"

#include "kernel/cases/clock.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/evaluate.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string title_in(Call const& call, PublicCase const& report) {
  return report.title.empty() ? std::string{report.definition->title.in(call.language)} : report.title;
}

Html public_badge(Call const& call, PublicCase const& report) {
  auto const* state = report.definition->workflow.state(report.state);
  auto const words = state == nullptr ? std::string{to_text(report.status)} : std::string{public_label(*state, call.language)};
  return span(cls(report.status == CaseStatus::closed ? "badge good" : "badge open"), words);
}

Html row(Call const& call, PublicCase const& report) {
  return li(
      a(href("/requests/" + report.number), title_in(call, report), " ", public_badge(call, report),
        span(report.place.address, report.place.address.empty() ? "" : " · ", how_long(call.now, report.opened_at), " · ", report.number)));
}

Html filter_form(Call const& call, RequestListView const& view) {
  auto const definitions = call.city.definitions.get();
  auto const services = each(definitions->current(), [&](DefinitionPtr const& definition) {
    return option(value(definition->id), selected(definition->id == view.service), definition->title.in(call.language));
  });
  return get_form("/requests", cls("filters"), label(_("Service"), select(name("service"), option(value(""), _("All")), services)),
                  label(_("Status"), select(name("status"), option(value(""), _("All")),
                                            option(value("open"), selected(view.status == "open"), _("Open")),
                                            option(value("closed"), selected(view.status == "closed"), _("Closed")))),
                  button(type("submit"), cls("quiet"), _("Show")));
}

std::string page_link(RequestListView const& view, std::size_t number) {
  return with_query("/requests", {{"service", view.service}, {"status", view.status}, {"page", std::to_string(number)}});
}

Html pages_nav(RequestListView const& view) {
  if (view.page == 1 && !view.more) return nothing();
  return nav(cls("pages"), aria("label", _("Pages")),
             view.page > 1 ? a(href(page_link(view, view.page - 1)), rel("prev"), _("Newer")) : span(),
             view.more ? a(href(page_link(view, view.page + 1)), rel("next"), _("Older")) : span());
}

Html note_step(Call const& call, PublicNote const& note) { return li(time_of(call, note.at), p(cls("quote"), note.text)); }

Html public_photos(Call const& call, PublicCase const& report) {
  if (report.files.empty()) return nothing();
  return ul(cls("photos"), each(report.files, [&](FileId file) { return li(photo(call, file, _("Photo of this request"))); }));
}

std::string xml_text(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
  }
  return out;
}

Html promise(Call const& call, PublicCase const& report) {
  return report.due_at && !report.closed_at ? date_of(call, last_moment(*report.due_at)) : nothing();
}

}  // namespace

Response request_list_page(Call const& call, RequestListView const& view) {
  auto const list = view.requests.empty()
                        ? empty_state(_("No requests here yet."), _("Choose other filters, or report something."))
                        : ul(cls("links"), each(view.requests, [&](PublicCase const& report) { return row(call, report); }));
  auto const content = group(
      h1(_("Requests")), p(cls("lead read"), _("What people reported, and what the city did. Names and contact details are never shown.")),
      filter_form(call, view), list, pages_nav(view));
  return page(call, {.title = _("Requests"),
                     .content = content,
                     .current = "/requests",
                     .description = call.text(_("What people reported, and what the city did.")),
                     .head = link(rel("alternate"), type("application/atom+xml"), href("/requests.atom"))});
}

/// What is handled together: said, so that nobody looks for a report that seems to be gone.
Html together_note(RequestView const& view) {
  auto const& report = view.report;
  if (!view.from.empty())
    return note("good", p(sentence(_("Report {number} is handled together with this one."), {{"number", strong(view.from)}})));
  if (report.together_with.empty()) return nothing();
  auto const main = a(href("/requests/" + report.together_with), report.together_with);
  return note("warn", p(sentence(_("This is one of several reports about {number}. What happens there counts here."), {{"number", main}})));
}

Html times_reported(PublicCase const& report) {
  return report.members == 0 ? nothing() : group(_n("{count} time", "{count} times", static_cast<long>(report.members + 1)));
}

Response request_page(Call const& call, RequestView const& view) {
  auto const& report = view.report;
  auto const content =
      group(a(cls("back"), href("/requests"), _("All requests")), h1(title_in(call, report), " ", public_badge(call, report)),
            together_note(view),
            div(cls("split"),
                div(public_photos(call, report), report.description.empty() ? nothing() : p(cls("quote"), report.description),
                    section(h2(_("What happened so far")),
                            ol(cls("timeline"), li(time_of(call, report.opened_at), p(_("Reported"))),
                               each(view.notes, [&](PublicNote const& note) { return note_step(call, note); }),
                               report.closed_at ? li(cls("good"), time_of(call, *report.closed_at), p(_("Closed"))) : nothing()))),
                aside(div(cls("panel"), facts({{_("Number"), span(cls("reference"), report.number)},
                                               {_("Where"), group(report.place.address)},
                                               {_("Reported"), date_of(call, report.opened_at)},
                                               {_("Told to us"), times_reported(report)},
                                               {_("We aim to finish by"), promise(call, report)},
                                               {_("Department"), group(report.agency)}})))));
  return page(call, {.title = Text{title_in(call, report) + " " + report.number},
                     .content = content,
                     .current = "/requests",
                     .description = title_in(call, report) + " " + report.place.address});
}

Response request_feed(Call const& call, std::vector<PublicCase> const& requests) {
  auto const settings = call.city.settings.get();
  auto const base = settings->base_url;
  std::string feed = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>" +
                     xml_text(settings->name) + "</title><id>" + base + "/requests</id><link rel=\"self\" href=\"" + base +
                     "/requests.atom\"/><updated>" + to_rfc3339(requests.empty() ? call.now : requests.front().updated_at) + "</updated>";
  for (auto const& report : requests) {
    auto const address = base + "/requests/" + report.number;
    feed += "<entry><id>" + address + "</id><title>" + xml_text(title_in(call, report)) + "</title><updated>" +
            to_rfc3339(report.updated_at) + "</updated><author><name>" + xml_text(settings->name) + "</name></author><link href=\"" +
            address + "\"/><summary>" + xml_text(report.place.address) + "</summary></entry>";
  }
  auto response = xml(feed + "</feed>\n");
  response.headers.set("Content-Type", "application/atom+xml; charset=utf-8");
  return response;
}

}  // namespace cityhall
