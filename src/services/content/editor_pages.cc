#include "services/content/editor_pages.h"

#include "kernel/files/file.h"
#include "kernel/places/zone.h"
#include "services/content/editor_form.h"
#include "services/content/words.h"
#include "services/page/parts.h"
#include "services/page/publications.h"
#include "services/page/version_words.h"

namespace cityhall::content {
namespace {

using namespace web;
using namespace web::tag;

Html kind_link(ContentListView const& view, PublicationKind kind) {
  return li(a(href(list_path(kind)), view.kind == kind ? aria("current", "true") : none(), kind_words(kind)));
}

Html content_row(Call const& call, Publication const& one) {
  auto const& text = one.content.in(call.language);
  auto const area = area_of(call, one);
  return tr(td(cls("what"), a(href(desk_path(one)), text.title), span(one.path())), td(standing_badge(call, one)),
            td(area.empty() ? group(_("Whole city")) : group(area)), td(time_of(call, one.updated_at)));
}

Html content_table(Call const& call, ContentListView const& view) {
  if (view.found.empty()) return empty_state(_("Nothing here."), _("Nothing fits. Take the words away, or write the first one."));
  auto const name = kind_words(view.kind);
  return div(cls("scroll"), tabindex(0), role("region"), aria("label", name),
             table(cls("inbox"), caption(cls("visually-hidden"), name),
                   thead(tr(th(scope("col"), _("Title")), th(scope("col"), _("State")), th(scope("col"), _("Area")),
                            th(scope("col"), _("Last changed")))),
                   tbody(each(view.found, [&](Publication const& one) { return content_row(call, one); }))));
}

Html preview_of(Call const& call, ContentEditorView const& view) {
  if (!view.preview) return nothing();
  return section(cls("panel"), id("preview"), h2(_("How it will look")),
                 div(cls("sides"), each(view.publication.content.texts, [&](PublicationText const& text) {
                       auto one = view.publication;
                       one.content.texts = {text};
                       return article(lang(text.language), h3(text.title), p(cls("lead"), text.summary), publication_body(call, one));
                     })));
}

Html compare_link(Publication const& publication, std::int64_t from, std::int64_t to) {
  return a(href(with_query(desk_path(publication) + "/comparison", {{"from", std::to_string(from)}, {"to", std::to_string(to)}})),
           _("What changed"));
}

Html revision_row(Call const& call, ContentEditorView const& view, PublicationRevision const& revision) {
  auto const& publication = view.publication;
  auto const number = std::to_string(revision.revision);
  auto const shown = revision.revision == publication.public_revision ? span(cls("badge good"), _("Public")) : nothing();
  auto const restore =
      revision.revision == publication.revision
          ? nothing()
          : post_form({.action = desk_path(publication) + "/restoration", .csrf_token = call.csrf_token}, hidden_field("revision", number),
                      button(type("submit"), cls("plain"), _("Restore version {number}").with("number", number)));
  return li(p(strong(number, "."), " ", time_of(call, revision.at), " ", revision.by, " ", shown,
              revision.why.empty() ? nothing() : group(" · ", revision.why)),
            revision.revision > 1 ? p(compare_link(publication, revision.revision - 1, revision.revision)) : nothing(), restore);
}

Html side(Call const& call, ContentEditorView const& view) {
  auto const& publication = view.publication;
  if (!publication.id) return nothing();
  auto const standing = standing_of(publication, call.now);
  auto const open = standing == Standing::live ? p(a(href(publication.path()), _("As residents see it"))) : nothing();
  auto const down = publication.public_revision > 0 && call.actor.may("content.publish")
                        ? post_form({.action = desk_path(publication) + "/withdrawal", .csrf_token = call.csrf_token},
                                    button(type("submit"), cls("danger"), _("Take it down")))
                        : nothing();
  return aside(div(cls("panel"), h2(_("State")), p(standing_badge(call, publication)), open, down),
               section(h2(_("Versions")), ol(cls("plain-list"), each(view.revisions, [&](PublicationRevision const& revision) {
                                               return revision_row(call, view, revision);
                                             }))));
}

/// All that a revision says in one language, as lines.
std::string lines_of_text(PublicationContent const& content, std::string const& language) {
  for (auto const& text : content.texts)
    if (text.language == language) return text.title + "\n" + text.summary + "\n\n" + text.body + "\n";
  return {};
}

std::string head_lines(Call const& call, PublicationContent const& content) {
  auto const zones = call.city.zones.get();
  auto const* const zone = zones->find(content.zone);
  return "/" + content.slug + "\n" + local_input(call, content.from) + " – " + local_input(call, content.until) + "\n" +
         (zone == nullptr ? std::string{} : zone->name) + "\n" + content.link + "\n";
}

Html difference(Text const& heading, std::string_view before, std::string_view after) {
  if (before == after) return nothing();
  return section(h2(heading.html()), source_lines(line_diff(before, after)));
}

}  // namespace

Response content_list_page(Call const& call, ContentListView const& view) {
  auto const rail = nav(aria("label", _("Website")), ul(cls("rail-list"), kind_link(view, PublicationKind::page),
                                                        kind_link(view, PublicationKind::news), kind_link(view, PublicationKind::banner)));
  auto const search =
      get_form("/desk/content", cls("filters"), data("find", "#found"), hidden_field("kind", to_text(view.kind)),
               label(_("Words"), element("input", {type("search"), name("q"), value(view.words), autocomplete("off")})),
               button(type("submit"), _("Find")),
               a(cls("button quiet"), href("/desk/content/new?kind=" + std::string{to_text(view.kind)}), new_words(view.kind)));
  auto const main =
      group(h1(kind_words(view.kind)), div(cls("split rail"), aside(rail), div(search, div(id("found"), content_table(call, view)))));
  return page(
      call, {.title = kind_words(view.kind), .content = main, .surface = Surface::staff, .current = "/desk/content", .script = "find.js"});
}

Response content_editor_page(Call const& call, ContentEditorView const& view, int status) {
  auto const& publication = view.publication;
  auto const title = publication.id ? Text{publication.content.in(call.language).title} : Text{new_words(publication.kind)};
  auto const told = view.notice.empty() ? nothing() : div(cls("note bad"), role("alert"), p(view.notice));
  auto const saved = call.request.query.has("saved")       ? note("good", p(_("Saved.")))
                     : call.request.query.has("published") ? note("good", p(_("Published.")))
                                                           : nothing();
  auto const form = editor_form(call, publication, view.entered, view.checked);
  auto const main = group(a(cls("back"), href(list_path(publication.kind)), kind_words(publication.kind)), h1(title.html()), told, saved,
                          error_summary(view.entered.errors), preview_of(call, view),
                          publication.id ? div(cls("split"), div(form), side(call, view)) : form);
  return page(call, {.title = title, .content = main, .surface = Surface::staff, .current = "/desk/content", .script = "content.js"},
              status);
}

Response content_comparison_page(Call const& call, ContentComparison const& view) {
  auto const settings = call.city.settings.get();
  auto const texts = each(settings->languages, [&](std::string const& language) {
    return difference(language_name(language), lines_of_text(view.from.content, language), lines_of_text(view.to.content, language));
  });
  auto const head = difference(_("Address, times, area, link"), head_lines(call, view.from.content), head_lines(call, view.to.content));
  auto const all = group(texts, head);
  auto const main = group(a(cls("back"), href(desk_path(view.publication)), view.to.content.in(call.language).title),
                          h1(_("Version {from} and version {to}")
                                 .with("from", std::to_string(view.from.revision))
                                 .with("to", std::to_string(view.to.revision))),
                          all.empty() ? p(_("Nothing changed.")) : all);
  return page(call, {.title = _("What changed"), .content = main, .surface = Surface::staff, .current = "/desk/content"});
}

}  // namespace cityhall::content
