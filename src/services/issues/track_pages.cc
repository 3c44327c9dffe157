#include "services/issues/track_pages.h"

#include "kernel/cases/clock.h"
#include "kernel/definitions/definition.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html sent_note(Call const& call, TrackView const& view) {
  if (!view.just_sent) return nothing();
  auto const next = view.report.definition->next.in(call.language);
  auto const mail = view.report.reporter ? p(_("We have sent you a mail with the link to this page."))
                                         : p(_("Keep the address of this page: it is the only way back to your report."));
  return note("good", group(h2(_("Thank you. We have your report.")), next.empty() ? nothing() : p(next), mail));
}

Html finished_photo(Call const& call, TrackView const& view) {
  if (!view.report.closed()) return nothing();
  for (auto const& file : view.files)
    if (file.purpose == FilePurpose::work_after)
      return figure(cls("photo"), photo(call, file.file, _("The finished work")),
                    figcaption(_("The finished work, photographed by the crew")));
  return nothing();
}

Html sent_photos(Call const& call, TrackView const& view) {
  Html photos;
  for (auto const& file : view.files)
    if (file.purpose == FilePurpose::reported) photos += li(photo(call, file.file, _("A photo that you added")));
  return photos.empty() ? nothing() : section(h2(_("Your photos")), ul(cls("photos"), photos));
}

Html promise(Call const& call, Case const& report) {
  if (report.closed() || !report.due_at) return nothing();
  return group(date_of(call, last_moment(*report.due_at)));
}

Html together_note(TrackView const& view) {
  if (!view.main) return nothing();
  auto const number = view.main->is_public ? a(href("/requests/" + view.main->number), view.main->number) : strong(view.main->number);
  return note("good", p(sentence(_("We handle this together with report {number}. You hear from us as soon as something happens."),
                                 {{"number", number}})));
}

Html write_form(Call const& call, TrackView const& view) {
  auto const form = post_form({.action = view.path + "/messages", .csrf_token = call.csrf_token},
                              textarea_field({.name = "message", .label = _("Your message"), .entered = &view.entered, .required = true}),
                              submit(_("Send message")));
  return details(cls("act"), view.entered.errors.empty() ? none() : tag::open(), summary(_("Add something")), form);
}

Html reopen_form(Call const& call, TrackView const& view) {
  if (!view.may_reopen) return nothing();
  return details(cls("act"), summary(_("It is not fixed")),
                 post_form({.action = view.path + "/reopening", .csrf_token = call.csrf_token},
                           textarea_field({.name = "why", .label = _("What is still wrong?"), .entered = &view.entered, .required = true}),
                           submit(_("Open it again"))));
}

}  // namespace

Response track_page(Call const& call, TrackView const& view, int status) {
  auto const& report = view.report;
  auto const title = std::string{title_of(report, call.language)};
  auto const content =
      group(sent_note(call, view), together_note(view), error_summary(view.entered.errors),
            p(cls("small soft"), sentence(_("Request {number}"), {{"number", strong(report.number)}})),
            h1(title, " ", state_badge(report, call.language)),
            div(cls("split"),
                div(finished_photo(call, view), section(h2(_("What happened so far")), timeline_list(call, view.steps, Audience::reporter)),
                    sent_photos(call, view)),
                aside(div(cls("panel"), facts({{_("Number"), span(cls("reference"), report.number)},
                                               {_("Where"), group(report.place.address)},
                                               {_("Reported"), time_of(call, report.opened_at)},
                                               {_("We aim to finish by"), promise(call, report)},
                                               {_("Department"), group(report.owner)}})),
                      reopen_form(call, view), report.closed() ? nothing() : write_form(call, view))));
  auto response = page(call,
                       {.title = Text{title + " " + report.number},
                        .content = content,
                        .script = "live.js",
                        .head = meta(name("robots"), Attr{"content", std::string_view{"noindex"}})},
                       status);
  no_store(response);
  response.headers.set("Referrer-Policy", "no-referrer");
  return response;
}

}  // namespace cityhall
