#include "services/casework/escalation_handlers.h"

#include <cmath>

#include "kernel/casework/escalation.h"
#include "kernel/casework/notes.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/directory/directory.h"
#include "services/casework/rules_page.h"
#include "services/casework/service_options.h"
#include "services/page/parts.h"
#include "web/form.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

struct RuleForm {
  std::string service;
  std::string queue;
  std::string moment;
  double hours = 0;
  std::string step;
  std::string target;
};

Form<RuleForm> rule_form() {
  return {field("service", &RuleForm::service).most(80),
          field("queue", &RuleForm::queue).most(80),
          field("moment", &RuleForm::moment).required().one_of({"before_due", "after_due", "after_opened", "unassigned"}),
          field("hours", &RuleForm::hours).required().least(0).most(8760),
          field("step", &RuleForm::step).required().one_of({"tell_owner", "tell_lead", "raise_priority", "move_queue"}),
          field("target", &RuleForm::target).most(80)};
}

std::vector<web::Option> moment_options() {
  return {{"before_due", _("before it is due")},
          {"after_due", _("after it was due")},
          {"after_opened", _("after it was reported")},
          {"unassigned", _("without anybody who takes it on")}};
}

std::vector<web::Option> step_options() {
  return {{"tell_owner", _("Tell the person it is assigned to")},
          {"tell_lead", _("Tell the lead of the queue")},
          {"raise_priority", _("Make it more urgent")},
          {"move_queue", _("Move it to another queue")}};
}

std::vector<web::Option> queue_options(Call const& call, Message const& none) {
  std::vector<web::Option> queues{{"", none}};
  auto const directory = call.city.directory.get();
  for (auto const& queue : directory->queues()) queues.push_back({queue.id, directory->title_of(queue.id, call.language)});
  return queues;
}

Html label_of(std::vector<web::Option> const& options, std::string_view value) {
  for (auto const& option : options)
    if (option.value == value) return option.label.html();
  return group(value);
}

Html rule_row(Call const& call, EscalationRule const& rule) {
  auto const queues = queue_options(call, _("All queues"));
  auto const queue = rule.queue.empty() ? label_of(queues, "") : group(queue_words(call, rule.queue));
  auto const about = group(label_of(service_options(call, _("All services")), rule.service), " · ", queue);
  auto const target = rule.target.empty() ? nothing() : group(": ", call.city.directory.get()->title_of(rule.target, call.language));
  return li(strong(sentence(_("{hours} hours"), {{"hours", group(hours_text(rule.minutes))}}), " ",
                   label_of(moment_options(), to_text(rule.moment))),
            p(label_of(step_options(), to_text(rule.step)), target), p(cls("soft small"), about),
            post_form({.action = "/casework/escalation/" + std::to_string(rule.id) + "/removal", .csrf_token = call.csrf_token},
                      button(type("submit"), cls("quiet"), _("Remove this rule"))));
}

Response escalation_page(Call const& call, Retold const& told) {
  auto const rules = escalation_rules(call.view());
  auto const list =
      rules.empty() ? empty_state(_("No rule yet."), _("Cases that wait are only marked as overdue. Add a rule, so that somebody is told."))
                    : ul(cls("cards"), each(rules, [&](EscalationRule const& rule) { return rule_row(call, rule); }));
  auto const& entered = told.entered;
  auto const form = post_form(
      {.action = "/casework/escalation", .csrf_token = call.csrf_token, .css_class = "panel read"}, h2(_("Add a rule")),
      error_summary(entered.errors),
      input_field({.name = "hours", .label = _("Hours"), .entered = &entered, .required = true, .attributes = {inputmode("decimal")}}),
      select_field({.name = "moment", .label = _("When"), .entered = &entered, .value = "after_due", .required = true}, moment_options()),
      select_field({.name = "step", .label = _("What happens"), .entered = &entered, .value = "tell_lead", .required = true},
                   step_options()),
      select_field({.name = "target", .label = _("To which queue, if it moves"), .entered = &entered}, queue_options(call, _("None"))),
      select_field({.name = "service", .label = _("Service"), .entered = &entered}, service_options(call, _("All services"))),
      select_field({.name = "queue", .label = _("Queue"), .entered = &entered}, queue_options(call, _("All queues"))),
      submit(_("Add the rule")));
  auto const content = group(p(cls("lead"), _("What happens by itself when a request waits too long. Each step happens once for each due "
                                              "time, and stands in the request's history.")),
                             list, form);
  return rules_page(call, {.title = _("Escalation"), .content = content, .path = "/casework/escalation"}, told.status);
}

Response leads_page(Call const& call, Retold const& told) {
  auto const leads = queue_leads(call.view());
  auto const directory = call.city.directory.get();
  auto const list =
      leads.empty()
          ? empty_state(_("No queue has a lead yet."), _("Say who is told when something in a queue waits too long."))
          : ul(cls("links"),
               each(leads, [&](QueueLead const& lead) {
                 return li(p(strong(directory->title_of(lead.queue, call.language)), " · ", lead.name));
               }));
  std::vector<web::Option> queues{{"*", _("All queues without a lead of their own")}};
  for (auto const& queue : directory->queues()) queues.push_back({queue.id, directory->title_of(queue.id, call.language)});
  std::vector<web::Option> people{{"", _("Nobody")}};
  for (auto const& one : colleagues(call.view())) people.push_back({to_text(one.account), one.name});
  auto const form =
      post_form({.action = "/casework/leads", .csrf_token = call.csrf_token, .css_class = "panel read"}, error_summary(told.entered.errors),
                select_field({.name = "queue", .label = _("Queue"), .entered = &told.entered, .required = true}, queues),
                select_field({.name = "account", .label = _("Lead"), .entered = &told.entered}, people), submit(_("Save")));
  return rules_page(call, {.title = _("Who leads a queue"), .content = group(list, form), .path = "/casework/leads"}, told.status);
}

}  // namespace

Response lead_to_rules(Call&) { return see_other("/casework/escalation"); }
Response show_escalation(Call& call) { return escalation_page(call, {}); }
Response escalation_again(Call& call, Refusal const& refusal) { return escalation_page(call, retold(call, refusal)); }

Response create_escalation(Call& call) {
  auto const form = read(rule_form(), call.request.form);
  auto unit = call.unit();
  save_escalation_rule(unit, {.service = form.service,
                              .queue = form.queue,
                              .moment = escalation_moment_from(form.moment),
                              .minutes = std::lround(form.hours * 60),
                              .step = escalation_step_from(form.step),
                              .target = form.target});
  return see_other("/casework/escalation?saved=yes");
}

Response delete_escalation(Call& call) {
  auto unit = call.unit();
  delete_escalation_rule(unit, parse_id(call.path_value("rule")));
  return see_other("/casework/escalation?saved=yes");
}

Response show_leads(Call& call) { return leads_page(call, {}); }
Response leads_again(Call& call, Refusal const& refusal) { return leads_page(call, retold(call, refusal)); }

Response set_lead(Call& call) {
  struct LeadForm {
    std::string queue;
    std::string account;
  };
  auto const form =
      read(Form<LeadForm>{field("queue", &LeadForm::queue).required().most(80), field("account", &LeadForm::account).most(20)},
           call.request.form);
  auto unit = call.unit();
  set_queue_lead(unit, form.queue, AccountId{parse_id(form.account)});
  return see_other("/casework/leads?saved=yes");
}

}  // namespace cityhall
