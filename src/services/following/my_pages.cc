#include "services/following/my_pages.h"

#include "kernel/addresses.h"
#include "kernel/cases/clock.h"
#include "kernel/cases/tracking.h"
#include "kernel/definitions/evaluate.h"
#include "services/page/parts.h"
#include "services/page/unfinished.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string title_in(Call const& call, PublicCase const& report) {
  return report.title.empty() ? std::string{report.definition->title.in(call.language)} : report.title;
}

Html badge_of(Call const& call, PublicCase const& report) {
  auto const* state = report.definition->workflow.state(report.state);
  auto const label = state == nullptr ? std::string{} : std::string{public_label(*state, call.language)};
  return span(cls(report.status == CaseStatus::closed ? "badge good" : "badge open"), label);
}

/// What comes next, in one line.
Html next_step(Call const& call, PublicCase const& report) {
  if (report.status == CaseStatus::closed) return group(_("Done. Tell us on its page whether it is right."));
  if (!report.due_at) return group(_("We are at it."));
  return sentence(_("We aim to finish by {date}."), {{"date", date_of(call, last_moment(*report.due_at))}});
}

Html row(Call const& call, PublicCase const& report, std::string const& path) {
  return li(a(href(path), title_in(call, report), " ", badge_of(call, report),
              span(report.place.address, report.place.address.empty() ? "" : " · ", how_long(call.now, report.opened_at), " · ",
                   report.number, " · ", next_step(call, report))));
}

Html own_list(Call const& call, MyView const& view) {
  if (view.requests.empty())
    return empty_state(_("You have not reported anything yet."), _("Reports that you send with your e-mail address appear here."));
  return ul(cls("links"), each(view.requests, [&](PublicCase const& report) {
              return row(call, report, tracking_path(report.number, tracking_secret(call.city, report.id)));
            }));
}

Html stop_button(Call const& call, std::string const& path, std::string const& what) {
  return post_form({.action = path, .csrf_token = call.csrf_token},
                   button(type("submit"), cls("plain small"), _("Stop following"), span(cls("visually-hidden"), ": ", what)));
}

Html followed_list(Call const& call, MyView const& view) {
  Html items;
  for (auto const& report : view.followed)
    items += li(a(href(public_address(report.number)), title_in(call, report), " ", badge_of(call, report),
                  span(report.place.address, " · ", report.number)),
                stop_button(call, "/my-requests/followed/" + report.number + "/end", report.number));
  for (auto const& topic : view.topics)
    items += li(span(topic.words), stop_button(call, "/my-requests/subscriptions/" + to_text(topic.subscription.id) + "/end", topic.words));
  auto const more = p(a(href("/follow"), _("Follow an area, a street or a kind of report")));
  if (items.empty()) return group(p(cls("soft"), _("You follow nothing.")), more);
  return group(ul(cls("links followed"), items), more);
}

Html settings_form(Call const& call, MyView const& view) {
  std::vector<web::Option> const paces{{"each", _("Each piece of news by itself")},
                                       {"hourly", _("Several within an hour as one mail")},
                                       {"daily", _("One mail each morning")}};
  std::vector<web::Option> languages;
  auto const settings = call.city.settings.get();  // held: the loop outlives a temporary
  for (auto const& language : settings->languages)
    languages.push_back({language, language == "es" ? "Español" : language == "en" ? "English" : language});
  auto const again = view.stopped ? group(note("warn", p(_("You have stopped every mail from the city."))),
                                          checkbox_field({.name = "mails", .label = _("Send me mails again")}))
                                  : nothing();
  auto const texts = view.phone.empty()
                         ? nothing()
                         : checkbox_field({.name = "texts",
                                           .label = _("Send text messages to {phone} in place of mails").with("phone", view.phone),
                                           .value = view.texts ? "yes" : ""});
  return post_form(
      {.action = "/my-requests/settings", .csrf_token = call.csrf_token}, again, texts,
      radio_field({.name = "pace", .label = _("News about what you follow"), .value = std::string{to_text(view.pace)}, .required = true},
                  paces),
      select_field({.name = "language", .label = _("Language of mails"), .value = view.language, .required = true}, languages),
      submit(_("Save")));
}

Html told(MyView const& view) {
  if (view.just_followed) return note("good", p(_("You follow it now. Every mail has a link by which you stop it.")));
  return view.saved ? note("good", p(_("Saved."))) : nothing();
}

}  // namespace

Response my_requests_page(Call const& call, MyView const& view) {
  auto const settings = call.city.settings.get();
  auto const contact = settings->email.empty() ? settings->phone : settings->email;
  auto const side =
      !call.actor.party
          ? nothing()
          : aside(div(cls("panel"), h2(_("Mails")), settings_form(call, view)),
                  div(cls("panel"), h2(_("Your data")),
                      p(a(href("/my-requests/data.json"), download("my-requests.json"), _("Save all of it as a file"))),
                      p(cls("soft small"), sentence(_("To have it erased, write to {contact}."), {{"contact", group(contact)}}))));
  auto const content =
      group(h1(_("My requests")), unfinished_strip(call), told(view),
            div(cls("split"), div(own_list(call, view), section(h2(_("What you follow")), followed_list(call, view))), side));
  return page(call, {.title = _("My requests"), .content = content, .current = "/my-requests"});
}

}  // namespace cityhall
