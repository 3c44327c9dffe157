#include "kernel/definitions/build.h"
#include "kernel/definitions/form_check.h"

namespace cityhall {

Action Builder::action(std::string const& id, Node const& node) const {
  return {.id = id,
          .label = node.at("label").local_text(),
          .to = node.at("to").text(),
          .by = node.at("by").texts(),
          .guard = condition(node.at("guard")),
          .need = node.at("need").texts(),
          .creates = node.at("creates").text(),
          .within = parse_period(node.at("within").text())};
}

State Builder::state(std::string const& id, Node const& node) const {
  State out{.id = id, .public_name = node.at("public").text(), .label = node.at("label").local_text()};
  out.clock = node.at("clock").text() == "pause" ? ClockRule::pause : ClockRule::run;
  auto const sla = node.at("sla");
  if (auto const one = parse_period(sla.text())) out.sla.emplace_back(0, *one);
  sla.entries([&](std::string const& priority, Node const& period) {
    if (priority.size() == 1) out.sla.emplace_back(priority[0] - '0', period.period());
  });
  std::sort(out.sla.begin(), out.sla.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
  if (node.at("queue").present()) out.queue = filled(node.at("queue"));
  node.at("actions").entries([&](std::string const& action_id, Node const& one) { out.actions.push_back(action(action_id, one)); });
  node.at("on").entries([&](std::string const& event, Node const& to) { out.on.emplace_back(event, to.text()); });
  node.at("after").entries([&](std::string const& period, Node const& to) {
    if (auto const parsed = parse_period(period)) out.after.emplace_back(*parsed, to.text());
  });
  out.creates = node.at("creates").texts();
  out.inspections = node.at("inspections").texts();
  out.issue = node.at("issue").text();
  out.end = node.at("end").flag(false);
  return out;
}

Workflow Builder::workflow(Node const& node) const {
  Workflow out{.start = node.at("start").text()};
  node.at("states").entries([&](std::string const& id, Node const& one) { out.states.push_back(state(id, one)); });
  return out;
}

RouteRule Builder::route_rule(Node const& node) const {
  RouteRule out{.when = condition(node.at("when"))};
  if (node.at("queue").present()) out.queue = filled(node.at("queue"));
  out.handoff = node.at("handoff").text();
  out.owner = node.at("owner").text();
  out.dispatch = node.at("dispatch").text() == "auto";
  return out;
}

WorkStep Builder::work_step(Node const& node) const {
  WorkStep out{.id = node.at("id").text(), .label = node.at("label").local_text()};
  if (node.at("queue").present()) out.queue = filled(node.at("queue"));
  out.when = condition(node.at("when"));
  return out;
}

CheckItem Builder::check_item(Node const& node) const {
  return {.id = node.at("id").text(), .label = node.at("label").local_text(), .required = node.at("required").flag(false)};
}

Dedupe Builder::dedupe(Node const& node) const {
  if (!node.present()) return {};
  return {.within_m = std::max(metres(node.at("within").text()), 0.0),
          .span = node.at("for").period(),
          .same = node.at("same").texts(),
          .follow = node.at("then").text() == "follow"};
}

Review Builder::review(std::string const& id, Node const& node) const {
  Review out{.id = id, .label = node.at("label").local_text(), .by = node.at("by").texts()};
  if (node.at("queue").present()) out.queue = filled(node.at("queue"));
  out.when = condition(node.at("when"));
  return out;
}

Inspection Builder::inspection(std::string const& id, Node const& node) const {
  Inspection out{.id = id, .label = node.at("label").local_text(), .when = condition(node.at("when")), .after = node.at("after").texts()};
  node.at("items").each([&](Node const& item) {
    out.items.push_back(
        {item.at("id").text(), item.at("text").local_text(), condition(item.at("when")), item.at("fail").text(), item.at("photo").text()});
  });
  return out;
}

NotifyRule Builder::notify_rule(Node const& node) const {
  return {.on = node.at("on").text(),
          .to = node.at("to").texts(),
          .via = node.at("via").texts(),
          .template_name = node.at("template").text(),
          .text = node.at("text").local_text()};
}

Publish Builder::publish(Node const& node) const {
  Publish out{.dataset = node.at("dataset").text(), .as = node.at("as").text()};
  node.at("map").entries([&](std::string const& column, Node const& value) { out.map.emplace_back(column, expression(value)); });
  out.hide = node.at("hide").texts();
  out.by_block = node.at("place").text() == "block";
  return out;
}

}  // namespace cityhall
