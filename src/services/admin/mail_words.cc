#include "services/admin/mail_words.h"

#include <map>

namespace cityhall {

web::Text mail_words(std::string_view template_name) {
  static std::map<std::string_view, Message> const words{
      {"article-review", _("An article is to be read again")},
      {"codes-guessed", _("Somebody guesses codes with the right password")},
      {"confirm-subscription", _("Somebody is asked whether mails are wanted")},
      {"digest", _("Several pieces of news in one mail")},
      {"fixed-with-photo", _("Done, with a photo of the work")},
      {"follow-up", _("A question some days after the end")},
      {"followed-area", _("News from an area, a street or a service that somebody follows")},
      {"hook-paused", _("A web hook was paused")},
      {"partner-handover", _("A request is handed over by mail")},
      {"password-changed", _("A password was set anew")},
      {"request-answered", _("Answered")},
      {"request-closed", _("Done")},
      {"request-declined", _("Not done, with the reason")},
      {"request-duplicate", _("Already reported by somebody else")},
      {"request-merged", _("Handled together with another report")},
      {"request-not-ours", _("Somebody else is responsible")},
      {"request-on-hold", _("Work has to wait")},
      {"request-passed-on", _("Passed on to another body")},
      {"request-progress", _("Work goes on")},
      {"request-received", _("A report arrived")},
      {"request-reopened", _("Opened again")},
      {"request-replied", _("The city writes to the reporter")},
      {"request-scheduled", _("A day for the work is set")},
      {"request-unmerged", _("No longer handled together")},
      {"sign-in-code", _("The code for signing in")},
      {"staff-bell", _("Somebody is told something about a request")},
      {"staff-bell-daily", _("What the bell told on one day")},
      {"staff-invitation", _("An invitation to work with the city")},
      {"staff-news", _("News for staff")}};
  auto const found = words.find(template_name);
  return found == words.end() ? web::Text{template_name} : web::Text{found->second};
}

}  // namespace cityhall
