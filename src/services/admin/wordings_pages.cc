#include "services/admin/wordings_pages.h"

#include "services/admin/mail_words.h"
#include "services/page/language_words.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string wording_path(Wording const& wording) { return "/admin/wordings/" + wording.template_name + "/" + wording.language; }

Html wording_row(Call const& call, Wording const& wording) {
  auto const own = wording.own
                       ? group(span(cls("badge good"), _("Own words")), " ", span(cls("soft small"), time_of(call, wording.changed_at)))
                       : span(cls("soft"), _("As shipped"));
  auto const subject = parse_notice_template(wording.text).subject;
  return tr(
      td(cls("what"), a(href(wording_path(wording)), mail_words(wording.template_name).html()), span(lang(wording.language), subject)),
      td(language_words(wording.language)), td(own));
}

Html preview_part(WordingView const& view) {
  if (!view.preview) return nothing();
  auto const about = view.number.empty() ? p(cls("hint"), _("With examples."))
                                         : p(cls("hint"), _("As it would be for {number}.").with("number", view.number));
  return section(cls("panel"), h2(_("Preview")), about, p(strong(lang(view.wording.language), view.preview->subject)),
                 pre(cls("source letter"), tabindex(0), lang(view.wording.language), view.preview->plain));
}

Html wording_form(Call const& call, WordingView const& view) {
  auto const known = each(view.placeholders, [](std::string const& each_name) { return group(code("{" + each_name + "}"), " "); });
  auto const path = wording_path(view.wording);
  return post_form(
      {.action = path, .csrf_token = call.csrf_token, .css_class = "panel"},
      textarea_field({.name = "text",
                      .label = _("Subject, an empty line, then the text"),
                      .hint = sentence(_("These are filled in: {known}. A line that begins with > is a quote; [words] {link} is a button."),
                                       {{"known", known}}),
                      .entered = &view.told.entered,
                      .value = view.wording.text,
                      .required = true,
                      .attributes = {cls("tall")}}),
      input_field({.name = "number",
                   .label = _("Number of a request, for the preview"),
                   .hint = hint(_("The preview is filled with this request. Empty: with examples.")),
                   .entered = &view.told.entered,
                   .value = view.number}),
      div(cls("actions"), submit(_("Save the words")),
          button(type("submit"), cls("button quiet"), Attr{"formaction", Url{path + "/preview"}}, _("Preview"))));
}

}  // namespace

Response wordings_page(Call const& call, std::vector<Wording> const& all) {
  auto const content =
      group(told_strip(call, {}), p(cls("hint"), _("What the city writes to people. Change the words; the program fills in the rest.")),
            office_table(_("Messages"), {_("Message"), _("Language"), _("Words")},
                         each(all, [&](Wording const& wording) { return wording_row(call, wording); }), TableShape::cards));
  return office_page(call, {.title = _("Messages"), .content = content, .path = "/admin/wordings"});
}

Response wording_page(Call const& call, WordingView const& view) {
  auto const reset =
      view.wording.own
          ? group(p(cls("hint"), sentence(_("Own words of {name}, since {time}."),
                                          {{"name", group(view.wording.changed_by)}, {"time", time_of(call, view.wording.changed_at)}})),
                  act_button(call, wording_path(view.wording) + "/reset", _("Back to the shipped words"), "button danger"))
          : p(cls("hint"), _("These are the shipped words."));
  auto const content =
      group(told_strip(call, view.told), div(cls("read"), p(cls("soft"), language_words(view.wording.language)), wording_form(call, view),
                                             preview_part(view), reset, p(a(href("/admin/wordings"), _("All messages")))));
  return office_page(call, {.title = mail_words(view.wording.template_name), .content = content, .path = "/admin/wordings"},
                     view.told.status);
}

}  // namespace cityhall
