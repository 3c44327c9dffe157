#include <fmt/format.h>

#include "base/refusal.h"
#include "base/text.h"
#include "kernel/run_unit.h"
#include "kernel/telephony/texts.h"
#include "services/page/office.h"
#include "services/page/parts.h"
#include "services/telephony/hooks.h"
#include "services/telephony/provider.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

constexpr std::string_view page_path = "/admin/telephony";

std::string clock_text(int minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

/// Minutes of the day of "08:00"; -1 for what is no time.
int minute_from(std::string_view text) {
  auto const digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() < 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return -1;
  auto const number = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  return number(0) * 60 + number(3);
}

struct TelephonyForm {
  std::string account;
  std::string token;
  std::string number;
  std::string api_base = "https://api.twilio.com";
  bool voice = false;
  bool texts = false;
  std::string opens = "08:00";
  std::string closes = "17:00";
  bool every_day = false;
  std::string queue;
  int texts_per_day = 1000;
  std::string phones;
};

Form<TelephonyForm> telephony_form() {
  return {field("account", &TelephonyForm::account).most(64),
          field("token", &TelephonyForm::token).most(200),
          field("number", &TelephonyForm::number).most(40),
          field("api_base", &TelephonyForm::api_base).most(200),
          field("voice", &TelephonyForm::voice),
          field("texts", &TelephonyForm::texts),
          field("opens", &TelephonyForm::opens).most(8),
          field("closes", &TelephonyForm::closes).most(8),
          field("every_day", &TelephonyForm::every_day),
          field("queue", &TelephonyForm::queue).most(80),
          field("texts_per_day", &TelephonyForm::texts_per_day).least(0).most(1'000'000),
          field("phones", &TelephonyForm::phones).most(20'000).lines()};
}

struct TelephonyView {
  TelephonyAccount account{};
  Told told{};
  std::vector<ProviderFinding> findings{};
};

/// A line of the form.
struct Line {
  std::string_view name;
  Message words;
  std::string shown{};
  Html hint{};
};
Html line(Entered const& entered, Line const& what) {
  return input_field({.name = what.name,
                      .label = what.words,
                      .hint = what.hint,
                      .entered = &entered,
                      .value = what.shown,
                      .attributes = {autocomplete("off")}});
}

Html account_fields(TelephonyView const& view) {
  auto const& account = view.account;
  auto const& entered = view.told.entered;
  auto const kept = account.token.empty() ? hint(_("The provider shows the token beside the account."))
                                          : hint(_("A token is set. Leave this empty to keep it."));
  return group(line(entered, {"account", _("Account"), account.account, hint(_("Of a Twilio-compatible provider. Empty: no telephony."))}),
               input_field({.name = "token",
                            .label = _("Token"),
                            .hint = kept,
                            .entered = &entered,
                            .type = "password",
                            .attributes = {autocomplete("off")}}),
               line(entered, {"number", _("Our number"), account.number, hint(_("With the area code, such as +1 317 555 0100."))}),
               line(entered, {"api_base", _("Address of the provider"), account.api_base}));
}

Html call_fields(TelephonyView const& view) {
  auto const& account = view.account;
  auto const& entered = view.told.entered;
  auto const clock = [&](std::string_view name_of, Message const& words, int minute) {
    return input_field({.name = name_of, .label = words, .entered = &entered, .value = clock_text(minute), .type = "time"});
  };
  return group(checkbox_field({.name = "voice", .label = _("Answer calls"), .entered = &entered, .value = account.voice ? "yes" : ""}),
               div(cls("row"), clock("opens", _("People answer from"), account.opens_minute),
                   clock("closes", _("until"), account.closes_minute)),
               checkbox_field({.name = "every_day",
                               .label = _("Also on weekends and holidays"),
                               .entered = &entered,
                               .value = account.every_day ? "yes" : ""}),
               line(entered, {"queue", _("Queue for people"), account.queue, hint(_("Empty: everybody in the contact center."))}),
               textarea_field({.name = "phones",
                               .label = _("Telephones of agents"),
                               .hint = hint(_("One on each line: e-mail = number. A call that an agent takes is put through to it.")),
                               .entered = &entered,
                               .value = account.phones,
                               .attributes = {cls("lines")}}));
}

Html text_fields(TelephonyView const& view) {
  auto const& account = view.account;
  auto const& entered = view.told.entered;
  return group(
      checkbox_field(
          {.name = "texts", .label = _("Answer and send text messages"), .entered = &entered, .value = account.texts ? "yes" : ""}),
      line(entered, {"texts_per_day", _("Text messages in a day, at most"), std::to_string(account.texts_per_day),
                     hint(_("More are held back, so that a fault cannot cost a fortune."))}));
}

Html hook_list(Call const& call) {
  auto const base = call.city.settings.get()->base_url;
  return section(cls("panel"), h2(_("What the provider needs")), p(_("Enter these addresses at the provider, each with the method POST:")),
                 facts({{_("When a call comes in"), code(base + "/telephony/voice")},
                        {_("When a call changes"), code(base + "/telephony/status")},
                        {_("When a message comes in"), code(base + "/telephony/text")}}));
}

Html test_part(Call const& call, TelephonyView const& view) {
  auto const finding = [](ProviderFinding const& found) {
    return li(span(cls(found.good ? "badge good" : "badge late"), found.good ? _("In order") : _("Wrong")), " ", found.what,
              found.fix.empty() ? nothing() : group(" ", strong(found.fix)));
  };
  auto const told = view.findings.empty() ? nothing() : ul(cls("plain-list"), id("findings"), each(view.findings, finding));
  return section(cls("panel"), h2(_("Does it work?")), told,
                 act_button(call, std::string{page_path} + "/tests", _("Test the connection")));
}

Html resend_button(Call const& call, std::string_view state, std::int64_t count, Message const& words) {
  if (count == 0) return nothing();
  return post_form({.action = std::string{page_path} + "/resending", .csrf_token = call.csrf_token}, hidden_field("state", state),
                   button(type("submit"), cls("button quiet"), words));
}

Html counts_part(Call const& call) {
  auto const counts = provider_counts(call.view(), call.now);
  auto const fault = counts.fault.empty() ? nothing() : p(cls("soft small"), _("Last fault:"), " ", counts.fault);
  return section(cls("panel"), h2(_("Text messages in the last day")),
                 facts({{_("Paid for"), group(counts.sent)},
                        {_("Waiting"), group(counts.queued)},
                        {_("Held back"), group(counts.held)},
                        {_("Failed"), group(counts.failed)},
                        {_("Perhaps sent"), group(counts.uncertain)}}),
                 fault, resend_button(call, "held", counts.held, _("Send those held back")),
                 resend_button(call, "failed", counts.failed, _("Try the failed ones again")));
}

Response telephony_page(Call const& call, TelephonyView const& view) {
  auto const form = post_form({.action = page_path, .csrf_token = call.csrf_token},
                              section(cls("panel"), h2(_("Account at the provider")), account_fields(view)),
                              section(cls("panel"), h2(_("Calls")), call_fields(view)),
                              section(cls("panel"), h2(_("Text messages")), text_fields(view)), submit(_("Save")));
  auto const on = !view.account.account.empty();
  auto const off = on ? nothing() : p(_("No provider is connected. Calls and text messages are off, and nobody sees anything of them."));
  auto const below = on ? group(test_part(call, view), counts_part(call)) : nothing();
  return office_page(call,
                     {.title = _("Telephone and text messages"),
                      .content = group(told_strip(call, view.told), off, form, hook_list(call), below),
                      .path = page_path},
                     view.told.status);
}

TelephonyAccount stored(Call const& call) { return telephony_account(call.view()).value_or(TelephonyAccount{}); }

}  // namespace

Response show_telephony(Call& call) { return telephony_page(call, {.account = stored(call)}); }

Response change_telephony(Call& call) {
  auto const form = read(telephony_form(), call.request.form);
  auto const before = stored(call);
  auto unit = call.unit();
  save_telephony(unit, {.account = std::string{trim(form.account)},
                        .token = form.token.empty() ? before.token : form.token,
                        .number = form.number,
                        .api_base = form.api_base,
                        .voice = form.voice,
                        .texts = form.texts,
                        .opens_minute = minute_from(form.opens),
                        .closes_minute = minute_from(form.closes),
                        .every_day = form.every_day,
                        .queue = form.queue,
                        .texts_per_day = form.texts_per_day,
                        .phones = form.phones});
  return saved(page_path);
}

Response telephony_again(Call& call, Refusal const& refusal) {
  return telephony_page(call, {.account = stored(call), .told = told_of(call, refusal)});
}

Response test_telephony(Call& call) {
  auto const account = telephony_account(call.view());
  if (!account) throw invalid("telephony.off", _("No provider is connected."), _("Enter the account and save it first."));
  return telephony_page(call, {.account = *account, .findings = examine_provider(call.city, *account)});
}

Response resend_texts(Call& call) {
  auto const state = call.request.form.fields.get("state");
  if (state != "held" && state != "failed") throw invalid_fields({{"state", "unknown", _("Choose one of the buttons.")}});
  auto unit = call.unit();
  provider_store::requeue(unit.tx, state, unit.now);
  unit.tx.after_commit([&city = call.city] { city.wake_jobs(); });
  return saved(page_path);
}

}  // namespace cityhall
