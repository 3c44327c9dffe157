#include "services/delegates/pages.h"

#include "base/json.h"
#include "base/text.h"
#include "kernel/addresses.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/places/zone.h"
#include "services/page/parts.h"
#include "web/markdown.h"

namespace cityhall::delegates {
namespace {

using namespace web;
using namespace web::tag;

constexpr std::string_view home = "/delegates";

std::string title_of(Call const& call, std::string_view service) {
  auto const definition = call.city.definitions.get()->find(service);
  return definition ? std::string{definition->title.in(call.language)} : std::string{service};
}

std::string area_of(Call const& call, Delegation const& delegation) {
  std::vector<std::string> names;
  auto const zones = call.city.zones.get();
  for (auto const id : delegation.zones)
    if (auto const* zone = zones->find(id)) names.push_back(zone->name);
  return join(names, ", ");
}

Html services_of(Call const& call, Delegation const& delegation) {
  if (delegation.services.empty()) return group(_("All services"));
  std::vector<std::string> titles;
  for (auto const& service : delegation.services) titles.push_back(title_of(call, service));
  return group(join(titles, ", "));
}

Html certificate_words(Call const& call, Delegation const& delegation) {
  if (delegation.course.empty()) return group(_("No training is asked for"));
  if (!delegation.valid_until) return span(cls("badge late"), _("Not taken yet"));
  auto const until = date_of(call, *delegation.valid_until);
  if (*delegation.valid_until > call.now)
    return group(span(cls("badge good"), _("Valid")), " ", sentence(_("until {date}"), {{"date", until}}));
  return group(span(cls("badge late"), _("Ended")), " ", sentence(_("on {date}"), {{"date", until}}));
}

Html asleep_note(Delegation const& delegation) {
  return note("warn", group(p(strong(_("Your delegation rests."))),
                            p(delegation.valid_until
                                  ? _("Your training has ended. Until you take the course again, your reports count as a "
                                      "resident's, and tables and keys wait.")
                                  : _("Before you report for others, take the course. It takes about fifteen minutes.")),
                            p(a(cls("button"), href("/delegates/training"), _("Take the course")))));
}

Html doors(Delegation const& delegation, Time now) {
  if (!delegation.awake(now)) return asleep_note(delegation);
  return div(cls("actions"), a(cls("button large"), href("/delegates/entry"), _("Enter several reports")),
             a(cls("button quiet large"), href("/services"), _("Report one thing")),
             a(cls("button quiet large"), href("/delegates/results"), _("My results")));
}

Html batch_rows(Call const& call, std::vector<BatchEntry> const& batches) {
  return each(batches, [&](BatchEntry const& each_batch) {
    return tr(td(cls("what"), a(href(batch_path(each_batch.id)), each_batch.title)), td(time_of(call, each_batch.made_at)),
              td(sentence(_("{sent} of {all} sent"), {{"sent", group(each_batch.sent)}, {"all", group(each_batch.rows)}})));
  });
}

Html figure_strip(ResultCounts const& counts) {
  return ul(cls("figures"), li(strong(counts.open), span(_("open"))), li(strong(counts.late), span(_("late"))),
            li(strong(counts.closed), span(_("closed"))));
}

Html quiz_question(TrainingView const& view, std::size_t index) {
  auto const& question = view.course.questions[index];
  auto const field = "q" + std::to_string(index + 1);
  auto const chosen = index < view.chosen.size() ? view.chosen[index] : -1;
  Html answers;
  for (std::size_t i = 0; i < question.answers.size(); ++i) {
    auto const number = std::to_string(i + 1);
    auto const here = field + "-" + number;
    answers += div(cls("choice"), element("input", {type("radio"), id(here), name(field), value(number), required(),
                                                    checked(chosen == static_cast<int>(i))}),
                   label(for_id(here), question.answers[i]));
  }
  auto const verdict = !view.judged ? nothing()
                       : view.judged->each[index]
                           ? note("good", p(strong(_("Right.")), " ", question.why))
                           : note("bad", p(strong(_("Not right.")), " ", question.why));
  return fieldset(cls("field"), legend(group(index + 1), ". ", question.text), answers, verdict);
}

Html training_outcome(Call const& call, TrainingView const& view) {
  if (!view.judged) return nothing();
  auto const counted = sentence(_("{right} of {all} answers are right; {needed} are needed."),
                                {{"right", group(view.judged->right)}, {"all", group(view.course.questions.size())},
                                 {"needed", group(view.course.needed())}});
  if (!view.judged->passed)
    return note("bad", group(p(strong(_("Not passed yet."))), p(counted), p(_("Read what is said below each answer and try again."))));
  return note("good", group(p(strong(_("Passed. Your delegation is awake."))), p(counted),
                            p(sentence(_("Your certificate is good until {date}."), {{"date", date_of(call, *view.valid_until)}})),
                            p(a(cls("button"), href(home), _("Go on")))));
}

}  // namespace

Html wide_table(Message const& name, std::vector<Message> const& columns, Html const& rows) {
  return div(cls("scroll"), tabindex(0), role("region"), aria("label", name),
             table(cls("inbox"), caption(cls("visually-hidden"), name),
                   thead(tr(each(columns, [](Message const& column) { return th(scope("col"), column); }))), tbody(rows)));
}

std::string batch_path(BatchId id) { return "/delegates/batches/" + to_text(id); }
std::string row_path(BatchId id, int line) { return batch_path(id) + "/rows/" + std::to_string(line); }

Response home_page(Call const& call, HomeView const& view) {
  auto const& delegation = view.delegation;
  auto const area = area_of(call, delegation);
  auto const known = facts({{_("Organization"), group(delegation.organisation)},
                            {_("Source code"), group(code(delegation.source))},
                            {_("Area"), area.empty() ? group(_("The whole city")) : group(area)},
                            {_("Services"), services_of(call, delegation)},
                            {_("Training"), certificate_words(call, delegation)}});
  auto const tables = view.batches.empty() ? nothing()
                                           : group(h2(_("My tables")), wide_table(_("My tables"), {_("Table"), _("Entered"), _("State")},
                                                                                batch_rows(call, view.batches)));
  auto const again = delegation.course.empty() || !delegation.awake(call.now)
                         ? nothing()
                         : p(a(href("/delegates/training"), _("Read the course again, or renew the certificate")));
  auto const content = group(h1(_("For delegates")), doors(delegation, call.now), figure_strip(view.counts),
                             div(cls("panel"), known, again), tables);
  return page(call, {.title = _("For delegates"), .content = content, .current = home});
}

Response training_page(Call const& call, TrainingView const& view, int status) {
  Html questions;
  for (std::size_t i = 0; i < view.course.questions.size(); ++i) questions += quiz_question(view, i);
  auto const quiz = post_form({.action = "/delegates/training", .csrf_token = call.csrf_token}, h2(_("Questions")), questions,
                              submit(_("Check my answers")));
  auto const content = div(cls("read doc"), a(cls("back"), href(home), _("Back")), h1(view.course.title), training_outcome(call, view),
                           markdown(view.course.lesson), quiz);
  return page(call, {.title = view.course.title, .content = content, .current = home}, status);
}

Response results_page(Call const& call, ResultsView const& view) {
  auto const chosen = [&](std::string_view word, Message const& words, bool here) { return option(value(word), selected(here), words); };
  auto const service_choice = [&](DefinitionPtr const& each_one) {
    return option(value(each_one->id), selected(each_one->id == view.filter.service), std::string{each_one->title.in(call.language)});
  };
  auto const& query = call.request.query;
  auto const filters = get_form(
      "/delegates/results", cls("filters"),
      label(_("State"), select(name("status"), chosen("", _("All"), !view.filter.status),
                               chosen("open", _("Open"), view.filter.status == CaseStatus::open),
                               chosen("closed", _("Closed"), view.filter.status == CaseStatus::closed))),
      label(_("Service"), select(name("service"), option(value(""), _("All")), each(view.services, service_choice))),
      label(_("Since"), element("input", {type("date"), name("since"), value(query.get("since"))})), button(type("submit"), _("Show")),
      a(cls("button plain"), href(with_query("/delegates/results.csv", {{"status", query.get("status")}, {"service", view.filter.service},
                                                                       {"since", query.get("since")}})),
        _("Download as CSV")));
  auto const rows = each(view.results, [&](DelegatedCase const& one) {
    auto const due = one.status == CaseStatus::open ? due_badge(one.due_at, false, false, call.now) : nothing();
    auto const ended = one.closed_at ? date_of(call, *one.closed_at) : nothing();
    return tr(td(a(href(public_address(one.number)), one.number)),
              td(cls("what"), title_of(call, one.service), span(one.address)), td(span(cls("badge"), one.state_label), " ", due),
              td(date_of(call, one.opened_at)), td(ended), td(one.message));
  });
  auto const columns = {_("Number"), _("Report"), _("State"), _("Reported"), _("Closed"), _("Last message")};
  auto const list = view.results.empty()
                        ? empty_state(_("No reports here."), _("What you report appears on this page, with what became of it."))
                        : wide_table(_("My results"), columns, rows);
  auto const next = view.results.size() < view.filter.most
                        ? nothing()
                        : nav(cls("pages"), aria("label", _("Pages")), span(),
                              a(href(with_query("/delegates/results",
                                                {{"status", query.get("status")}, {"service", view.filter.service},
                                                 {"since", query.get("since")}, {"before", to_text(view.results.back().id)}})),
                                rel("next"), _("Next page")));
  auto const content = group(a(cls("back"), href(home), _("Back")), h1(_("My results")), figure_strip(view.counts), filters, list, next);
  return page(call, {.title = _("My results"), .content = content, .current = home});
}

}  // namespace cityhall::delegates
