#include "services/casework/feed_handlers.h"

#include <algorithm>

#include "kernel/addresses.h"
#include "kernel/bell/bell.h"
#include "kernel/cases/case.h"
#include "kernel/casework/notes.h"
#include "kernel/directory/directory.h"
#include "services/page/parts.h"
#include "web/form.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

constexpr std::size_t page_size = 30;

FeedFilter filter_of(Call const& call) {
  auto const& query = call.request.query;
  return {.tag = normal_tag(query.get("tag")),
          .queue = std::string{query.get("queue")},
          .author = AccountId{parse_id(query.get("author"))},
          .mentions_me = query.get("me") == "yes",
          .before = EventId{parse_id(query.get("before"))},
          .most = page_size};
}

std::string feed_path(FeedFilter const& filter, EventId before = {}) {
  return with_query("/desk/feed", {{"tag", filter.tag},
                                   {"queue", filter.queue},
                                   {"author", filter.author ? to_text(filter.author) : ""},
                                   {"me", filter.mentions_me ? "yes" : ""},
                                   {"before", before ? to_text(before) : ""}});
}

/// The words of a note; its tags lead to the feed of that tag.
Html note_words(std::string_view text) {
  Html words;
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '#') continue;
    auto end = text.find_first_of(" \n\t,;:!?()", i);
    if (end == std::string_view::npos) end = text.size();
    auto const tag = normal_tag(text.substr(i + 1, end - i - 1));
    if (tag.empty()) continue;
    words += group(text.substr(start, i - start), a(href(feed_path({.tag = tag})), text.substr(i, end - i)));
    start = end;
    i = end - 1;
  }
  words += group(text.substr(start));
  return words;
}

Html entry_row(Call const& call, FeedEntry const& entry) {
  return li(cls("private"), strong(entry.by), span(cls("soft small"), " · ", how_long(call.now, entry.at)),
            p(cls("quote"), note_words(entry.text)),
            p(cls("small"), a(href(desk_address(entry.number)), entry.number, " ", entry.title),
              span(cls("soft"), " · ", call.city.directory.get()->title_of(entry.queue, call.language))));
}

Html filter_form(Call const& call, FeedFilter const& filter) {
  auto const directory = call.city.directory.get();
  auto const people = colleagues(call.view());
  return get_form("/desk/feed", cls("filters"), label(_("Tag"), element("input", {type("search"), name("tag"), value(filter.tag)})),
                  label(_("Queue"), select(name("queue"), option(value(""), _("All")),
                                           each(directory->queues(),
                                                [&](Queue const& queue) {
                                                  return option(value(queue.id), selected(queue.id == filter.queue),
                                                                directory->title_of(queue.id, call.language));
                                                }))),
                  label(_("By"), select(name("author"), option(value(""), _("Everybody")),
                                        each(people,
                                             [&](Colleague const& one) {
                                               return option(value(one.account.value), selected(one.account == filter.author), one.name);
                                             }))),
                  label(cls("choice"), element("input", {type("checkbox"), name("me"), value("yes"), checked(filter.mentions_me)}), " ",
                        _("That mention me")),
                  button(type("submit"), cls("quiet"), _("Show")), a(cls("button plain"), href("/desk/feed"), _("Reset")));
}

Html trending(Call const& call) {
  auto const tags = trending_tags(call.view(), call.now);
  if (tags.empty()) return p(cls("soft"), _("Write #words into internal notes: what is talked about shows up here."));
  return ul(cls("rail-list"), each(tags, [&](TrendingTag const& tag) {
              auto const rise = tag.uses > tag.before ? span(cls("badge soon"), _("more")) : nothing();
              return li(a(href(feed_path({.tag = tag.tag})), span("#", tag.tag), span(rise, " ", span(cls("number"), tag.uses))));
            }));
}

/// What a service's rule told: "New request", or the words of the state that the request came into. Empty for what a person said.
Html told_words(Call const& call, BellItem const& item) {
  if (item.kind == "case.opened") return group(_("New request"));
  if (item.kind == "case.reopened") return group(_("Opened again"));
  if (item.kind == "case.replied") return group(_("The reporter was answered"));
  if (item.kind == "case.message_received") return group(_("A message about a request"));
  if (item.kind == "case.updated_from_outside") return nothing();  // its name says that it is a partner
  if (item.kind == "assigned") return group(_("Assigned to you"));
  if (item.kind.starts_with("case.")) return group(_("Changed"));
  if (!item.kind.starts_with("state:")) return nothing();
  auto const report = load_case(call.view(), item.case_id);
  auto const* state = report.definition->workflow.state(item.kind.substr(6));
  return state == nullptr || state->label.in(call.language).empty() ? group(_("Changed")) : group(state->label.in(call.language));
}

Html bell_row(Call const& call, BellItem const& item) {
  auto const told = told_words(call, item);
  auto const what = told.empty() ? group(item.by) : group(told, ": ", item.by);
  auto const where = item.number.empty() ? what : group(what, " · ", a(href(desk_address(item.number)), item.number));
  return li(cls(item.read ? "" : "private"), strong(where), item.read ? nothing() : group(" ", span(cls("badge soon"), _("new"))),
            span(cls("soft small"), " · ", how_long(call.now, item.at)), item.text.empty() ? nothing() : p(cls("quote"), item.text));
}

Html mail_choice(Call const& call) {
  auto const chosen = bell_choice_of(call.view(), call.actor.account);
  std::vector<web::Option> const ways{
      {"at_once", _("At once")}, {"daily", _("Once a day, in the morning")}, {"never", _("Never, the bell is enough")}};
  return post_form({.action = "/desk/bell/choice", .csrf_token = call.csrf_token, .css_class = "panel"},
                   radio_field({.name = "mail",
                                .label = _("By mail as well"),
                                .value = std::string{to_text(chosen.mail)},
                                .required = true},
                               ways),
                   checkbox_field({.name = "queue_work",
                                   .label = _("Also what concerns my crew or my role, not only me"),
                                   .value = chosen.queue_work ? "yes" : ""}),
                   submit(_("Save")));
}

}  // namespace

Response show_feed(Call& call) {
  auto const filter = filter_of(call);
  auto const entries = feed(call.view(), filter, call.language);
  auto const list =
      entries.empty() ? empty_state(_("No notes here."), _("Internal notes of all requests stand here. Take a filter away, or write one."))
                      : ol(cls("timeline"), each(entries, [&](FeedEntry const& entry) { return entry_row(call, entry); }));
  auto const next =
      entries.size() < page_size ? nothing() : a(href(feed_path(filter, entries.back().event)), rel("next"), _("Older notes"));
  auto const content =
      group(h1(_("Notes of all requests")),
            div(cls("split"), div(filter_form(call, filter), list, nav(cls("pages"), aria("label", _("Pages")), span(), next)),
                aside(h2(_("Talked about this week")), trending(call))));
  return page(call, {.title = _("Notes of all requests"), .content = content, .surface = Surface::staff, .current = "/desk/feed"});
}

Response show_bell(Call& call) {
  auto const items = bell_items(call.view());
  auto const list = items.empty()
                        ? empty_state(_("Nobody has called you yet."),
                                      _("Notes with @ and your name, and what services tell your crew, your role or you."))
                        : ol(cls("timeline"), each(items, [&](BellItem const& item) { return bell_row(call, item); }));
  auto const any_new = std::any_of(items.begin(), items.end(), [](BellItem const& item) { return !item.read; });
  auto const reading =
      any_new ? post_form({.action = "/desk/bell/reading", .csrf_token = call.csrf_token}, submit(_("I have read all of it"))) : nothing();
  auto const content = group(h1(_("Bell")), div(cls("split"), div(reading, list), aside(mail_choice(call))));
  return page(call, {.title = _("Bell"), .content = content, .surface = Surface::staff, .current = "/desk/bell"});
}

Response read_bell(Call& call) {
  auto unit = call.unit();
  mark_bells_read(unit);
  return see_other("/desk/bell");
}

Response choose_bell(Call& call) {
  struct ChoiceForm {
    std::string mail;
    std::string queue_work;
  };
  auto const form = read(Form<ChoiceForm>{field("mail", &ChoiceForm::mail).required().one_of({"at_once", "daily", "never"}),
                                          field("queue_work", &ChoiceForm::queue_work).one_of({"", "yes"})},
                         call.request.form);
  auto const mail = form.mail == "daily" ? BellMail::daily : form.mail == "never" ? BellMail::never : BellMail::at_once;
  auto unit = call.unit();
  choose_bell_mail(unit, {.mail = mail, .queue_work = form.queue_work == "yes"});
  return see_other("/desk/bell");
}

}  // namespace cityhall
