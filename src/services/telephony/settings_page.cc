#include <fmt/format.h>

#include "base/refusal.h"
#include "base/text.h"
#include "services/page/page.h"
#include "services/page/parts.h"
#include "services/telephony/hooks.h"
#include "services/telephony/provider.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string clock_words(int minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

/// Minutes of the day; -1 for what is no time.
int minute_from(std::string_view text) {
  auto const number = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  if (text.size() < 5 || text[2] != ':') return -1;
  return number(0) * 60 + number(3);
}

struct TelephonyForm {
  std::string account;
  std::string token;
  std::string number;
  std::string api_base = "https://api.twilio.com";
  std::string opens = "08:00";
  std::string closes = "17:00";
  std::string queue;
  int texts_per_day = 1000;
  std::string phones;
};

Form<TelephonyForm> telephony_form() {
  return {field("account", &TelephonyForm::account).most(64),
          field("token", &TelephonyForm::token).most(200),
          field("number", &TelephonyForm::number).most(40),
          field("api_base", &TelephonyForm::api_base).most(200),
          field("opens", &TelephonyForm::opens).most(5),
          field("closes", &TelephonyForm::closes).most(5),
          field("queue", &TelephonyForm::queue).most(80),
          field("texts_per_day", &TelephonyForm::texts_per_day).least(0).most(1'000'000),
          field("phones", &TelephonyForm::phones).most(20'000).lines()};
}

Html input(std::string_view name_of, Message const& words, std::string const& shown, Entered const& entered, Message const& hint = {}) {
  return input_field({.name = name_of,
                      .label = words,
                      .hint = hint.empty() ? nothing() : group(hint),
                      .entered = &entered,
                      .value = shown,
                      .attributes = {autocomplete("off")}});
}

Html hook_list(Call const& call) {
  auto const base = call.city.settings.get()->base_url;
  return section(cls("panel"), h2(_("What the provider needs")),
                 facts({{_("When a call comes in"), code(base + "/telephony/voice")},
                        {_("When a call changes"), code(base + "/telephony/status")},
                        {_("When a message comes in"), code(base + "/telephony/text")}}));
}

Html counts_of(Call const& call) {
  auto const counts = provider_counts(call.view(), call.now);
  return section(
      cls("panel"), h2(_("Text messages in the last day")),
      facts({{_("Paid for"), group(counts.sent)}, {_("Waiting"), group(counts.queued)}, {_("Failed or held"), group(counts.failed)}}));
}

Response telephony_page(Call const& call, Entered const& entered, int status) {
  auto const account = telephony_account(call.view()).value_or(TelephonyAccount{});
  auto const form = post_form(
      {.action = "/admin/telephony", .csrf_token = call.csrf_token},
      input("account", _("Account"), account.account, entered, _("Of a Twilio-compatible provider. Empty: no telephony.")),
      input_field(
          {.name = "token",
           .label = _("Token"),
           .hint = group(account.token.empty() ? _("The provider shows the token beside the account.") : _("Left empty: stays as it is.")),
           .entered = &entered,
           .type = "password",
           .attributes = {autocomplete("off")}}),
      input("number", _("Our number"), account.number, entered), input("api_base", _("Address of the provider"), account.api_base, entered),
      div(cls("row"),
          input_field({.name = "opens",
                       .label = _("People answer from"),
                       .entered = &entered,
                       .value = clock_words(account.opens_minute),
                       .type = "time"}),
          input_field(
              {.name = "closes", .label = _("until"), .entered = &entered, .value = clock_words(account.closes_minute), .type = "time"})),
      input("queue", _("Queue for people"), account.queue, entered),
      input("texts_per_day", _("Text messages in a day, at most"), std::to_string(account.texts_per_day), entered,
            _("More are held back, so that a fault cannot cost a fortune.")),
      textarea_field({.name = "phones",
                      .label = _("Telephones of agents"),
                      .hint = group(_("One on each line: e-mail = number.")),
                      .entered = &entered,
                      .value = account.phones,
                      .attributes = {rows(5)}}),
      submit(_("Save")));
  auto const saved = call.request.query.has("saved") ? note("good", p(_("Saved."))) : nothing();
  auto const side = account.account.empty() ? aside(hook_list(call)) : aside(hook_list(call), counts_of(call));
  auto const content = group(h1(_("Telephony")), saved, error_summary(entered.errors), div(cls("split"), form, side));
  return page(call, {.title = _("Telephony"), .content = content, .surface = Surface::staff, .current = "/admin/telephony"}, status);
}

}  // namespace

Response show_telephony(Call& call) { return telephony_page(call, {}, 200); }

Response change_telephony(Call& call) {
  auto const form = read(telephony_form(), call.request.form);
  auto const before = telephony_account(call.view()).value_or(TelephonyAccount{});
  auto unit = call.unit();
  save_telephony(unit, {.account = form.account,
                        .token = form.token.empty() ? before.token : form.token,
                        .number = form.number,
                        .api_base = form.api_base,
                        .opens_minute = minute_from(form.opens),
                        .closes_minute = minute_from(form.closes),
                        .queue = form.queue,
                        .texts_per_day = form.texts_per_day,
                        .phones = form.phones});
  return see_other("/admin/telephony?saved=yes");
}

Response telephony_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid) throw refusal;
  return telephony_page(call, {.values = call.request.form.fields, .errors = refusal.fields}, 422);
}

}  // namespace cityhall
