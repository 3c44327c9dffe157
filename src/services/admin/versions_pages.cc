#include "services/admin/versions_pages.h"

#include <algorithm>

#include "services/page/dates.h"
#include "services/page/parts.h"
#include "services/page/version_words.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

constexpr std::size_t changes_at_once = 3;

std::string service_path(Definition const& definition) { return "/admin/services/" + definition.id; }
std::string number_of(PublishedView const& view) { return std::to_string(view.published->definition->version); }

Html change_list(std::vector<Change> const& changes) {
  return ul(each(changes, [](Change const& change) { return li(change.message, " ", code(change.pointer)); }));
}

/// The first changes in words, the others folded away.
Html changes_in_short(DefinitionDiff const& found) {
  auto const border = found.changes.begin() + static_cast<std::ptrdiff_t>(std::min(found.changes.size(), changes_at_once));
  std::vector<Change> const first(found.changes.begin(), border), rest(border, found.changes.end());
  auto const more = _n("{count} more change", "{count} more changes", static_cast<long>(rest.size()));
  return group(strong(change_words(found.kind)), first.empty() ? nothing() : change_list(first),
               rest.empty() ? nothing() : details(summary(more), change_list(rest)));
}

Html version_row(Call const& call, PublishedView const& view, PublishedView const* before) {
  auto const& definition = *view.published->definition;
  auto const path = with_query(service_path(definition), {{"version", number_of(view)}});
  auto const changed =
      before == nullptr ? group(_("The first version")) : changes_in_short(diff(*before->published->definition, definition));
  auto const compare =
      before == nullptr
          ? nothing()
          : p(a(href(with_query(service_path(definition) + "/comparison", {{"from", number_of(*before)}, {"to", number_of(view)}})),
                _("Compare the files")));
  return tr(td(a(href(path), definition.version), " ", version_badge(call, *view.published)),
            td(time_of(call, view.published->published)), td(view.by), td(changed, compare), td(code(definition.hash.substr(0, 12))));
}

Html version_select(Message const& words, std::string_view field_name, std::vector<PublishedView> const& versions,
                    PublishedView const& chosen) {
  auto const choice = [&](PublishedView const& view) {
    auto const number = number_of(view);
    return option(value(number), selected(number == number_of(chosen)), number);
  };
  return label(words, select(name(field_name), each(versions, choice)));
}

}  // namespace

Html version_badge(Call const& call, PublishedDefinition const& published) {
  if (published.retired) return span(cls("badge late"), _("Retired"));
  auto const live = call.city.definitions.get()->find(published.definition->id);
  if (live && live->version == published.definition->version) return span(cls("badge good"), _("In force"));
  auto const day = parse_date(published.definition->effective);
  bool const waits = day && (!live || live->version < published.definition->version);
  if (!waits) return span(cls("badge"), _("Replaced"));
  return span(cls("badge"), _("Counts from {date}").with("date", long_date(*day, call.language)));
}

Html version_history(Call const& call, std::vector<PublishedView> const& versions) {
  Html rows;
  for (std::size_t i = 0; i < versions.size(); ++i)
    rows += version_row(call, versions[i], i + 1 < versions.size() ? &versions[i + 1] : nullptr);
  return section(h2(_("Versions")),
                 office_table(_("Versions"), {_("Version"), _("Published"), _("By"), _("What changed"), _("Hash")}, rows));
}

Html rollback_button(Call const& call, PublishedDefinition const& shown) {
  auto const& definition = *shown.definition;
  auto const live = call.city.definitions.get()->find(definition.id);
  if (live && live->version == definition.version) return nothing();
  return post_form({.action = service_path(definition) + "/rollbacks", .csrf_token = call.csrf_token},
                   hidden_field("version", std::to_string(definition.version)),
                   button(type("submit"), cls("quiet"), _("Roll back to this version")),
                   p(cls("hint"), _("Publishes it again as the newest version. Running requests keep the version that they have.")));
}

Response comparison_page(Call const& call, ComparisonView const& view) {
  auto const& definition = *view.to.published->definition;
  auto const path = service_path(definition);
  auto const form = get_form(path + "/comparison", cls("filters"), version_select(_("From version"), "from", view.versions, view.from),
                             version_select(_("to version"), "to", view.versions, view.to), button(type("submit"), _("Compare")));
  auto const file =
      view.lines.empty() ? nothing() : section(h2(_("The file")), source_lines(view.lines));
  auto const heading = _("Version {from} and version {to}").with("from", number_of(view.from)).with("to", number_of(view.to));
  auto const content = group(a(cls("back"), href(path), definition.title.in(call.language)), form, diff_section(heading, view.diff), file);
  return office_page(call, {.title = _("What changed"), .content = content, .path = "/admin/services"});
}

}  // namespace cityhall
