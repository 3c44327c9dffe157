#include "services/look/look_pages.h"

#include <algorithm>

#include "kernel/files/file.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

struct ColourWords {
  Message title;
  Message use;
};
ColourWords colour_words(std::string_view name) {
  if (name == "paper") return {_("Page background"), _("Behind everything; cards and lines are mixed from it.")};
  if (name == "ink") return {_("Text"), _("Headings and sentences; hints are a softer mixture of it.")};
  if (name == "link") return {_("Links"), _("Links, the focus frame, what is open.")};
  if (name == "action") return {_("Buttons"), _("The one strong color: what to press.")};
  if (name == "good") return {_("Good news"), _("What is fixed, saved, in time.")};
  return {_("Alert banners"), _("The banner above every page in an emergency.")};
}

/// `scheme_words` stand in the label: a control says by itself what it is.
Html colour_control(CityLook const& look, Entered const& entered, std::string_view name, Scheme scheme) {
  auto const shown = colour_named(shown_colours(scheme == Scheme::light ? look.light : look.dark, scheme), name);
  auto const field = colour_field(scheme, name);
  auto const label_words = scheme == Scheme::light ? _("On light pages") : _("On dark pages");
  auto const typed = entered.value(field);
  return input_field({.name = field,
                      .label = label_words,
                      .hint = code(typed.empty() ? std::string_view{shown} : typed),
                      .entered = &entered,
                      .value = shown,
                      .type = "color"});
}

Html colours_fields(CityLook const& look, Entered const& entered) {
  return each(std::span{city_colour_names}, [&](std::string_view name) {
    auto const words = colour_words(name);
    return fieldset(cls("colour"), legend(words.title), p(cls("hint"), words.use),
                    div(cls("row"), colour_control(look, entered, name, Scheme::light), colour_control(look, entered, name, Scheme::dark)));
  });
}

/// The picture that is there, and the box that takes it away.
Html current_picture(std::string const& number, std::string const& field, Message const& take_away) {
  auto const file = FileId{parse_id(number)};
  if (!file) return nothing();
  return div(cls("row"), img(file_path(file, PhotoSize::small), decorative(), cls("photo"), width(120), height(90)),
             checkbox_field({.name = field + ".remove", .label = take_away}));
}

Html picture_fields(CityLook const& look, Entered const& entered, std::span<std::string const> languages) {
  auto const words = each(languages, [&](std::string const& language) {
    auto const found = look.hero_words.find(language);
    return input_field({.name = "look.hero_words." + language,
                        .label = _("What it shows ({language})").with("language", language),
                        .hint = hint(_("For people who do not see it. Empty: it says nothing of importance.")),
                        .entered = &entered,
                        .value = found == look.hero_words.end() ? std::string{} : found->second});
  });
  return group(file_field({.name = "look.hero_picture",
                           .label = _("Picture of the start page"),
                           .hint = hint(_("A photo of your city, broader than high. It stands beside the search; the map moves below.")),
                           .entered = &entered,
                           .attributes = {accept("image/*")}}),
               current_picture(look.hero_picture, "look.hero_picture", _("Take the picture away")), words);
}

Html seal_fields(CityLook const& look, Entered const& entered) {
  return group(
      input_field({.name = "look.seal",
                   .label = _("Letters of the seal"),
                   .hint = hint(_("Up to four, such as FH. Used on pages, in mails and in browser tabs.")),
                   .entered = &entered,
                   .value = look.seal,
                   .attributes = {cls("short"), maxlength(4)}}),
      file_field({.name = "look.seal_picture",
                  .label = _("Or the seal as a picture"),
                  .hint = hint(_("As high as it is broad. It is made anew from its pixels, on white; mails and tabs show the letters.")),
                  .entered = &entered,
                  .attributes = {accept("image/*")}}),
      current_picture(look.seal_picture, "look.seal_picture", _("Take the seal's picture away")));
}

Html foot_fields(CityLook const& look, Entered const& entered, std::span<std::string const> languages) {
  return each(languages, [&](std::string const& language) {
    auto const found = look.footer.find(language);
    return textarea_field({.name = "look.footer." + language,
                           .label = _("Foot of the page ({language})").with("language", language),
                           .hint = hint(_("Markdown or plain lines: opening hours, a link to the privacy notice.")),
                           .entered = &entered,
                           .value = found == look.footer.end() ? std::string{} : found->second,
                           .attributes = {cls("lines")}});
  });
}

Html offer_button(Told const& told) {
  auto const& errors = told.entered.errors;
  bool const any = std::any_of(errors.begin(), errors.end(), [](FieldError const& error) { return error.code == "offer"; });
  return any ? button(type("submit"), cls("button quiet"), name("offers"), value("yes"), _("Save with the colors that can be read"))
             : nothing();
}

}  // namespace

std::string colour_field(Scheme scheme, std::string_view name) {
  return (scheme == Scheme::light ? "look.light." : "look.dark.") + std::string{name};
}

Response look_page(Call const& call, CityLook const& look, Told const& told) {
  auto const settings = call.city.settings.get();
  auto const& entered = told.entered;
  auto const form = post_form(
      {.action = "/admin/look", .csrf_token = call.csrf_token, .files = true},
      section(cls("panel"), h2(_("Seal")),
              p(cls("hint"),
                sentence(_("The city's name stands in the {settings}."), {{"settings", a(href("/admin/settings"), _("settings"))}})),
              seal_fields(look, entered)),
      section(
          cls("panel"), h2(_("Colors")),
          p(cls("hint"), _("Every other color is mixed from these six. What could not be read is refused, with the nearest color that "
                           "can be read.")),
          colours_fields(look, entered)),
      section(cls("panel"), h2(_("Picture")), picture_fields(look, entered, settings->languages)),
      section(cls("panel"), h2(_("Foot of the page")), foot_fields(look, entered, settings->languages)),
      div(cls("actions"), submit(_("Save the look")), offer_button(told)));
  auto const more = p(sentence(
      _("See all of it on the {page}; earlier looks are in the {history}."),
      {{"page", a(href("/styles"), _("page of components"))}, {"history", a(href("/admin/settings"), _("history of the settings"))}}));
  return office_page(
      call, {.title = _("Look of the city"), .content = group(told_strip(call, told), div(cls("read"), form, more)), .path = "/admin/look"},
      told.status);
}

}  // namespace cityhall
