#include "services/contact/start_page.h"

#include "kernel/addresses.h"
#include "kernel/directory/directory.h"
#include "services/page/channel_words.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html look_up_form(StartView const& view) {
  return get_form("/desk/contact", role("search"), data("find", "#found"),
                  label(for_id("q"), cls("label"), _("Who is it? Number, name, address, e-mail or case number")),
                  div(cls("search"),
                      element("input", {id("q"), name("q"), type("search"), value(view.text), autocomplete("off"), data("shortcut", "/")}),
                      button(type("submit"), _("Look up"))));
}

/// Begins a contact with what is known already.
Html begin_button(Call const& call, std::vector<std::pair<std::string_view, std::string>> const& known, Message const& words) {
  return post_form({.action = "/desk/contact", .csrf_token = call.csrf_token},
                   each(known, [](auto const& field) { return hidden_field(field.first, field.second); }),
                   button(type("submit"), cls("quiet"), words));
}

Html person_row(Call const& call, Party const& party) {
  return li(cls("row"),
            div(cls("grow"), strong(party.name.empty() ? group(_("Without a name")) : group(party.name)), " ",
                span(cls("soft"), party.phone, " ", party.email)),
            begin_button(call, {{"party", to_text(party.id)}, {"channel", "phone"}}, _("On the phone")),
            begin_button(call, {{"party", to_text(party.id)}, {"channel", "counter"}}, _("At the counter")));
}

Html case_row(InboxRow const& row) {
  return li(a(href(desk_address(row.number)), row.number, " ", row.title, span(row.address, " · ", row.state_label)));
}

Html earlier_row(Call const& call, Interaction const& contact) {
  return li(a(href("/desk/contact/" + to_text(contact.id)), contact.caller_name.empty() ? contact.caller_contact : contact.caller_name,
              span(channel_words(contact.channel), " · ", how_long(call.now, contact.started))));
}

Html found(Call const& call, StartView const& view) {
  if (view.text.empty()) return nothing();
  if (view.people.empty() && view.cases.empty() && view.earlier.empty())
    return p(cls("soft"), _("Nobody and nothing found. Start below with what you know."));
  Html parts;
  if (!view.people.empty())
    parts +=
        section(h3(_("People")), ul(cls("plain-list"), each(view.people, [&](Party const& party) { return person_row(call, party); })));
  if (!view.cases.empty()) parts += section(h3(_("Requests")), ul(cls("links"), each(view.cases, case_row)));
  if (!view.earlier.empty())
    parts += section(h3(_("Earlier contacts")),
                     ul(cls("links"), each(view.earlier, [&](Interaction const& contact) { return earlier_row(call, contact); })));
  return parts;
}

Html begin_form(Call const& call, StartView const& view) {
  std::vector<web::Option> const channels{
      {"phone", _("On the phone")}, {"counter", _("At the counter")}, {"social", _("Social media")}, {"email", _("E-mail")}};
  auto const* const entered = &view.entered;
  auto const number = normal_phone(view.text).empty() ? std::string{} : view.text;
  return post_form(
      {.action = "/desk/contact", .csrf_token = call.csrf_token, .css_class = "panel"}, h2(_("Somebody new")),
      div(cls("row"), select_field({.name = "channel", .label = _("Channel"), .entered = entered}, channels),
          input_field({.name = "name", .label = _("Name"), .entered = entered, .attributes = {autocomplete("off")}, .form = "new"}),
          input_field({.name = "contact",
                       .label = _("Number or e-mail"),
                       .entered = entered,
                       .value = number,
                       .attributes = {autocomplete("off")}}),
          submit(_("Start"))));
}

Html waiting_row(Call const& call, Interaction const& contact) {
  auto const who = contact.caller_name.empty() ? contact.caller_contact : contact.caller_name;
  auto const queue = contact.queue.empty() ? nothing() : group(" · ", call.city.directory.get()->title_of(contact.queue, call.language));
  auto const what = div(cls("grow"), strong(who.empty() ? group(_("Somebody")) : group(who)), " ",
                        span(cls("soft"), channel_words(contact.channel), queue, " · ", how_long(call.now, contact.started)),
                        contact.note.empty() ? nothing() : p(cls("quote small"), contact.note));
  auto const path = "/desk/contact/" + to_text(contact.id);
  if (contact.waits())
    return li(cls("row"), what, post_form({.action = path + "/taking", .csrf_token = call.csrf_token}, button(type("submit"), _("Take"))));
  auto const mine = contact.agent == call.actor.account;
  return li(cls("row"), what, a(cls("button quiet"), href(path), mine ? _("Go on") : _("Look")));
}

Html waiting(Call const& call, StartView const& view) {
  auto const rows = ul(cls("plain-list"), each(view.open, [&](Interaction const& contact) { return waiting_row(call, contact); }));
  return section(h2(_("Contacts now")), view.open.empty() ? p(cls("soft"), _("Nobody is waiting.")) : rows);
}

/// Who calls right now: name, number, what they told the voice menu, and their last requests, before anybody has said hello.
Html pop_card(Call const& call, WaitingCall const& caller) {
  auto const& contact = caller.contact;
  auto const who = contact.caller_name.empty() ? contact.caller_contact : contact.caller_name;
  auto const spoken = contact.language == "es" ? std::string{"Español"} : contact.language;
  auto const language = contact.language == call.language ? nothing() : group(" · ", spoken);
  return div(cls("panel pop"), h2(_("A call is waiting:"), " ", who.empty() ? group(_("Somebody")) : group(who)),
             p(contact.caller_contact, language, " · ", how_long(call.now, contact.started)),
             contact.note.empty() ? nothing() : p(cls("quote"), contact.note),
             caller.cases.empty() ? nothing() : ul(cls("links"), each(caller.cases, case_row)),
             post_form({.action = "/desk/contact/" + to_text(contact.id) + "/taking", .csrf_token = call.csrf_token},
                       button(type("submit"), _("Take the call"))));
}

Html attempt_buttons(Call const& call, CallBack const& back) {
  auto const path = "/desk/call-backs/" + to_text(back.id);
  if (back.state == CallBackState::taken && back.agent == call.actor.account)
    return post_form({.action = path + "/attempts", .csrf_token = call.csrf_token},
                     button(type("submit"), name("reached"), value("yes"), _("Reached")), " ",
                     button(type("submit"), cls("quiet"), name("reached"), value("no"), _("Not reached")));
  return post_form({.action = path + "/taking", .csrf_token = call.csrf_token}, button(type("submit"), cls("quiet"), _("Call now")));
}

Html call_back_row(Call const& call, CallBack const& back) {
  auto const later = back.next > call.now ? group(" · ", how_long(call.now, back.next)) : nothing();
  return li(cls("row"),
            div(cls("grow"), strong(back.name), " ", a(href("tel:" + back.phone), back.phone), " ",
                span(cls("soft"), how_long(call.now, back.created), later,
                     back.attempts > 0 ? group(" · ", _n("{count} attempt", "{count} attempts", back.attempts)) : nothing()),
                back.reason.empty() ? nothing() : p(cls("quote small"), back.reason)),
            attempt_buttons(call, back));
}

Html call_backs(Call const& call, StartView const& view) {
  auto const rows = ul(cls("plain-list"), each(view.call_backs, [&](CallBack const& back) { return call_back_row(call, back); }));
  auto const form =
      details(cls("act"), summary(_("Somebody wants to be called")),
              post_form({.action = "/desk/call-backs", .csrf_token = call.csrf_token},
                        input_field({.name = "phone", .label = _("Phone"), .required = true, .type = "tel"}), text_input("name", _("Name")),
                        text_input("reason", _("What it is about")), submit(_("Put into the list"))));
  return section(h2(_("Call-backs")), view.call_backs.empty() ? p(cls("soft"), _("Nobody wants to be called.")) : rows, form);
}

Html incoming_row(Call const& call, WaitingMessage const& waiting) {
  auto const& message = waiting.message;
  auto const about = waiting.offered
                         ? p(cls("small"), _("Perhaps about"), " ",
                             a(href(desk_address(waiting.offered->number)), waiting.offered->number, " ", waiting.offered->title))
                         : nothing();
  auto const path = "/desk/incoming/" + to_text(message.id);
  auto const sound = message.recording.empty() ? nothing() : p(a(href(path + "/recording"), _("Listen")));
  return li(
      cls("row"),
      div(cls("grow"), strong(message.subject.empty() ? group(channel_words(message.channel)) : group(message.subject)), " ",
          span(cls("soft"), message.sender_name, " ", message.sender_contact, " · ", how_long(call.now, message.received)),
          message.body.empty() ? nothing() : p(cls("quote small"), message.body.substr(0, message.body.find('\n'))), about, sound),
      post_form({.action = path + "/taking", .csrf_token = call.csrf_token},
                button(type("submit"), cls("quiet"), waiting.offered ? _("Take") : _("Make a request"))),
      post_form({.action = path + "/dropping", .csrf_token = call.csrf_token}, button(type("submit"), cls("plain"), _("Needs nothing"))));
}

Html incoming(Call const& call, StartView const& view) {
  if (view.incoming.empty()) return nothing();
  return section(h2(_("Voicemail and mail")),
                 ul(cls("plain-list"), each(view.incoming, [&](WaitingMessage const& message) { return incoming_row(call, message); })));
}

}  // namespace

Response start_page(Call const& call, StartView const& view) {
  auto const main = div(look_up_form(view), div(id("found"), aria("live", "polite"), found(call, view)), begin_form(call, view));
  auto const side = aside(id("waiting"), aria("live", "polite"), waiting(call, view), call_backs(call, view), incoming(call, view));
  auto const pop = div(id("pop"), role("status"), each(view.calling, [&](WaitingCall const& caller) { return pop_card(call, caller); }));
  auto const content = group(h1(_("Contact center")), error_summary(view.entered.errors), pop, div(cls("split"), main, side));
  return page(call,
              {.title = _("Contact center"),
               .content = content,
               .surface = Surface::staff,
               .current = "/desk/contact",
               .script = "contact.js",
               .heard_until = view.heard_until},
              view.status);
}

}  // namespace cityhall
