#include "services/issues/track_pages.h"

#include <array>

#include "kernel/addresses.h"
#include "kernel/cases/clock.h"
#include "kernel/city.h"
#include "kernel/definitions/definition.h"
#include "kernel/directory/directory.h"
#include "services/page/map_picture.h"
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
  auto const number = view.main->is_public ? a(href(public_address(view.main->number)), view.main->number) : strong(view.main->number);
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
  bool const tried = view.entered.values.has("why");
  return details(
      cls("act"), tried ? tag::open() : none(), summary(_("It is not fixed")),
      post_form(
          {.action = view.path + "/reopening", .csrf_token = call.csrf_token, .files = true},
          textarea_field({.name = "why", .label = _("What is still wrong?"), .entered = &view.entered, .required = true}),
          file_field({.name = "photos",
                      .label = _("Add a photo"),
                      .hint = group(_("It goes to the crew that did the work.")),
                      .entered = &view.entered,
                      .attributes = {accept("image/jpeg,image/png,image/webp,image/heic,image/heif,image/avif,image/gif"), multiple()}}),
          submit(_("Open it again"))));
}

std::string_view given_score(TrackView const& view) {
  constexpr std::array<std::string_view, 6> scores{"", "1", "2", "3", "4", "5"};
  return scores.at(static_cast<std::size_t>(view.rating ? view.rating->score : 0));
}

/// One question; the answer may be changed for a while.
Html rating_form(Call const& call, TrackView const& view) {
  if (!view.may_rate) return nothing();
  std::vector<web::Option> const answers{{"5", _("Very good")}, {"4", _("Good")}, {"3", _("So-so")}, {"2", _("Bad")}, {"1", _("Very bad")}};
  auto const form = post_form({.action = view.path + "/rating", .csrf_token = call.csrf_token},
                              radio_field({.name = "score",
                                           .label = _("How well did we do this?"),
                                           .entered = &view.entered,
                                           .value = std::string{given_score(view)},
                                           .required = true},
                                          answers),
                              textarea_field({.name = "comment",
                                              .label = _("What should we do better?"),
                                              .hint = group(_("If you like. Only the city's staff read it.")),
                                              .entered = &view.entered,
                                              .value = view.rating ? view.rating->comment : std::string{}}),
                              submit(view.rating ? _("Change my answer") : _("Send my answer")));
  auto const thanks = view.just_rated ? note("good", p(_("Thank you. You can change your answer for two weeks."))) : nothing();
  return section(id("rating"), h2(_("Your opinion")), thanks, form);
}

Html people_line(TrackView const& view) {
  if (view.people < 2) return nothing();
  return group(_n("{count} person told us", "{count} people told us", static_cast<long>(view.people)));
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
                    sent_photos(call, view), rating_form(call, view)),
                aside(place_map(call, report.place, report.status == CaseStatus::closed ? "fixed" : "here"),
                      div(cls("panel"), facts({{_("Number"), span(cls("reference"), report.number)},
                                               {_("Where"), group(report.place.address)},
                                               {_("Reported"), time_of(call, report.opened_at)},
                                               {_("We aim to finish by"), promise(call, report)},
                                               {_("Department"), group(call.city.directory.get()->title_of(report.owner, call.language))},
                                               {_("Together"), people_line(view)}})),
                      reopen_form(call, view), report.closed() ? nothing() : write_form(call, view))));
  auto response = page(call,
                       {.title = Text{title + " " + report.number},
                        .content = content,
                        .script = "live.js",
                        .head = group(meta(name("robots"), Attr{"content", std::string_view{"noindex"}}), map_script(call)),
                        .heard_until = view.heard_until,
                        .where = report.place.point},
                       status);
  no_store(response);
  response.headers.set("Referrer-Policy", "no-referrer");
  return response;
}

}  // namespace cityhall
