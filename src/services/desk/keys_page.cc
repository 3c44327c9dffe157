#include "services/desk/keys_page.h"

#include "services/page/page.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

struct KeyLine {
  std::vector<std::string_view> keys;
  Message does;
};

Html key_table(Message const& title, std::vector<KeyLine> const& lines) {
  auto const row = [](KeyLine const& line) {
    return tr(th(scope("row"), each(line.keys, [](std::string_view key) { return group(kbd(key), " "); })), td(line.does));
  };
  return section(h2(title), table(caption(cls("visually-hidden"), title),
                                  thead(tr(th(scope("col"), _("Key")), th(scope("col"), _("What it does")))), tbody(each(lines, row))));
}

std::vector<KeyLine> keys_everywhere() { return {{{"?"}, _("Show these keys")}, {{"/"}, _("Go to the search field")}}; }

std::vector<KeyLine> inbox_keys() {
  return {{{"j", "k"}, _("Next or previous request")},
          {{"Enter"}, _("Open the request")},
          {{"x"}, _("Choose the request, for an act on many")},
          {{"n"}, _("Show what is new")}};
}

std::vector<KeyLine> board_keys() {
  return {{{"Tab"}, _("Next work order")},
          {{"↑", "↓", "←", "→"}, _("Walk from card to card")},
          {{"Enter"}, _("Open the form: crew, day, time")},
          {{"Space"}, _("Lift the card. The arrow keys then move it: a quarter of an hour, or to the next crew; with Shift a whole hour")},
          {{"Enter", "Space"}, _("Put the lifted card down")},
          {{"Delete"}, _("Take the lifted card off the plan")},
          {{"Esc"}, _("Leave the lifted card where it was")}};
}

/// WCAG 2.2, 2.1.4: what a single sign does can be switched off. A script attends to the box; without one there are no such keys.
Html switch_for_signs() {
  auto const why = _("Switch them off when you speak to your computer, or press keys by mistake. This browser remembers it.");
  return checkbox_field({.name = "sign-keys",
                         .label = _("Keys of a single sign: ?, /, j, k, x, n"),
                         .hint = group(why),
                         .value = "yes",
                         .attributes = {disabled()}});
}

}  // namespace

Response show_desk_keys(Call& call) {
  auto const content = div(cls("read"), h1(_("Keys")), p(cls("lead"), _("Everything can be done without a mouse. These keys are shorter.")),
                           key_table(_("All pages of the desk"), keys_everywhere()), switch_for_signs(),
                           key_table(_("Inbox"), inbox_keys()), key_table(_("Board"), board_keys()));
  return page(call, {.title = _("Keys"), .content = content, .surface = Surface::staff});
}

}  // namespace cityhall
