#include "services/handover/pages.h"

#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string path_of(PartnerId id) { return "/casework/partners/" + to_text(id); }

std::string as_lines(std::map<std::string, std::string> const& map) {
  std::string lines;
  for (auto const& [ours, theirs] : map) lines += ours + " = " + theirs + "\n";
  return lines;
}

Html mail_fields(Call const& call, Partner const& partner, Entered const& entered) {
  std::vector<web::Option> languages;
  auto const settings = call.city.settings.get();
  for (auto const& language : settings->languages)
    languages.push_back({language, language == "en" ? "English" : language == "es" ? "Español" : language});
  return fieldset(
      legend(_("By mail")),
      input_field({.name = "email", .label = _("E-mail address"), .entered = &entered, .value = partner.email, .type = "email"}),
      select_field({.name = "language", .label = _("Language"), .entered = &entered, .value = partner.language}, languages));
}

Html open311_fields(Partner const& partner, Entered const& entered) {
  return fieldset(legend(_("By Open311")),
                  input_field({.name = "endpoint",
                               .label = _("Address of the endpoint"),
                               .hint = group("https://county.example/open311/v2"),
                               .entered = &entered,
                               .value = partner.endpoint,
                               .type = "url"}),
                  input_field({.name = "api_key",
                               .label = _("Their key for us"),
                               .hint = partner.id ? group(_("Empty: stays as it is")) : nothing(),
                               .entered = &entered,
                               .attributes = {autocomplete("off")}}),
                  input_field({.name = "jurisdiction_id",
                               .label = _("Jurisdiction, if they ask for one"),
                               .entered = &entered,
                               .value = partner.jurisdiction_id}),
                  textarea_field({.name = "service_codes",
                                  .label = _("Services"),
                                  .hint = group(_("ours = theirs, one on each line: pothole = POTHOLE. A star stands for all others.")),
                                  .entered = &entered,
                                  .value = as_lines(partner.service_codes)}),
                  textarea_field({.name = "statuses",
                                  .label = _("Statuses"),
                                  .hint = group(_("theirs = ours, one on each line: done = fixed. Ours is an outcome or a state. The "
                                                  "same word needs no line.")),
                                  .entered = &entered,
                                  .value = as_lines(partner.statuses)}),
                  textarea_field({.name = "told_statuses",
                                  .label = _("What we tell them"),
                                  .hint = group(_("ours = theirs, one on each line: no_action = no_further_action. Ours is an outcome, a "
                                                  "state, or reopen. Without a line they are told closed and reopen, and no other state.")),
                                  .entered = &entered,
                                  .value = as_lines(partner.told_statuses)}));
}

Html fields(Call const& call, Partner const& partner, Entered const& entered) {
  std::vector<web::Option> const ways{{"mail", _("Mail")}, {"open311", "Open311"}};
  return group(input_field({.name = "name", .label = _("Name"), .entered = &entered, .value = partner.name, .required = true}),
               radio_field({.name = "way",
                            .label = _("How requests are handed over"),
                            .entered = &entered,
                            .value = std::string{to_text(partner.way)},
                            .required = true},
                           ways),
               mail_fields(call, partner, entered), open311_fields(partner, entered),
               checkbox_field({.name = "active", .label = _("Takes requests"), .entered = &entered, .value = partner.active ? "yes" : ""}));
}

Html row(Partner const& partner) {
  auto const fault = partner.poll_fault.empty() ? nothing() : span(cls("badge late"), _("does not answer"));
  return li(a(href(path_of(partner.id)), partner.name, " ", fault,
              span(partner.way == PartnerWay::mail ? partner.email : partner.endpoint,
                   partner.active ? group("") : group(" · ", _("takes no requests now")))));
}

Html frame(Message const& heading, Html const& content) {
  return div(cls("read"), a(cls("back"), href("/casework"), _("Rules of case work")), h1(heading), content);
}

}  // namespace

Response partners_page(Call const& call, PartnersView const& view) {
  auto const list = view.partners.empty() ? empty_state(_("No partner yet."),
                                                        _("Add the bodies that take what is not the city's: county, utilities, transit."))
                                          : ul(cls("links"), each(view.partners, row));
  auto const saved = call.request.query.get("saved") == "yes" ? note("good", p(_("Saved."))) : nothing();
  auto const form = post_form({.action = "/casework/partners", .csrf_token = call.csrf_token, .css_class = "panel"}, h2(_("Add a partner")),
                              error_summary(view.entered.errors), fields(call, {}, view.entered), submit(_("Save the partner")));
  return page(call,
              {.title = _("Partners"),
               .content = frame(_("Partners"), group(saved, list, form)),
               .surface = Surface::staff,
               .current = "/casework"},
              view.status);
}

Response partner_page(Call const& call, PartnerView const& view) {
  auto const& partner = view.partner;
  auto const fault =
      partner.poll_fault.empty() ? nothing() : note("warn", p(_("The last time we asked for updates:"), " ", partner.poll_fault));
  auto const form = post_form({.action = path_of(partner.id), .csrf_token = call.csrf_token}, error_summary(view.entered.errors),
                              fields(call, partner, view.entered), submit(_("Save the partner")));
  auto const content = div(cls("read"), a(cls("back"), href("/casework/partners"), _("Partners")), h1(partner.name), fault, form);
  return page(call, {.title = Text{partner.name}, .content = content, .surface = Surface::staff, .current = "/casework"}, view.status);
}

}  // namespace cityhall
