#include "web/html.h"

#include <gtest/gtest.h>

namespace cityhall::web {
namespace {

using namespace tag;

template <class... T>
concept Compiles = requires(T... arguments) {
  img(arguments...);
};
static_assert(!Compiles<Url>, "an image without a text for those who do not see it");
static_assert(Compiles<Url, Alt>);
static_assert(!std::is_default_constructible_v<Control>, "a control without a label");
static_assert(!std::is_convertible_v<std::string, Html>, "text becomes markup only by escaping");

/// Every sentence in upper case: a translation that nobody can mistake.
Translations shouting(std::vector<std::pair<std::string, std::string>> const& texts) {
  // GNU gettext's .mo format: magic, revision, count, two tables of (length, offset).
  std::string words, strings;
  auto const word = [&](std::uint32_t number) { words.append(reinterpret_cast<char const*>(&number), 4); };
  auto const count = static_cast<std::uint32_t>(texts.size());
  for (auto const number : {0x950412deU, 0U, count, 28U, 28U + 8U * count, 0U, 0U}) word(number);
  auto const start = 28U + 16U * count;
  auto const table = [&](auto const& get) {
    for (auto const& pair : texts) {
      word(static_cast<std::uint32_t>(get(pair).size()));
      word(start + static_cast<std::uint32_t>(strings.size()));
      strings += get(pair) + '\0';
    }
  };
  table([](auto const& pair) -> std::string const& { return pair.first; });
  table([](auto const& pair) -> std::string const& { return pair.second; });
  Translations translations;
  translations.add("es", Catalogue::from_mo(words + strings));
  return translations;
}

TEST(Html, EscapesTextEverywhere) {
  std::string const evil = "<script>\"'&\x01\x02\x03\x04\x7f";
  EXPECT_EQ(render(p(evil)), "<p>&lt;script&gt;&quot;&#39;&amp;</p>");
  EXPECT_EQ(render(p(cls(evil))), "<p class=\"&lt;script&gt;&quot;&#39;&amp;\"></p>");
  EXPECT_EQ(render(p(_("by {who}").with("who", evil))), "<p>by &lt;script&gt;&quot;&#39;&amp;</p>");
  EXPECT_EQ(render(p(tooltip(_("by {who}").with("who", evil)))), "<p title=\"by &lt;script&gt;&quot;&#39;&amp;\"></p>");
  EXPECT_EQ(render(p("tab\tline\n")), "<p>tab\tline\n</p>");
}

TEST(Html, EscapesAtEveryPlaceOfALongText) {
  for (std::size_t at = 0; at < 70; ++at) {
    std::string text(70, 'x');
    text[at] = '<';
    auto expected = text;
    expected.replace(at, 1, "&lt;");
    EXPECT_EQ(render(fragment({text})), expected) << at;
  }
}

TEST(Html, KnowsWhichAddressesAreSafe) {
  for (std::string_view const good : {"/a?b=c#d", "#x", "?q", "a/b", "https://a.example/", "HTTP://a", "mailto:a@b.example", "tel:+1234567",
                                      "geo:40.04,-86.12?q=40.04,-86.12", "", "/a:b"})
    EXPECT_EQ(Url{good}.text(), good);
  for (std::string_view const bad :
       {"javascript:alert(1)", "JavaScript:x", "data:text/html,x", "vbscript:x", "//evil.example", "/\\evil.example", "\\\\evil",
        "java\nscript:x", " javascript:x", "\tjavascript:x", "blob:x", "ftp://a", "x:y", "\x01javascript:x"})
    EXPECT_EQ(Url{bad}.text(), "#") << bad;
  EXPECT_EQ(render(a(href("/x?a=1&b=\"2"), "go")), "<a href=\"/x?a=1&amp;b=&quot;2\">go</a>");
  EXPECT_EQ(with_query("/x", {{"a", "1 &"}, {"empty", ""}, {"é", "ü"}}), "/x?a=1%20%26&%C3%A9=%C3%BC");
}

TEST(Html, WritesElementsFlagsNumbersAndLists) {
  std::vector<Html> const items{li("one"), li("two")};
  EXPECT_EQ(render(ul(data("count", 2), items)), "<ul data-count=\"2\"><li>one</li><li>two</li></ul>");
  EXPECT_EQ(render(group("a", 7, br(), nothing(), p(hidden(false), hidden()))), "a7<br><p hidden></p>");
  EXPECT_EQ(render(img("/p.jpg", "A hole", width(40))), "<img src=\"/p.jpg\" alt=\"A hole\" width=\"40\">");
  EXPECT_EQ(render(img("/p.jpg", decorative())), "<img src=\"/p.jpg\" alt=\"\">");
  EXPECT_EQ(render(each(std::vector{1, 2}, [](int i) { return td(i); })), "<td>1</td><td>2</td>");
  EXPECT_EQ(render(svg::circle(svg::attr("r", 2.5), svg::attr("cx", 3.0))), "<circle r=\"2.5\" cx=\"3\"></circle>");
  EXPECT_THROW(svg::attr("onclick", "x"), std::logic_error);
  EXPECT_THROW(p("text", cls("late")), std::logic_error);
}

TEST(Html, TranslatesWhenRendered) {
  auto const translations =
      shouting({{"Open", "ABIERTO"}, {"by {who}", "{who} LO HIZO"}, {"Read {guide} first.", "PRIMERO {guide}."}, {"the guide", "LA GUÍA"}});
  Words const spanish{&translations, "es"};
  auto const page = group(p(_("Open")), p(_("by {who}").with("who", "Ana <1>")), p(_("Untold")),
                          sentence(_("Read {guide} first."), {{"guide", a(href("/g"), aria("label", _("Open")), _("the guide"))}}));
  EXPECT_EQ(render(page, spanish),
            "<p>ABIERTO</p><p>Ana &lt;1&gt; LO HIZO</p><p>Untold</p>PRIMERO <a href=\"/g\" aria-label=\"ABIERTO\">LA GUÍA</a>.");
  EXPECT_EQ(render(page), "<p>Open</p><p>by Ana &lt;1&gt;</p><p>Untold</p>Read <a href=\"/g\" aria-label=\"Open\">the guide</a> first.");
  EXPECT_EQ(render(p(_n("{count} report", "{count} reports", 1))), "<p>1 report</p>");
  EXPECT_EQ(render(p(_n("{count} report", "{count} reports", 3))), "<p>3 reports</p>");
  EXPECT_EQ(render(p(_("{a} and {missing} and {").with("a", "{missing}"))), "<p>{missing} and {missing} and {</p>");
}

TEST(Html, WritesAWholeDocument) {
  auto const page = render(document({.language = "es", .title = group(_("Anna's home"), " & more"), .body_class = "wide", .body = p("x")}));
  EXPECT_EQ(page.find("<!doctype html><html lang=\"es\" dir=\"ltr\"><head><meta charset=\"utf-8\">"), 0U);
  EXPECT_NE(page.find("<title>Anna&#39;s home &amp; more</title>"), std::string::npos);
  EXPECT_NE(page.find("<body class=\"wide\"><p>x</p></body></html>"), std::string::npos);
}

TEST(Html, JsonIslandCannotEndItsScript) {
  auto const island = render(json_island("map", "{\"a\":\"</script><script>\"}"));
  EXPECT_EQ(island, "<script type=\"application/json\" id=\"map\">{\"a\":\"\\u003c/script>\\u003cscript>\"}</script>");
}

TEST(Html, TrustedMarkupCannotForgeASentence) { EXPECT_EQ(render(trusted_html("<b>\x01x\x02</b>")), "<b>x</b>"); }

TEST(Controls, ShowWhatWasTypedAndWhatIsWrong) {
  Entered entered;
  entered.values.add("why", "a <b>");
  entered.errors.push_back({"why", "too_short", _("Say more.")});
  auto const field = render(textarea_field({.name = "why", .label = _("Why?"), .hint = p("h"), .entered = &entered, .required = true}));
  EXPECT_NE(field.find("<div class=\"field wrong\">"), std::string::npos);
  EXPECT_NE(field.find("<label for=\"field-why\">Why?</label>"), std::string::npos);
  EXPECT_NE(field.find("aria-describedby=\"field-why-hint field-why-error\" aria-invalid=\"true\""), std::string::npos);
  EXPECT_NE(field.find(">a &lt;b&gt;</textarea>"), std::string::npos);
  EXPECT_NE(field.find("Say more."), std::string::npos);
  EXPECT_NE(render(error_summary(entered.errors)).find("<a href=\"#field-why\">Say more.</a>"), std::string::npos);
  EXPECT_EQ(render(error_summary({})), "");
}

TEST(Controls, ChooseAndKeepSecrets) {
  std::vector<Option> const options{{.value = "a", .label = _("A")}, {.value = "b", .label = "B"}};
  EXPECT_NE(render(select_field({.name = "x", .label = "X", .value = "b"}, options)).find("<option value=\"b\" selected>"),
            std::string::npos);
  EXPECT_NE(render(radio_field({.name = "x", .label = "X", .value = "a"}, options)).find("value=\"a\" checked"), std::string::npos);
  Entered entered;
  entered.values.add("p", "secret");
  EXPECT_EQ(render(input_field({.name = "p", .label = "P", .entered = &entered, .type = "password"})).find("secret"), std::string::npos);
  auto const form = render(post_form({.action = "/x", .csrf_token = "t", .files = true}, submit(_("Go"))));
  EXPECT_EQ(form,
            "<form method=\"post\" action=\"/x\" enctype=\"multipart/form-data\"><input type=\"hidden\" name=\"csrf\" value=\"t\">"
            "<button type=\"submit\" class=\"button\">Go</button></form>");
}

}  // namespace
}  // namespace cityhall::web
