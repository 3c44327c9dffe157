#include "services/contact/handlers.h"

#include "base/text.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/inbox_rows.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/events/rows.h"
#include "kernel/search/search.h"
#include "services/contact/start_page.h"
#include "services/contact/talk_page.h"
#include "services/contact/talks.h"
#include "services/page/live.h"
#include "store/blobs.h"

namespace cityhall {
namespace {

constexpr std::size_t offers_max = 8;
constexpr int asked_lately_days = 28;
constexpr std::size_t calls_shown_max = 3;

InteractionId asked_id(Call const& call) { return InteractionId{parse_id(call.path_value("contact"))}; }
Interaction asked_contact(Call const& call) { return interaction_by_id(call.view(), asked_id(call)); }
Interaction held_contact(Call const& call) {
  auto contact = asked_contact(call);
  check_holder(call.view(), contact);
  return contact;
}

void add_people(Call const& call, StartView& view, PartyId id) {
  if (!id || view.people.size() >= 8) return;
  for (auto const& known : view.people)
    if (known.id == id) return;
  if (auto const party = party_by_id(call.view(), id)) view.people.push_back(*party);
}

void look_up(Call const& call, StartView& view) {
  for (auto const id : parties_with(call.view(), view.text, 8)) add_people(call, view, id);
  if (call.actor.may("issues.read")) view.cases = search_cases(call.view(), view.text, 8, call.language);
  for (auto const& row : view.cases) add_people(call, view, load_case(call.view(), row.id).reporter);
  view.earlier = find_interactions(call.view(), view.text, 8);
}

/// The calls that came through the voice menu and wait, the longest first.
std::vector<WaitingCall> calling_now(Call const& call, std::vector<Interaction> const& open) {
  std::vector<WaitingCall> callers;
  for (auto const& contact : open) {
    if (callers.size() == calls_shown_max) break;
    bool const is_call = !contact.external_id.empty();
    if (!contact.waits() || contact.channel != Channel::phone || !is_call) continue;
    WaitingCall caller{.contact = contact};
    if (contact.party && call.actor.may("issues.read"))
      for (auto const id : cases_of(call.view(), contact.party, 3)) caller.cases.push_back(inbox_row(call.view(), id, call.language));
    callers.push_back(std::move(caller));
  }
  return callers;
}

/// What a message seems to be about.
std::optional<InboxRow> offered_case(Call const& call, Incoming const& message) {
  if (!message.offered || !call.actor.may("issues.read")) return std::nullopt;
  return inbox_row(call.view(), message.offered, call.language);
}

StartView start_of(Call const& call) {
  StartView view{.text = shorten(trim(call.request.query.get("q")), 200), .heard_until = newest_event(call.reader)};
  view.open = open_interactions(call.view());
  view.calling = calling_now(call, view.open);
  view.call_backs = open_call_backs(call.view());
  for (auto& message : waiting_incoming(call.view())) {
    auto offered = offered_case(call, message);
    view.incoming.push_back({std::move(message), std::move(offered)});
  }
  if (!view.text.empty()) look_up(call, view);
  return view;
}

std::vector<DefinitionPtr> offered_services(Call const& call, Channel channel, std::string_view words) {
  std::vector<DefinitionPtr> services;
  auto const word = channel == Channel::counter ? "counter" : "phone";
  auto const is_offered = [&](Definition const& definition) { return definition.offers(word) || definition.offers("web"); };
  if (!words.empty()) {
    for (auto const& hit : find_services(call.city, words, offers_max))
      if (is_offered(*hit.definition)) services.push_back(hit.definition);
    return services;
  }
  auto const definitions = call.city.definitions.get();
  for (auto const& definition : definitions->current())
    if (is_offered(*definition)) services.push_back(definition);
  return most_used(std::move(services), figures(call.view(), call.now, asked_lately_days), offers_max);
}

/// Who it is; for a message whoever has that number or address, as a help for the agent: nobody has proved it.
PartyId likely_party(Call const& call, TalkView const& view) {
  if (view.contact.party || !view.incoming) return view.contact.party;
  auto const known = parties_with(call.view(), view.incoming->sender_contact, 1);
  return known.empty() ? PartyId{} : known.front();
}

void add_history(Call const& call, TalkView& view) {
  auto const& contact = view.contact;
  auto const party = likely_party(call, view);
  if (party && call.actor.may("issues.read"))
    for (auto const id : cases_of(call.view(), party, 8)) view.cases.push_back(inbox_row(call.view(), id, call.language));
  auto const key = contact.caller_contact.empty() ? std::string{view.typed.get(script_field::caller_phone)} : contact.caller_contact;
  view.earlier = interactions_of(call.view(), party, key, 8);
  std::erase_if(view.earlier, [&](Interaction const& other) { return other.id == contact.id; });
}

void add_articles(Call const& call, TalkView& view) {
  view.article_words = shorten(trim(call.request.query.get("a")), 200);
  auto const service = view.script ? view.script->definition->id : std::string{};
  auto const words = view.article_words.empty() ? std::string{view.typed.get(script_field::words)} : view.article_words;
  if (view.article_words.empty() && !service.empty())
    view.articles = find_articles(call.view(), {.service = service, .most = 6}, call.language);
  if (view.articles.empty() && !words.empty()) view.articles = find_articles(call.view(), {.words = words, .most = 6}, call.language);
}

TalkView talk_of(Call const& call, Interaction contact) {
  TalkView view{.contact = std::move(contact)};
  view.typed = web::parse_urlencoded(view.contact.draft).parameters;
  view.mine = view.contact.agent == call.actor.account && view.contact.taken.has_value();
  view.agent = agent_name(call.view(), view.contact.agent);
  view.services = offered_services(call, view.contact.channel, view.typed.get(script_field::words));
  if (auto const definition = call.city.definitions.get()->find(view.typed.get(script_field::service)); definition && !view.contact.case_id)
    view.script = read_script(call, definition, view.typed, view.contact.channel);
  if (view.contact.case_id && call.actor.may("issues.read")) {
    view.about = inbox_row(call.view(), view.contact.case_id, call.language);
    view.about_due = view.about->due_at;
  }
  if (view.contact.incoming) view.incoming = incoming_by_id(call.view(), view.contact.incoming);
  if (view.incoming && !view.incoming->ended) view.offered = offered_case(call, *view.incoming);
  add_articles(call, view);
  add_history(call, view);
  return view;
}

/// The typed fields with the choices of the buttons that were pressed.
web::Parameters typed_fields(Call const& call, Interaction const& contact) {
  auto const& form = call.request.form.fields;
  auto const before = web::parse_urlencoded(contact.draft).parameters;
  auto const service = form.has("choose.service") ? form.get("choose.service") : form.get(script_field::service);
  auto const definition = call.city.definitions.get()->find(service);
  auto const* place = definition ? definition->place_question() : nullptr;
  auto const chosen = form.get("choose.place");
  web::Parameters typed;
  for (auto const& field : form) {
    auto const is_place = place != nullptr && field.name == place->id;
    if (field.name == "csrf" || field.name == "act" || field.name == "number" || field.name.starts_with("choose.") ||
        field.name == script_field::service)
      continue;
    typed.add(field.name, is_place && !chosen.empty() ? std::string{chosen} : field.value);
  }
  if (definition) typed.add(std::string{script_field::service}, std::string{service});
  // Answers of a service that was chosen before stay, so that going back and forth loses nothing.
  for (auto const& field : before)
    if (!typed.has(field.name)) typed.add(field.name, field.value);
  return typed;
}

void keep_typed(Unit unit, Interaction& contact, web::Parameters const& typed) {
  NewInteraction caller{.caller_name = std::string{typed.get(script_field::caller_name)},
                        .caller_contact = std::string{typed.get(script_field::caller_phone)},
                        .language = std::string{typed.get(script_field::caller_language)}};
  if (caller.caller_contact.empty()) caller.caller_contact = typed.get(script_field::caller_email);
  set_caller(unit, contact, caller);
  keep_draft(unit, contact, web::to_urlencoded(typed));
}

/// The agent as the one who speaks for the caller: what is made carries the channel of the contact.
Actor on_behalf(Call const& call, Interaction const& contact) {
  auto actor = call.actor;
  actor.channel = contact.channel;
  return actor;
}

void send_script(Call& call, Interaction& contact, web::Parameters const& typed) {
  auto const definition = call.city.definitions.get()->find(typed.get(script_field::service));
  if (!definition) throw invalid_fields({{std::string{script_field::words}, "required", _("Choose a service first.")}});
  auto script = read_script(call, definition, typed, contact.channel);
  if (!script.errors.empty()) throw invalid_fields(std::move(script.errors));
  auto const actor = on_behalf(call, contact);
  Unit unit{call.city, *call.transaction, actor, call.now};
  auto fresh = case_of(script, typed);
  if (contact.incoming) fresh.files = incoming_by_id(call.view(), contact.incoming).files;
  auto const opened = open_case(unit, fresh);
  auto const report = load_case(view_of(unit), opened.id);
  if (report.reporter && !contact.party)
    set_caller(unit, contact, {.caller_name = contact.caller_name, .caller_contact = contact.caller_contact, .party = report.reporter});
  link_case(unit, contact, opened.id, definition->id);
  settle_message(unit, contact, opened.id);
}

}  // namespace

web::Response show_start(Call& call) { return start_page(call, start_of(call)); }

web::Response contact_live(Call& call) { return desk_stream(call); }

web::Response begin_talk(Call& call) {
  auto const& form = call.request.form.fields;
  auto const channel = form.get("channel").empty() ? Channel::phone : channel_from(form.get("channel"));
  auto const id = begin_contact(call,
                                {.channel = channel,
                                 .caller_name = std::string{trim(form.get("name"))},
                                 .caller_contact = std::string{trim(form.get("contact"))},
                                 .party = PartyId{parse_id(form.get("party"))}},
                                "");
  return web::see_other(talk_path(id));
}

web::Response begin_talk_again(Call& call, Refusal const& refusal) {
  auto view = start_of(call);
  view.entered = {.values = call.request.form.fields, .errors = refusal.fields};
  view.status = 422;
  return start_page(call, view);
}

web::Response show_talk(Call& call) {
  auto view = talk_of(call, asked_contact(call));
  view.checked = call.request.query.has("checked");
  view.thanks = call.request.query.has("thanks");
  if (view.checked && view.script) view.entered = {.values = view.typed, .errors = view.script->errors};
  return talk_page(call, view);
}

web::Response save_script(Call& call) {
  auto contact = held_contact(call);
  auto const typed = typed_fields(call, contact);
  keep_typed(call.unit(), contact, typed);
  auto const act = call.request.form.fields.get("act");
  if (act == "send") {
    send_script(call, contact, typed);
    return web::see_other(talk_path(contact.id) + "#main");
  }
  auto const goes_on = act == "find" ? "#offers" : typed.has(script_field::service) ? "#script" : "#talk";
  return web::see_other(talk_path(contact.id) + (act == "check" ? "?checked=yes#script" : goes_on));
}

web::Response talk_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid && refusal.kind != RefusalKind::conflict) throw refusal;
  auto contact = asked_contact(call);
  auto const is_script = call.request.form.fields.has(script_field::words);
  if (is_script) contact.draft = web::to_urlencoded(typed_fields(call, contact));
  auto view = talk_of(call, std::move(contact));
  view.checked = true;
  view.entered = {.values = is_script ? view.typed : call.request.form.fields, .errors = refusal.fields};
  if (refusal.fields.empty()) view.notice = call.text(refusal.message) + " " + call.text(refusal.fix);
  return talk_page(call, view, refusal.kind == RefusalKind::conflict ? 409 : 422);
}

web::Response take_talk(Call& call) {
  auto contact = asked_contact(call);
  auto unit = call.unit();
  take(unit, contact);
  // What a voice menu has learned is not asked again.
  if (contact.draft.empty()) {
    auto const party = contact.party ? party_by_id(call.view(), contact.party) : std::nullopt;
    auto const definition = call.city.definitions.get()->find(contact.topic);
    auto const words = definition ? std::string{definition->title.in(call.language)} : contact.note;
    keep_draft(unit, contact,
               draft_of_caller({.caller_name = contact.caller_name, .caller_contact = contact.caller_contact, .language = contact.language},
                               party ? &*party : nullptr, words));
  }
  return web::see_other(talk_path(contact.id));
}

web::Response transfer_talk(Call& call) {
  auto contact = held_contact(call);
  auto unit = call.unit();
  transfer(unit, contact, call.request.form.fields.get("queue"), call.request.form.fields.get("context"));
  return web::see_other("/desk/contact");
}

web::Response link_talk(Call& call) {
  auto contact = held_contact(call);
  auto unit = call.unit();
  auto report = case_by_number(call.view(), trim(call.request.form.fields.get("number")));
  // Who writes about a request need not be its reporter.
  if (report.reporter && !contact.party && !contact.incoming)
    set_caller(unit, contact, {.caller_name = contact.caller_name, .caller_contact = contact.caller_contact, .party = report.reporter});
  link_case(unit, contact, report.id, {});
  put_message_onto(unit, contact, report);
  return web::see_other(talk_path(contact.id));
}

web::Response support_known(Call& call) {
  auto contact = held_contact(call);
  auto const typed = typed_fields(call, contact);
  auto report = case_by_number(call.view(), call.request.form.fields.get("number"));
  auto const actor = on_behalf(call, contact);
  Unit unit{call.city, *call.transaction, actor, call.now};
  keep_typed(unit, contact, typed);
  NewParty const person{.name = contact.caller_name,
                        .email = std::string{trim(typed.get(script_field::caller_email))},
                        .phone = std::string{trim(typed.get(script_field::caller_phone))},
                        .language = contact.language};
  auto const party = person.empty() ? PartyId{} : find_or_make_party(unit, person);
  support(unit, report, {.supporter = "contact/" + to_text(contact.id), .party = party, .language = contact.language});
  if (party) set_caller(unit, contact, {.caller_name = contact.caller_name, .caller_contact = contact.caller_contact, .party = party});
  link_case(unit, contact, report.id, report.service);
  put_message_onto(unit, contact, report);
  return web::see_other(talk_path(contact.id));
}

web::Response answer_article_beside(Call& call) {
  auto const contact = asked_contact(call);
  auto const article = article_by_slug(call.view(), call.path_value("article"));
  auto const& fields = call.request.form.fields;
  auto unit = call.unit();
  answer_article(unit, article, fields.get("helped") == "yes", trim(fields.get("comment")));
  return web::see_other(talk_path(contact.id) + "?thanks=yes#articles");
}

web::Response ask_back(Call& call) {
  auto contact = held_contact(call);
  auto unit = call.unit();
  auto const& form = call.request.form.fields;
  ask_call_back(unit, {.name = contact.caller_name,
                       .phone = std::string{form.get("phone")},
                       .reason = std::string{form.get("reason")},
                       .queue = contact.queue,
                       .language = contact.language,
                       .interaction = contact.id});
  end_contact(unit, contact, "call_back", "");
  return web::see_other("/desk/contact");
}

web::Response end_talk(Call& call) {
  auto contact = held_contact(call);
  auto unit = call.unit();
  end_contact(unit, contact, call.request.form.fields.get("wrap_up"), call.request.form.fields.get("note"));
  return web::see_other("/desk/contact");
}

}  // namespace cityhall
