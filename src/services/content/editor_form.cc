#include "services/content/editor_form.h"

#include "base/text.h"
#include "kernel/files/file.h"
#include "kernel/places/zone.h"
#include "services/content/editor_pages.h"
#include "services/content/review_part.h"
#include "services/content/words.h"

namespace cityhall::content {
namespace {

using namespace web;
using namespace web::tag;

PublicationText text_in(Publication const& publication, std::string const& language) {
  for (auto const& text : publication.content.texts)
    if (text.language == language) return text;
  return {.language = language};
}

Html text_fields(Publication const& publication, Entered const& entered, std::string const& language, bool checked) {
  auto const text = text_in(publication, language);
  auto const part = [&](std::string_view name) { return std::string{name} + "." + language; };
  auto const title = part("title"), summary_name = part("summary"), body = part("body"), words = part("picture_words");
  bool const is_banner = publication.kind == PublicationKind::banner;
  bool const reviewed = checked && !text.body.empty() && length(text.body) <= publication_body_max;
  return fieldset(
      cls("panel"), legend(lang(language), language_name(language)),
      input_field(
          {.name = title, .label = _("Title"), .entered = &entered, .value = text.title, .attributes = {maxlength(100), lang(language)}}),
      input_field({.name = summary_name,
                   .label = is_banner ? Text{_("What is going on, in one sentence")} : Text{_("Summary in one or two sentences")},
                   .entered = &entered,
                   .value = text.summary,
                   .attributes = {maxlength(300), lang(language)}}),
      textarea_field({.name = body,
                      .label = is_banner ? Text{_("What to do (Markdown), if there is more to say")} : Text{_("Text (Markdown)")},
                      .entered = &entered,
                      .value = text.body,
                      .attributes = {rows(is_banner ? 5 : 18), lang(language), data("review", "yes")}}),
      div(cls("checks-place"), aria("live", "polite"), reviewed ? review_part(text) : nothing()),
      is_banner ? nothing()
                : input_field({.name = words, .label = _("What the picture shows"), .entered = &entered, .value = text.picture_words}));
}

Html zone_select(Call const& call, Publication const& publication, Entered const& entered) {
  std::vector<web::Option> options{{"", _("Whole city")}};
  auto const zones = call.city.zones.get();
  for (auto const& zone : zones->all())
    if (zone.layer != city_layer) options.push_back({to_text(zone.id), zone.name});
  auto const chosen = publication.content.zone ? to_text(publication.content.zone) : std::string{};
  return select_field({.name = "zone", .label = _("Area"), .entered = &entered, .value = chosen}, options);
}

Html place_fields(Publication const& publication, Entered const& entered) {
  auto const place = publication.content.place;
  std::vector<web::Option> const places{{"nowhere", _("Nowhere: found by search and by links")},
                                        {"menu", _("In the menu of every page")},
                                        {"footer", _("At the foot of every page")}};
  return div(cls("row"),
             select_field({.name = "place",
                           .label = _("Linked"),
                           .entered = &entered,
                           .value = place == LinkPlace::menu     ? "menu"
                                    : place == LinkPlace::footer ? "footer"
                                                                 : "nowhere"},
                          places),
             input_field({.name = "position",
                          .label = _("Order among the links"),
                          .entered = &entered,
                          .value = std::to_string(publication.content.position),
                          .type = "number"}));
}

Html banner_fields(Publication const& publication, Entered const& entered) {
  auto const level = publication.content.level;
  auto const* const chosen = level == BannerLevel::emergency ? "emergency" : level == BannerLevel::warning ? "warning" : "information";
  std::vector<web::Option> const levels{{"information", _("Information")}, {"warning", _("Warning")}, {"emergency", _("Emergency")}};
  return div(cls("row"), select_field({.name = "level", .label = _("Level"), .entered = &entered, .value = chosen}, levels),
             input_field({.name = "link",
                          .label = _("Link “What to do”"),
                          .hint = group(_("Left empty: leads to the text below, when there is one.")),
                          .entered = &entered,
                          .value = publication.content.link}));
}

Html picture_field(Publication const& publication) {
  if (publication.kind == PublicationKind::banner) return nothing();
  auto const& picture = publication.content.picture;
  auto const shown = picture ? group(img(file_path(picture, PhotoSize::small), decorative(), width(160), height(120)),
                                     checkbox_field({.name = "no_picture", .label = _("Without this picture")}))
                             : nothing();
  return group(shown, hidden_field("picture", picture ? to_text(picture) : std::string{}),
               file_field({.name = "photo", .label = _("Picture"), .attributes = {accept("image/*")}}));
}

Control time_control(Entered const& entered, std::string_view field_name, Message const& words, std::string const& local_time) {
  return {.name = field_name, .label = words, .entered = &entered, .value = local_time, .type = "datetime-local"};
}

Html head_fields(Call const& call, Publication const& publication, Entered const& entered) {
  auto const& content = publication.content;
  auto const kind = publication.kind;
  auto const address = input_field({.name = "slug",
                                    .label = _("Address"),
                                    .hint = group(public_path(kind, "…"), " ", _("Left empty: made from the title.")),
                                    .entered = &entered,
                                    .value = content.slug});
  auto const times = div(cls("row"), input_field(time_control(entered, "from", _("Public from"), local_input(call, content.from))),
                         input_field(time_control(entered, "until", _("Public until"), local_input(call, content.until))));
  return group(kind == PublicationKind::banner ? banner_fields(publication, entered) : nothing(), times,
               kind == PublicationKind::page ? place_fields(publication, entered) : zone_select(call, publication, entered), address);
}

PublicationKind kind_typed(Call const& call, Publication const& before) {
  if (before.id) return before.kind;
  return publication_kind_from(call.request.form.fields.get("kind")).value_or(PublicationKind::page);
}

std::vector<PublicationText> texts_typed(Call const& call) {
  auto const& fields = call.request.form.fields;
  std::vector<PublicationText> texts;
  auto const settings = call.city.settings.get();
  for (auto const& language : settings->languages) {
    auto const part = [&](std::string_view name) {
      auto text = without_control_characters(trim(fields.get(std::string{name} + "." + language)));
      std::erase(text, '\r');
      return text;
    };
    PublicationText text{language, part("title"), part("summary"), part("body"), part("picture_words")};
    if (!text.title.empty() || !text.body.empty()) texts.push_back(std::move(text));
  }
  return texts;
}

std::optional<Time> time_typed(Call const& call, std::string const& field_name, std::vector<FieldError>& errors) {
  auto const text = trim(call.request.form.fields.get(field_name));
  if (text.empty()) return std::nullopt;
  auto const time = parse_time(text, call.city.zone());
  if (!time) errors.push_back({field_name, "malformed", _("Write it as 2027-06-30 08:00.")});
  return time;
}

LinkPlace place_typed(std::string_view word) {
  return word == "menu" ? LinkPlace::menu : word == "footer" ? LinkPlace::footer : LinkPlace::nowhere;
}

BannerLevel level_typed(std::string_view word) {
  return word == "emergency" ? BannerLevel::emergency : word == "warning" ? BannerLevel::warning : BannerLevel::information;
}

FileId picture_typed(Call const& call) {
  for (auto const& upload : call.uploads) return upload.file;
  auto const& fields = call.request.form.fields;
  return fields.get("no_picture") == "yes" ? FileId{} : FileId{parse_id(fields.get("picture"))};
}

}  // namespace

std::string local_input(Call const& call, std::optional<Time> time) {
  return time ? call.city.zone().to_rfc3339(*time).substr(0, 16) : std::string{};
}

Html editor_form(Call const& call, Publication const& publication, Entered const& entered, bool checked) {
  auto const settings = call.city.settings.get();
  auto const act = [](std::string_view word, std::string_view css, Message const& words, Attr const& where = none()) {
    return button(type("submit"), cls(css), where, name("act"), value(word), words);
  };
  auto const path = publication.id ? desk_path(publication) : std::string{"/desk/content"};
  auto const preview = formaction((publication.id ? path : path + "/new") + "/preview");
  auto const texts =
      each(settings->languages, [&](std::string const& language) { return text_fields(publication, entered, language, checked); });
  return post_form({.action = path, .csrf_token = call.csrf_token, .files = true}, hidden_field("kind", to_text(publication.kind)),
                   hidden_field("revision", std::to_string(publication.revision)), div(cls("sides"), texts),
                   head_fields(call, publication, entered), picture_field(publication),
                   input_field({.name = "why", .label = _("What is new, for your colleagues"), .entered = &entered}),
                   div(cls("actions"), act("save", "", _("Save")), act("preview", "quiet", _("Preview and check"), preview),
                       call.actor.may("content.publish") ? act("publish", "quiet", _("Save and publish")) : nothing()));
}

TypedPublication read_editor_form(Call const& call, Publication before) {
  auto const& fields = call.request.form.fields;
  TypedPublication typed{.publication = std::move(before)};
  typed.publication.kind = kind_typed(call, typed.publication);
  typed.publication.revision = parse_id(fields.get("revision"));
  typed.publication.content = {.slug = std::string{trim(fields.get("slug"))},
                               .place = place_typed(fields.get("place")),
                               .position = parse_id(fields.get("position")),
                               .level = level_typed(fields.get("level")),
                               .link = std::string{trim(fields.get("link"))},
                               .zone = ZoneId{parse_id(fields.get("zone"))},
                               .picture = picture_typed(call),
                               .from = time_typed(call, "from", typed.errors),
                               .until = time_typed(call, "until", typed.errors),
                               .texts = texts_typed(call)};
  return typed;
}

}  // namespace cityhall::content
