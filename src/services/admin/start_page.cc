#include "services/admin/start_page.h"

#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html figure_item(std::size_t number, Message const& words, std::string_view path) {
  auto const shown = number >= OfficeHealth::most ? std::to_string(OfficeHealth::most) + "+" : std::to_string(number);
  return li(strong(shown), path.empty() ? span(words) : a(href(path), words));
}

Html figures_list(Call const& call, OfficeHealth const& health) {
  auto const mail = call.actor.may("admin.notices");
  return ul(cls("figures"), figure_item(health.failed_notices, _("mails failed"), mail ? "/admin/notices?state=failed" : ""),
            figure_item(health.uncertain_notices, _("mails uncertain"), mail ? "/admin/notices?state=uncertain" : ""),
            figure_item(health.queued_notices, _("mails waiting"), mail ? "/admin/notices?state=queued" : ""),
            figure_item(health.conflicts, _("field conflicts"), call.actor.may("issues.dispatch") ? "/desk/conflicts" : ""),
            figure_item(health.parked.size(), _("events that failed"), ""));
}

Html parked_section(Call const& call, OfficeHealth const& health) {
  if (health.parked.empty()) return nothing();
  auto const row = [&](ParkedEvent const& event) {
    return tr(td(event.consumer), td(event.error), td(event.attempts), td(time_of(call, event.parked_at)),
              td(event.given_up ? group(_("Given up")) : group(_("Is tried again"))));
  };
  return section(
      h2(_("Events that a part of the program could not handle")),
      office_table(_("Events that failed"), {_("Part"), _("Cause"), _("Attempts"), _("Since"), _("State")}, each(health.parked, row)),
      call.actor.may("admin.settings") ? act_button(call, "/admin/parked-events/retries", _("Try them again now")) : nothing());
}

Html jobs_section(Call const& call, OfficeHealth const& health) {
  if (health.jobs.empty()) return nothing();
  auto const row = [&](FailedJob const& job) { return tr(td(job.name), td(job.error), td(time_of(call, job.last_run))); };
  return section(h2(_("Jobs that went wrong the last time")),
                 office_table(_("Jobs that went wrong"), {_("Job"), _("Cause"), _("Last run")}, each(health.jobs, row)));
}

Html step_item(Finding const& lacking) {
  auto const mark = lacking.health == Health::bad ? span(cls("badge late"), _("Mend it")) : span(cls("badge soon"), _("Look at it"));
  auto const fix = lacking.page.empty() ? group(lacking.fix) : group(a(href(lacking.page), lacking.fix));
  return li(mark, div(p(strong(lacking.what)), p(cls("soft"), fix)));
}

Html first_steps(Call const& call, OfficeStartView const& view) {
  if (view.first_steps.empty()) return nothing();
  return section(cls("panel"), id("first-steps"), h2(_("First steps")),
                 p(cls("hint"), _("What this city still lacks. The list gets shorter by itself.")),
                 ul(cls("findings"), each(view.first_steps, step_item)),
                 act_button(call, "/admin/first-steps/dismissal", _("Do not show this list any more")));
}

Html card(OfficePart const& part) { return li(a(cls("card"), href(part.path), strong(part.title), p(part.summary))); }

Html search_form(OfficeStartView const& view) {
  return get_form("/admin", role("search"), data("find", "#found"), label(for_id("q"), cls("label"), _("What do you want to do?")),
                  div(cls("search"),
                      void_element("input", {type("search"), id("q"), name("q"), value(view.words), autocomplete("off"),
                                             placeholder(_("For example: holidays, time zone, sign-in link"))}),
                      button(type("submit"), _("Search"))));
}

Html entry_link(IndexEntry const& entry) { return li(a(href(entry.path), entry.words)); }

Html found_part(OfficeStartView const& view) {
  if (view.words.empty()) return div(id("found"));
  auto const found = find_in_index(view.index, view.words);
  return div(id("found"), role("status"),
             found.empty() ? empty_state(_("Nothing is called like that."), _("Try another word, or look through the list below."))
                           : ul(cls("plain"), each(found, entry_link)));
}

Html index_page(IndexPage const& page) {
  auto const acts = page.acts.empty() ? nothing() : ul(each(page.acts, entry_link));
  return li(a(href(page.page.path), strong(page.page.words)), acts);
}

Html index_part(OfficeStartView const& view) {
  auto const part = [](IndexGroup const& each_group) {
    return section(h3(each_group.title), ul(cls("plain"), each(each_group.pages, index_page)));
  };
  return section(h2(_("Everything that you can do")), div(cls("columns index"), each(view.index, part)));
}

}  // namespace

Response start_page(Call const& call, OfficeStartView const& view) {
  auto const& health = view.health;
  auto const no_mail = health.mail_server || !view.first_steps.empty()
                           ? nothing()
                           : note("warn", p(_("No mail server is set. Mails wait until an administrator names one in the settings.")));
  auto const content = group(told_strip(call, {}), search_form(view), found_part(view), first_steps(call, view), no_mail,
                             section(h2(_("Health")), figures_list(call, health)), parked_section(call, health), jobs_section(call, health),
                             section(h2(_("Parts of the office")), ul(cls("cards"), each(office_parts(call), card))), index_part(view));
  return office_page(call, {.title = _("Administration"), .content = content, .path = "/admin", .script = "find.js"});
}

}  // namespace cityhall
