#include "services/contact/talk_page.h"

#include "kernel/addresses.h"
#include "kernel/cases/clock.h"
#include "kernel/directory/directory.h"
#include "services/contact/script_form.h"
#include "services/page/article.h"
#include "services/page/channel_words.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string path_of(TalkView const& view) { return "/desk/contact/" + to_text(view.contact.id); }

std::string typed(TalkView const& view, std::string_view name) { return std::string{view.typed.get(name)}; }

Html caller_fields(Call const& call, TalkView const& view) {
  std::vector<web::Option> languages;
  auto const settings = call.city.settings.get();
  for (auto const& language : settings->languages)
    languages.push_back({language, language == "en" ? Text{"English"} : language == "es" ? Text{"Español"} : Text{language}});
  auto const* const entered = view.checked ? &view.entered : nullptr;
  auto const off = std::vector{autocomplete("off")};
  return fieldset(cls("panel"), legend(_("Caller")),
                  div(cls("row"),
                      input_field({.name = script_field::caller_name,
                                   .label = _("Name"),
                                   .entered = entered,
                                   .value = typed(view, script_field::caller_name),
                                   .attributes = off}),
                      input_field({.name = script_field::caller_phone,
                                   .label = _("Phone"),
                                   .entered = entered,
                                   .value = typed(view, script_field::caller_phone),
                                   .type = "tel",
                                   .attributes = off}),
                      input_field({.name = script_field::caller_email,
                                   .label = _("E-mail address"),
                                   .entered = entered,
                                   .value = typed(view, script_field::caller_email),
                                   .type = "email",
                                   .attributes = off}),
                      select_field({.name = script_field::caller_language,
                                    .label = _("Language"),
                                    .entered = entered,
                                    .value = typed(view, script_field::caller_language)},
                                   languages)));
}

Html service_choice(Call const& call, TalkView const& view) {
  auto const chosen = view.script ? group(" ", span(cls("badge open"), view.script->definition->title.in(call.language))) : nothing();
  auto const offers = each(view.services, [&](DefinitionPtr const& definition) {
    return button(type("submit"), cls("quiet"), name("choose.service"), value(definition->id), definition->title.in(call.language));
  });
  return fieldset(cls("panel"), legend(_("What is it about?"), chosen),
                  div(cls("search"), label(cls("visually-hidden"), for_id("words"), _("Words of the caller")),
                      element("input", {id("words"), name(script_field::words), type("search"), value(typed(view, script_field::words)),
                                        autocomplete("off")}),
                      button(type("submit"), cls("quiet"), name("act"), value("find"), _("Find"))),
                  div(cls("offers"), id("offers"), offers));
}

Html send_buttons(TalkView const& view) {
  if (!view.script) return div(cls("actions"), button(type("submit"), cls("quiet"), name("act"), value("keep"), _("Keep")));
  return div(cls("actions"), button(type("submit"), name("act"), value("send"), _("Make the request")),
             button(type("submit"), cls("quiet"), name("act"), value("check"), _("Check")));
}

Html done_strip(Call const& call, TalkView const& view) {
  if (!view.about) return nothing();
  auto const& row = *view.about;
  auto const due = view.about_due && row.status == CaseStatus::open
                       ? group(" ", sentence(_("We aim to finish by {when}."), {{"when", time_of(call, last_moment(*view.about_due))}}))
                       : nothing();
  return note("good", group(p(_("The number to tell:"), " ", a(cls("reference"), href(desk_address(row.number)), row.number)),
                            p(row.title, " · ", row.address, " · ", row.state_label, ".", due)));
}

Html work_form(Call const& call, TalkView const& view) {
  auto const script = view.script ? script_form(call, view) : nothing();
  auto const service = view.script ? hidden_field(script_field::service, view.script->definition->id) : nothing();
  // The first button of a form is what the Enter key presses.
  auto const enter = button(type("submit"), cls("visually-hidden"), tabindex(-1), aria("hidden", "true"), name("act"), value("find"), "–");
  return post_form({.action = path_of(view) + "/script", .csrf_token = call.csrf_token, .css_class = "talk"}, enter, service,
                   caller_fields(call, view), service_choice(call, view), script, send_buttons(view));
}

Html end_form(Call const& call, TalkView const& view) {
  std::vector<web::Option> codes{{"", _("Choose")}};
  for (auto const& code : wrap_ups()) codes.push_back({std::string{code.code}, code.words});
  auto const usual = view.about ? (view.contact.topic.empty() ? "status_given" : "request_made") : "";
  return section(
      cls("panel"), h2(_("How did it end?")),
      post_form({.action = path_of(view) + "/end", .csrf_token = call.csrf_token},
                select_field({.name = "wrap_up", .label = _("Result"), .entered = &view.entered, .value = usual, .required = true}, codes),
                textarea_field({.name = "note", .label = _("Note"), .attributes = {rows(2)}}), submit(_("End the contact"))));
}

std::vector<web::Option> queue_options(Call const& call) {
  std::vector<web::Option> options;
  auto const directory = call.city.directory.get();
  for (auto const& queue : directory->queues()) options.push_back({queue.id, directory->title_of(queue.id, call.language)});
  return options;
}

Html other_ends(Call const& call, TalkView const& view) {
  auto const back = details(
      cls("act"), summary(_("Call back later")),
      post_form(
          {.action = path_of(view) + "/call-back", .csrf_token = call.csrf_token},
          input_field(
              {.name = "phone", .label = _("Phone"), .value = typed(view, script_field::caller_phone), .required = true, .type = "tel"}),
          text_input("reason", _("What it is about")), submit(_("Put into the list"))));
  auto const hand =
      details(cls("act"), summary(_("Hand to another queue")),
              post_form({.action = path_of(view) + "/transfer", .csrf_token = call.csrf_token},
                        select_field({.name = "queue", .label = _("Queue"), .required = true}, queue_options(call)),
                        textarea_field({.name = "context", .label = _("What your colleague should know"), .attributes = {rows(2)}}),
                        submit(_("Hand over"))));
  return group(back, hand);
}

Html articles_panel(Call const& call, TalkView const& view) {
  auto const search = get_form(path_of(view), cls("search"), data("find", "#articles"), Attr{"target", std::string_view{"_blank"}},
                               label(cls("visually-hidden"), for_id("a"), _("Search the articles")),
                               element("input", {id("a"), name("a"), type("search"), value(view.article_words), autocomplete("off")}),
                               button(type("submit"), cls("quiet"), _("Search the articles")));
  auto const list = each(view.articles, [&](Article const& article) {
    auto const& text = article.in(call.language);
    return details(cls("act"), summary(text.title),
                   div(p(cls("soft"), with_city_words(call, text.summary)), article_body(call, text), p(strong(_("Did this help?"))),
                       article_question(call, path_of(view) + "/articles/" + article.slug + "/feedback", article.slug)));
  });
  auto const thanks = view.thanks ? note("good", p(_("Thank you. Whoever writes the articles reads it."))) : nothing();
  return section(h2(_("Articles")), search, thanks,
                 div(id("articles"), data("thanks", call.text(_("Thank you. Whoever writes the articles reads it."))),
                     view.articles.empty() ? p(cls("soft"), _("No article fits.")) : list));
}

Html history(Call const& call, TalkView const& view) {
  auto const case_row = [&](InboxRow const& row) {
    return li(cls("row"),
              div(cls("grow"), a(href(desk_address(row.number)), row.number), " ", row.title, " ",
                  span(cls("soft"), row.state_label, " · ", how_long(call.now, row.opened_at)), " ",
                  due_badge(row.due_at, false, row.status == CaseStatus::closed, call.now)),
              post_form({.action = path_of(view) + "/about", .csrf_token = call.csrf_token}, hidden_field("number", row.number),
                        button(type("submit"), cls("quiet"), _("It is about this"))));
  };
  auto const contact_row = [&](Interaction const& contact) {
    auto const* const ended = wrap_up_from(contact.wrap_up);
    return li(a(href("/desk/contact/" + to_text(contact.id)), channel_words(contact.channel), " · ", how_long(call.now, contact.started)),
              ended == nullptr ? nothing() : group(" · ", ended->words),
              contact.note.empty() ? nothing() : p(cls("quote small"), contact.note));
  };
  auto const find = post_form({.action = path_of(view) + "/about", .csrf_token = call.csrf_token, .css_class = "search"},
                              label(cls("visually-hidden"), for_id("number"), _("Case number")),
                              element("input", {id("number"), name("number"), type("text"), placeholder(_("Case number"))}),
                              button(type("submit"), cls("quiet"), _("It is about this")));
  return section(h2(_("History")), find,
                 view.cases.empty() ? p(cls("soft"), _("No earlier requests.")) : ul(cls("plain-list"), each(view.cases, case_row)),
                 view.earlier.empty() ? nothing() : ul(each(view.earlier, contact_row)));
}

/// Belongs to no case yet, so it is shown by a signed address.
Html incoming_photo(Call const& call, FileId file) {
  auto const path = [&](PhotoSize size) { return signed_file_path(call.city, file, size); };
  return li(a(href(path(PhotoSize::large)),
              img(path(PhotoSize::medium), Alt{call.text(_("Photo of the sender"))}, width(640), height(480), loading("lazy"))));
}

/// Whose case it is decides a person: a number in a subject proves nothing.
Html offered_panel(Call const& call, TalkView const& view) {
  if (!view.offered || !view.mine || view.contact.ended) return nothing();
  auto const& row = *view.offered;
  auto const link = a(href(desk_address(row.number)), row.number, " ", row.title);
  return note("warn", group(p(_("Perhaps about"), " ", link, " · ", row.address, " · ", row.state_label),
                            post_form({.action = path_of(view) + "/about", .csrf_token = call.csrf_token},
                                      hidden_field("number", row.number), button(type("submit"), _("Put it onto this request")))));
}

Html incoming_panel(Call const& call, TalkView const& view) {
  if (!view.incoming) return nothing();
  auto const& message = *view.incoming;
  auto const sound = message.recording.empty()
                         ? nothing()
                         : element("audio", {Attr{"controls"}, src("/desk/incoming/" + to_text(message.id) + "/recording")});
  auto const photos = each(message.files, [&](FileId file) { return incoming_photo(call, file); });
  return section(cls("panel"), h2(message.subject.empty() ? group(_("Message")) : group(message.subject)),
                 p(cls("soft"), message.sender_name, " ", message.sender_contact), p(cls("quote"), message.body), sound,
                 message.files.empty() ? nothing() : ul(cls("photos"), photos),
                 message.ended && message.case_id ? p(cls("soft small"), _("It stands with the request now, for staff.")) : nothing(),
                 offered_panel(call, view));
}

Html ended_panel(Call const& call, TalkView const& view) {
  auto const* const code = wrap_up_from(view.contact.wrap_up);
  return div(cls("panel"), facts({{_("Result"), code == nullptr ? nothing() : group(code->words)},
                                  {_("Ended"), view.contact.ended ? time_of(call, *view.contact.ended) : nothing()},
                                  {_("Agent"), group(view.agent)},
                                  {_("Note"), view.contact.note.empty() ? nothing() : span(cls("quote"), view.contact.note)}}));
}

Html heading(Call const& call, TalkView const& view) {
  auto const& contact = view.contact;
  auto const who = contact.caller_name.empty() ? contact.caller_contact : contact.caller_name;
  auto const data = contact.party && call.actor.may("records.erase")
                        ? group(" · ", a(href("/admin/records/people/" + to_text(contact.party)), _("This person's data")))
                        : nothing();
  return group(a(cls("back"), href("/desk/contact"), _("Contact center")),
               h1(who.empty() ? group(_("Somebody")) : group(who), " ", span(cls("badge open"), channel_words(contact.channel))),
               p(cls("soft"), _("Started"), " ", time_of(call, contact.started), data));
}

}  // namespace

Response talk_page(Call const& call, TalkView const& view, int status) {
  auto const told = view.notice.empty() ? nothing() : div(cls("note bad"), role("alert"), p(view.notice));
  auto const context = view.contact.ended || view.contact.note.empty() ? nothing() : note("warn", p(cls("quote"), view.contact.note));
  auto const main = view.contact.ended
                        ? ended_panel(call, view)
                        : group(view.mine ? work_form(call, view) : nothing(), view.mine ? end_form(call, view) : ended_panel(call, view),
                                view.mine ? other_ends(call, view) : nothing());
  auto const side = aside(incoming_panel(call, view), articles_panel(call, view), history(call, view));
  auto const content = group(heading(call, view), told, view.checked ? error_summary(view.entered.errors) : nothing(), context,
                             done_strip(call, view), div(cls("split"), div(id("talk"), main), side));
  return page(call,
              {.title = _("Contact"), .content = content, .surface = Surface::staff, .current = "/desk/contact", .script = "talk.js"},
              status);
}

}  // namespace cityhall
