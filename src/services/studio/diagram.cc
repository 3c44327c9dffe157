#include "services/studio/diagram.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "kernel/definitions/evaluate.h"
#include "services/studio/places.h"
#include "services/studio/plain_words.h"

namespace cityhall::studio {
namespace {

using namespace web;
using namespace web::tag;

// In units of the picture, which is drawn one to one on a phone.
constexpr int picture_width = 348;
constexpr int lane_gap = 12;
constexpr int head_height = 30;
constexpr int exit_height = 22;
constexpr int box_gap = 16;
constexpr std::size_t letters_most = 30;

struct Exit {
  std::string words{};
  std::string to{};
  bool by_itself = false;
};
struct Box {
  State const* state = nullptr;
  std::vector<Exit> exits{};
  bool reached = false;  // from the start
  int y = 0;
  int height() const { return head_height + exit_height * static_cast<int>(exits.size()) + (exits.empty() ? 0 : 6); }
};

std::vector<Exit> exits_of(Call const& call, State const& state) {
  std::vector<Exit> exits;
  for (auto const& action : state.actions) {
    auto const label = action.label.in(call.language);
    exits.push_back({label.empty() ? action.id : std::string{label}, action.to});
  }
  for (auto const& [event, to] : state.on) exits.push_back({event_label(call, event), to, true});
  for (auto const& [period, to] : state.after)
    exits.push_back({call.text(_("after {time}").with("time", period_label(call, period))), to, true});
  return exits;
}

/// From the start onwards, as far as one gets; then what cannot be reached; ends last.
std::vector<Box> boxes_of(Call const& call, Workflow const& workflow) {
  std::vector<std::string> order;
  auto const add = [&](std::string const& id) {
    if (workflow.state(id) != nullptr && std::find(order.begin(), order.end(), id) == order.end()) order.push_back(id);
  };
  add(workflow.start);
  for (std::size_t i = 0; i < order.size(); ++i)
    for (auto const& exit : exits_of(call, *workflow.state(order[i]))) add(exit.to);
  std::set<std::string> const reached{order.begin(), order.end()};
  for (auto const& state : workflow.states) add(state.id);
  std::stable_partition(order.begin(), order.end(), [&](std::string const& id) { return !workflow.state(id)->end; });
  std::vector<Box> boxes;
  int y = 6;
  for (auto const& id : order) {
    boxes.push_back({workflow.state(id), exits_of(call, *workflow.state(id)), reached.contains(id), y});
    y += boxes.back().height() + box_gap;
  }
  return boxes;
}

/// One line for each state that something leads to; those that many lead to run nearest.
std::map<std::string, int> lanes_of(std::vector<Box> const& boxes) {
  std::map<std::string, int> lanes;
  for (auto const& box : boxes) {
    bool const wanted = std::any_of(boxes.begin(), boxes.end(), [&](Box const& from) {
      return std::any_of(from.exits.begin(), from.exits.end(), [&](Exit const& exit) { return exit.to == box.state->id; });
    });
    if (wanted) lanes.emplace(box.state->id, static_cast<int>(lanes.size()));
  }
  return lanes;
}

class Picture {
 public:
  Picture(Call const& call, Workflow const& workflow) : boxes_{boxes_of(call, workflow)}, lanes_{lanes_of(boxes_)}, call_{call} {
    box_width_ = picture_width - 14 - lane_gap * static_cast<int>(lanes_.size());
  }

  Html draw(Workflow const& workflow, std::string const& path) const {
    auto const height = boxes_.empty() ? 0 : boxes_.back().y + boxes_.back().height() + 6;
    Html all;
    for (auto const& [id, lane] : lanes_) all += line_to(id, lane);
    for (auto const& box : boxes_) all += drawn(box, workflow, path);
    return svg::svg(cls("workflow"), svg::view_box("0 0 " + std::to_string(picture_width) + ' ' + std::to_string(height)), role("group"),
                    aria("label", _("The workflow as a picture; the list below says the same.")), all);
  }

 private:
  int lane_x(int lane) const { return box_width_ + 14 + lane * lane_gap; }
  static int exit_y(Box const& box, std::size_t index) {
    return box.y + head_height + exit_height * static_cast<int>(index) + exit_height / 2;
  }

  /// The line that leads to a state, with a knot where each exit joins it.
  Html line_to(std::string const& id, int lane) const {
    auto const x = lane_x(lane);
    auto const target = std::find_if(boxes_.begin(), boxes_.end(), [&](Box const& box) { return box.state->id == id; });
    auto const end = target->y + head_height / 2;
    int top = end, bottom = end;
    Html joins;
    for (auto const& box : boxes_)
      for (std::size_t i = 0; i < box.exits.size(); ++i) {
        if (box.exits[i].to != id) continue;
        auto const y = exit_y(box, i);
        top = std::min(top, y);
        bottom = std::max(bottom, y);
        joins += svg::path(svg::attr("d", "M" + std::to_string(box_width_) + ' ' + std::to_string(y) + "H" + std::to_string(x)));
        joins += svg::circle(svg::attr("cx", x), svg::attr("cy", y), svg::attr("r", 3));
      }
    auto const tip = std::to_string(box_width_ + 1) + ' ' + std::to_string(end);
    auto const arrow = "M" + tip + "l8 -5v10z";
    return svg::g(cls("lane"), data("lane", lane % 6),
                  svg::path(svg::attr("d", "M" + std::to_string(x) + ' ' + std::to_string(top) + "V" + std::to_string(bottom))),
                  svg::path(svg::attr("d", "M" + std::to_string(x) + ' ' + std::to_string(end) + "H" + std::to_string(box_width_ + 8))),
                  joins, svg::path(cls("tip"), svg::attr("d", arrow)));
  }

  Html drawn(Box const& box, Workflow const& workflow, std::string const& path) const {
    auto const& state = *box.state;
    auto const kind = std::string{state.id == workflow.start ? "box start" : state.end ? "box end" : "box"} + (box.reached ? "" : " lost");
    auto const label = public_label(state, call_.language);
    Html exits;
    for (std::size_t i = 0; i < box.exits.size(); ++i) exits += exit_words(box, i);
    auto const link = with_query(path, {{"at", below("/workflow/states", state.id)}});
    return svg::g(cls(kind),
                  svg::rect(svg::attr("x", 1), svg::attr("y", box.y), svg::attr("width", box_width_ - 1), svg::attr("height", box.height()),
                            svg::attr("rx", 8)),
                  element("a", {href(link), svg::text(cls("name"), svg::attr("x", 12), svg::attr("y", box.y + 20),
                                                      shorten(std::string{label}, letters_most))}),
                  state.clock == ClockRule::pause ? pause_mark(box) : nothing(), exits);
  }

  /// The clock stands still here.
  Html pause_mark(Box const& box) const {
    return svg::path(cls("mark pause"),
                     svg::attr("d", "M" + std::to_string(box_width_ - 20) + ' ' + std::to_string(box.y + 9) + "v12m6 -12v12"));
  }

  /// A triangle for what people do, a clock for what happens by itself; drawn, because not every font has them.
  Html exit_words(Box const& box, std::size_t index) const {
    auto const& exit = box.exits[index];
    auto const y = exit_y(box, index);
    auto const clock = group(svg::circle(cls("mark"), svg::attr("cx", 15), svg::attr("cy", y), svg::attr("r", 5)),
                             svg::path(cls("mark"), svg::attr("d", "M15 " + std::to_string(y - 3) + "v3h2")));
    auto const triangle = svg::path(cls("mark full"), svg::attr("d", "M12 " + std::to_string(y - 4) + "l7 4l-7 4z"));
    return group(exit.by_itself ? clock : triangle, svg::text(cls(exit.by_itself ? "small itself" : "small"), svg::attr("x", 27),
                                                              svg::attr("y", y + 4), shorten(exit.words, letters_most)));
  }

  std::vector<Box> boxes_;
  std::map<std::string, int> lanes_;
  Call const& call_;
  int box_width_ = 0;
};

std::string state_words(Call const& call, Workflow const& workflow, std::string const& id) {
  auto const* state = workflow.state(id);
  return state == nullptr ? id : std::string{public_label(*state, call.language)};
}

}  // namespace

Html workflow_picture(Call const& call, Workflow const& workflow, std::string const& path) {
  if (workflow.states.empty()) return nothing();
  auto const picture = Picture{call, workflow};
  Html list;
  for (auto const& box : boxes_of(call, workflow))
    list +=
        li(strong(state_words(call, workflow, box.state->id)), box.exits.empty() ? nothing() : ul(each(box.exits, [&](Exit const& exit) {
             return li(exit.words, " → ", state_words(call, workflow, exit.to));
           })));
  return figure(cls("workflow-figure"), id("workflow-figure"), data("live", "yes"), picture.draw(workflow, path),
                figcaption(details(summary(_("The same as a list")), ul(list))));
}

}  // namespace cityhall::studio
