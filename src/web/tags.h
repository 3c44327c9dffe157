#pragma once
// Elements by name: div(cls("card"), h2(_("Reports")), p(text)). `main` and `title` have another name because C++ or an attribute has
// theirs. Inputs are made with their label, in controls.h.

#include "web/attributes.h"

namespace cityhall::web::tag {

// Each takes attributes first, then children (see Part).
Html main_part(auto const&... parts) { return element("main", {parts...}); }
Html section(auto const&... parts) { return element("section", {parts...}); }
Html article(auto const&... parts) { return element("article", {parts...}); }
Html aside(auto const&... parts) { return element("aside", {parts...}); }
Html nav(auto const&... parts) { return element("nav", {parts...}); }
Html header(auto const&... parts) { return element("header", {parts...}); }
Html footer(auto const&... parts) { return element("footer", {parts...}); }
Html div(auto const&... parts) { return element("div", {parts...}); }
Html p(auto const&... parts) { return element("p", {parts...}); }
Html span(auto const&... parts) { return element("span", {parts...}); }
Html h1(auto const&... parts) { return element("h1", {parts...}); }
Html h2(auto const&... parts) { return element("h2", {parts...}); }
Html h3(auto const&... parts) { return element("h3", {parts...}); }
Html h4(auto const&... parts) { return element("h4", {parts...}); }
Html a(auto const&... parts) { return element("a", {parts...}); }
Html ul(auto const&... parts) { return element("ul", {parts...}); }
Html ol(auto const&... parts) { return element("ol", {parts...}); }
Html li(auto const&... parts) { return element("li", {parts...}); }
Html dl(auto const&... parts) { return element("dl", {parts...}); }
Html dt(auto const&... parts) { return element("dt", {parts...}); }
Html dd(auto const&... parts) { return element("dd", {parts...}); }
Html table(auto const&... parts) { return element("table", {parts...}); }
Html thead(auto const&... parts) { return element("thead", {parts...}); }
Html tbody(auto const&... parts) { return element("tbody", {parts...}); }
Html tr(auto const&... parts) { return element("tr", {parts...}); }
Html th(auto const&... parts) { return element("th", {parts...}); }
Html td(auto const&... parts) { return element("td", {parts...}); }
Html caption(auto const&... parts) { return element("caption", {parts...}); }
Html figure(auto const&... parts) { return element("figure", {parts...}); }
Html figcaption(auto const&... parts) { return element("figcaption", {parts...}); }
Html blockquote(auto const&... parts) { return element("blockquote", {parts...}); }
Html pre(auto const&... parts) { return element("pre", {parts...}); }
Html code(auto const&... parts) { return element("code", {parts...}); }
Html strong(auto const&... parts) { return element("strong", {parts...}); }
Html em(auto const&... parts) { return element("em", {parts...}); }
Html small(auto const&... parts) { return element("small", {parts...}); }
Html mark(auto const&... parts) { return element("mark", {parts...}); }
Html abbr(auto const&... parts) { return element("abbr", {parts...}); }
Html time(auto const&... parts) { return element("time", {parts...}); }
Html kbd(auto const&... parts) { return element("kbd", {parts...}); }
Html details(auto const&... parts) { return element("details", {parts...}); }
Html summary(auto const&... parts) { return element("summary", {parts...}); }
Html fieldset(auto const&... parts) { return element("fieldset", {parts...}); }
Html legend(auto const&... parts) { return element("legend", {parts...}); }
Html label(auto const&... parts) { return element("label", {parts...}); }
Html button(auto const&... parts) { return element("button", {parts...}); }
Html select(auto const&... parts) { return element("select", {parts...}); }
Html optgroup(auto const&... parts) { return element("optgroup", {parts...}); }
Html option(auto const&... parts) { return element("option", {parts...}); }
Html datalist(auto const&... parts) { return element("datalist", {parts...}); }
Html output(auto const&... parts) { return element("output", {parts...}); }
Html progress(auto const&... parts) { return element("progress", {parts...}); }
Html meter(auto const&... parts) { return element("meter", {parts...}); }
Html picture(auto const&... parts) { return element("picture", {parts...}); }
Html noscript(auto const&... parts) { return element("noscript", {parts...}); }
Html dialog(auto const&... parts) { return element("dialog", {parts...}); }
Html address(auto const&... parts) { return element("address", {parts...}); }
Html search(auto const&... parts) { return element("search", {parts...}); }

inline Html br() { return void_element("br", {}); }
Html hr(auto const&... attributes) { return void_element("hr", {attributes...}); }
/// Does not compile without the text for those who do not see it.
Html img(Url const& source, Alt const& alt, auto const&... attributes) {
  return void_element("img", {src(source), alt.attribute(), attributes...});
}
Html source(auto const&... attributes) { return void_element("source", {attributes...}); }
Html meta(auto const&... attributes) { return void_element("meta", {attributes...}); }
Html link(auto const&... attributes) { return void_element("link", {attributes...}); }
/// An external module script; inline scripts are forbidden by the content security policy.
inline Html module_script(Url const& source) { return element("script", {type("module"), src(source)}); }
/// A whole page: doctype, html, head and body.
struct DocumentParts {
  std::string_view language = "en";
  std::string_view direction = "ltr";
  Html title{};  // text and messages
  Html head{};   // links, scripts, meta beyond charset and viewport
  std::string_view body_class{};
  Html body{};
};
Html document(DocumentParts const& parts);

}  // namespace cityhall::web::tag
