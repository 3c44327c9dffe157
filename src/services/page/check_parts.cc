#include "services/page/check_parts.h"

#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html line_to_read(Call const& call, CheckLine const& line) {
  auto const words = check_words(call, line);
  if (line.tick)
    return li(span(cls("badge good"), _("Ticked")), " ", words, " ",
              span(cls("soft small"), line.tick->by, ", ", time_of(call, line.tick->at)));
  return li(span(cls(line.required ? "badge soon" : "badge"), line.required ? _("Still needed") : _("Not ticked")), " ", words);
}

}  // namespace

std::string check_words(Call const& call, CheckLine const& line) {
  return line.usual ? call.text(*line.usual) : std::string{line.label.in(call.language)};
}

Html check_list_to_read(Call const& call, std::vector<CheckLine> const& lines) {
  return section(h2(_("Check list")), ul(cls("plain-list"), each(lines, [&](CheckLine const& line) { return line_to_read(call, line); })));
}

}  // namespace cityhall
