#include "services/desk/handover_parts.h"

#include "kernel/addresses.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html state_badge_of(HandoverState state) {
  switch (state) {
    case HandoverState::waiting:
      return span(cls("badge soon"), _("waits to be sent"));
    case HandoverState::sent:
      return span(cls("badge good"), _("sent"));
    case HandoverState::failed:
      return span(cls("badge late"), _("refused"));
    case HandoverState::ended:
      return span(cls("badge"), _("ended"));
  }
  return nothing();
}

Html log_list(Call const& call, std::vector<LogLine> const& log) {
  return details(summary(_("What was exchanged")), ol(cls("timeline"), each(log, [&](LogLine const& line) {
                                                        return li(strong(line.what), time_of(call, line.at),
                                                                  line.detail.empty() ? nothing() : p(cls("small soft"), line.detail));
                                                      })));
}

Html handover_row(Call const& call, CaseView const& view, CaseView::HandedOver const& one) {
  auto const& handover = one.handover;
  bool const open = handover.state != HandoverState::ended;
  auto const end = open && call.actor.may("issues.triage")
                       ? post_form({.action = desk_address(view.report.number) + "/handovers/" + to_text(handover.id) + "/end",
                                    .csrf_token = call.csrf_token},
                                   button(type("submit"), cls("quiet"), _("Take it back")))
                       : nothing();
  return li(strong(handover.partner_name), " ", state_badge_of(handover.state),
            handover.their_id.empty() ? nothing() : group(" ", handover.their_id),
            span(cls("soft small"), " · ", handover.made_by, " · ", time_of(call, handover.made_at)), end, log_list(call, one.log));
}

/// The step before it is done, so that only a crew is missing.
bool previous_done(CaseView const& view, ChainStep const& step) {
  ChainStep const* before = nullptr;
  for (auto const& one : view.chain) {
    if (&one == &step) return before != nullptr && before->done_at.has_value();
    before = &one;
  }
  return false;
}

}  // namespace

Html handovers_section(Call const& call, CaseView const& view) {
  if (view.handovers.empty()) return nothing();
  return section(h2(_("With partners")),
                 ul(cls("members"), each(view.handovers, [&](CaseView::HandedOver const& one) { return handover_row(call, view, one); })));
}

Html chain_section(Call const& call, CaseView const& view) {
  if (view.chain.empty()) return nothing();
  bool waits = false;
  Html rows;
  for (auto const& step : view.chain) {
    bool const next = !step.done_at && !step.task && !waits && !rows.empty();
    auto const badge = step.done_at ? span(cls("badge good"), _("done"))
                       : step.task  ? span(cls("badge open"), _("at work"))
                                    : span(cls("badge"), _("later"));
    rows += li(step.title, " ", badge, step.queue.empty() ? nothing() : span(cls("soft small"), " · ", queue_words(call, step.queue)));
    waits = waits || (next && previous_done(view, step));
  }
  auto const resume = !waits || !call.actor.may("issues.dispatch")
                          ? nothing()
                          : post_form({.action = desk_address(view.report.number) + "/plan/next", .csrf_token = call.csrf_token},
                                      button(type("submit"), cls("quiet"), _("Make the next work order now")));
  return section(h2(_("Work in steps")), ol(rows), resume);
}

Html plan_act(Call const& call, CaseView const& view) {
  if (!call.actor.may("issues.dispatch") || view.report.closed() || view.main) return nothing();
  std::vector<web::Option> plans{{"", _("none: the steps below")}};
  for (auto const& plan : view.plans) plans.push_back({std::to_string(plan.id), plan.name});
  return details(cls("act"), summary(_("Plan the work in steps")),
                 post_form({.action = desk_address(view.report.number) + "/plan", .csrf_token = call.csrf_token},
                           hidden_field("revision", std::to_string(view.report.revision)),
                           select_field({.name = "plan", .label = _("Plan"), .entered = &view.entered}, plans),
                           textarea_field({.name = "steps",
                                           .label = _("Steps"),
                                           .hint = group(_("One on each line, with the queue of its crew: Inspect the pipe = water")),
                                           .entered = &view.entered}),
                           submit(_("Begin with the first step"))));
}

Html handover_act(Call const& call, CaseView const& view) {
  if (!call.actor.may("issues.triage") || view.report.closed() || view.main || view.partners.empty()) return nothing();
  std::vector<web::Option> options;
  for (auto const& partner : view.partners) options.push_back({to_text(partner.id), partner.name});
  return details(cls("act"), summary(_("Hand over to a partner")),
                 post_form({.action = desk_address(view.report.number) + "/handovers", .csrf_token = call.csrf_token},
                           hidden_field("revision", std::to_string(view.report.revision)),
                           select_field({.name = "partner",
                                         .label = _("Partner"),
                                         .entered = view.entered_in("handovers"),
                                         .required = true},
                                        options),
                           textarea_field({.name = "message",
                                           .label = _("A word to them"),
                                           .hint = group(_("They get the description, place and photos; not who reported it.")),
                                           .entered = view.entered_in("handovers"),
                                           .form = "handovers"}),
                           submit(_("Hand over"))));
}

}  // namespace cityhall
