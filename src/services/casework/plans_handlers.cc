#include "services/casework/plans_handlers.h"

#include "base/text.h"
#include "kernel/addresses.h"
#include "kernel/calendar/recurrence.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/recurring.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/cases/chain.h"
#include "services/casework/rules_page.h"
#include "services/casework/service_options.h"
#include "services/page/dates.h"
#include "services/page/parts.h"
#include "web/form.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string service_title(Call const& call, std::string const& service) {
  auto const definition = call.city.definitions.get()->find(service);
  return definition ? std::string{definition->title.in(call.language)} : service;
}

Html removal(Call const& call, std::string const& path) {
  return post_form({.action = path, .csrf_token = call.csrf_token}, button(type("submit"), cls("quiet"), _("Remove")));
}

Html plan_row(Call const& call, TaskPlan const& plan) {
  Html steps;
  for (auto const& step : parse_steps(plan.steps))
    steps += li(step.title, step.queue.empty() ? nothing() : span(cls("soft small"), " · ", queue_words(call, step.queue)));
  return li(strong(plan.name), plan.service.empty() ? nothing() : p(cls("soft small"), service_title(call, plan.service)), ol(steps),
            removal(call, "/casework/plans/" + std::to_string(plan.id) + "/removal"));
}

Response plans_page(Call const& call, Retold const& told) {
  auto const plans = task_plans(call.view());
  auto const list = plans.empty()
                        ? empty_state(_("No plan yet."),
                                      _("A plan is work in steps, such as inspect, repair, restore: when one is done, the next begins."))
                        : ul(cls("cards"), each(plans, [&](TaskPlan const& plan) { return plan_row(call, plan); }));
  auto const form = post_form(
      {.action = "/casework/plans", .csrf_token = call.csrf_token, .css_class = "panel read"}, h2(_("Add a plan")),
      error_summary(told.entered.errors), input_field({.name = "name", .label = _("Name"), .entered = &told.entered, .required = true}),
      textarea_field({.name = "steps",
                      .label = _("Steps"),
                      .hint = group(_("One on each line, with the queue of its crew: Inspect the pipe = water")),
                      .entered = &told.entered,
                      .required = true}),
      select_field({.name = "service", .label = _("Begins by itself with the first work order of"), .entered = &told.entered},
                   service_options(call, _("no service: chosen by hand"))),
      submit(_("Save the plan")));
  return rules_page(call, {.title = _("Work in steps"), .content = group(list, form), .path = "/casework/plans"}, told.status);
}

std::vector<web::Option> kinds_of_span() { return {{"DAILY", _("days")}, {"WEEKLY", _("weeks")}, {"MONTHLY", _("months")}}; }

std::vector<web::Option> days_of_week() {
  return {{"MO", _("Monday")}, {"TU", _("Tuesday")},  {"WE", _("Wednesday")}, {"TH", _("Thursday")},
          {"FR", _("Friday")}, {"SA", _("Saturday")}, {"SU", _("Sunday")}};
}

/// "Every 2 weeks: Monday, Thursday"; a rule that the form cannot make is shown as it is written.
Html rule_in_words(std::string const& text) {
  auto const rule = parse_recurrence(text);
  if (!rule || rule->nth != 0 || rule->month_day != 0 || rule->until) return code(text);
  auto const all = days_of_week();
  Html days;
  for (auto const& day : rule->weekdays)
    days += group(&day == &rule->weekdays.front() ? ": " : ", ", all.at(day.iso_encoding() - 1).label.html());
  return group(_("Every"), " ", rule->interval, " ", kinds_of_span().at(static_cast<std::size_t>(rule->every)).label.html(), days);
}

Html recurring_row(Call const& call, RecurringWork const& work) {
  Html dates;
  for (auto const day : next_days(call.view(), work, 5)) dates += li(tag::time(datetime(to_iso(day)), long_date(day, call.language)));
  auto const fault = work.fault.empty() ? nothing() : p(cls("note bad"), work.fault);
  return li(strong(work.name), p(service_title(call, work.service), work.address.empty() ? "" : " · ", work.address),
            p(rule_in_words(work.rule)), fault,
            dates.empty() ? p(cls("soft"), _("It does not come again.")) : group(p(cls("small"), _("Next dates")), ul(dates)),
            removal(call, "/casework/recurring/" + std::to_string(work.id) + "/removal"));
}

Html rule_fields(Entered const& entered) {
  auto const every = kinds_of_span();
  auto const weekdays = days_of_week();
  return group(input_field({.name = "interval",
                            .label = _("Every"),
                            .entered = &entered,
                            .value = "1",
                            .required = true,
                            .attributes = {inputmode("numeric")}}),
               select_field({.name = "every", .label = _("days, weeks or months"), .entered = &entered, .value = "WEEKLY"}, every),
               checkboxes_field({.name = "weekdays", .label = _("On these days of the week"), .entered = &entered}, weekdays));
}

Response recurring_page(Call const& call, Retold const& told) {
  auto const all = recurring_work(call.view());
  auto const& entered = told.entered;
  std::vector<web::Option> const off{{"next", _("the next business day")}, {"same", _("the same day")}, {"skip", _("leave it out")}};
  auto const list = all.empty() ? empty_state(_("Nothing comes back by the calendar yet."),
                                              _("Sweeping, mowing, checks of pumps: each opens a request on its day."))
                                : ul(cls("cards"), each(all, [&](RecurringWork const& work) { return recurring_row(call, work); }));
  auto const form = post_form(
      {.action = "/casework/recurring", .csrf_token = call.csrf_token, .css_class = "panel read"}, h2(_("Add recurring work")),
      error_summary(entered.errors), input_field({.name = "name", .label = _("Name"), .entered = &entered, .required = true}),
      select_field({.name = "service", .label = _("Service"), .entered = &entered, .required = true}, service_options(call)),
      input_field({.name = "address", .label = _("Address, or latitude and longitude"), .entered = &entered}),
      textarea_field({.name = "description", .label = _("What is to be done"), .entered = &entered}),
      input_field({.name = "starts_on", .label = _("First day"), .entered = &entered, .required = true, .type = "date"}),
      rule_fields(entered),
      select_field({.name = "on_day_off", .label = _("On weekends and holidays"), .entered = &entered, .value = "next"}, off),
      submit(_("Save")));
  return rules_page(call, {.title = _("Recurring work"), .content = group(list, form), .path = "/casework/recurring"}, told.status);
}

struct RecurringForm {
  std::string name, service, address, description, starts_on, every, on_day_off;
  int interval = 1;
  std::vector<std::string> weekdays;
};

Form<RecurringForm> recurring_form() {
  return {field("name", &RecurringForm::name).required().most(120),
          field("service", &RecurringForm::service).required().most(80),
          field("address", &RecurringForm::address).most(200),
          field("description", &RecurringForm::description).most(4000).lines(),
          field("starts_on", &RecurringForm::starts_on).required().most(10),
          field("every", &RecurringForm::every).required().one_of({"DAILY", "WEEKLY", "MONTHLY"}),
          field("interval", &RecurringForm::interval).required().least(1).most(400),
          field("weekdays", &RecurringForm::weekdays),
          field("on_day_off", &RecurringForm::on_day_off).one_of({"same", "next", "skip"})};
}

Case case_of(Call const& call) { return case_by_number(call.view(), call.path_value("number")); }
Response back_to_case(Call const& call) { return see_other(desk_address(call.path_value("number"))); }

}  // namespace

Response show_plans(Call& call) { return plans_page(call, {}); }
Response plans_again(Call& call, Refusal const& refusal) { return plans_page(call, retold(call, refusal)); }

Response create_plan(Call& call) {
  auto const form = read(Form<TaskPlan>{field("name", &TaskPlan::name).required().most(120), field("service", &TaskPlan::service).most(80),
                                        field("steps", &TaskPlan::steps).required().most(4000).lines()},
                         call.request.form);
  auto unit = call.unit();
  save_task_plan(unit, form);
  return see_other("/casework/plans?saved=yes");
}

Response delete_plan(Call& call) {
  auto unit = call.unit();
  delete_task_plan(unit, parse_id(call.path_value("plan")));
  return see_other("/casework/plans?saved=yes");
}

Response show_recurring(Call& call) { return recurring_page(call, {}); }
Response recurring_again(Call& call, Refusal const& refusal) { return recurring_page(call, retold(call, refusal)); }

Response create_recurring(Call& call) {
  auto const form = read(recurring_form(), call.request.form);
  auto rule = "FREQ=" + form.every + ";INTERVAL=" + std::to_string(form.interval);
  if (!form.weekdays.empty()) rule += ";BYDAY=" + join(form.weekdays, ",");
  auto unit = call.unit();
  save_recurring_work(unit, {.name = form.name,
                             .service = form.service,
                             .description = form.description,
                             .address = form.address,
                             .rule = rule,
                             .starts_on = form.starts_on,
                             .on_day_off = on_day_off_from(form.on_day_off)});
  return see_other("/casework/recurring?saved=yes");
}

Response delete_recurring(Call& call) {
  auto unit = call.unit();
  delete_recurring_work(unit, parse_id(call.path_value("work")));
  return see_other("/casework/recurring?saved=yes");
}

Response plan_case(Call& call) {
  struct PlanForm {
    std::string plan;
    std::string steps;
  };
  auto form =
      read(Form<PlanForm>{field("plan", &PlanForm::plan).most(20), field("steps", &PlanForm::steps).most(4000).lines()}, call.request.form);
  auto report = case_of(call);
  expect_revision(call.view(), report, parse_id(call.request.form.fields.get("revision")));
  if (trim(form.steps).empty())
    for (auto const& plan : task_plans(call.view()))
      if (std::to_string(plan.id) == form.plan) form.steps = plan.steps;
  auto unit = call.unit();
  plan_work(unit, report, parse_steps(form.steps));
  return back_to_case(call);
}

Response resume_case_plan(Call& call) {
  auto report = case_of(call);
  auto unit = call.unit();
  resume_chain(unit, report);
  return back_to_case(call);
}

}  // namespace cityhall
