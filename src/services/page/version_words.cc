#include "services/page/version_words.h"

#include "services/page/office.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html line_row(DiffLine const& line) {
  switch (line.change) {
    case LineChange::removed:
      return element("del", {line.text, "\n"});
    case LineChange::added:
      return element("ins", {line.text, "\n"});
    case LineChange::skipped:
      return span(cls("soft"), "…\n");
    case LineChange::same:
      return group(line.text, "\n");
  }
  return nothing();
}

Message change_kind_words(ChangeKind kind) {
  if (kind == ChangeKind::text) return _("Words");
  return kind == ChangeKind::additive ? _("Addition") : _("Structure");
}

}  // namespace

Message change_words(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::none:
      return _("No change");
    case ChangeKind::text:
      return _("Words only");
    case ChangeKind::additive:
      return _("Something was added; running requests are not touched");
    case ChangeKind::structural:
      return _("Structural: running requests keep their version");
  }
  return _("No change");
}

Html diff_section(Message const& heading, DefinitionDiff const& found) {
  auto const row = [](Change const& change) {
    return tr(td(change_kind_words(change.kind)), td(code(change.pointer)), td(change.message));
  };
  auto const list =
      found.changes.empty() ? nothing() : office_table(_("Changes"), {_("Kind"), _("Place"), _("Change")}, each(found.changes, row));
  return section(h2(heading), p(strong(change_words(found.kind))), list);
}

Html source_lines(std::vector<DiffLine> const& lines) { return pre(cls("source"), tabindex(0), each(lines, line_row)); }

}  // namespace cityhall
