#include "kernel/publications/content_json.h"

#include "base/json.h"

namespace cityhall {
namespace {

Json time_json(std::optional<Time> const& time) { return time ? Json(to_micros(*time)) : Json(nullptr); }

std::optional<Time> time_from(Json const& json, std::string_view name) {
  auto const found = json.find(std::string{name});
  if (found == json.end() || !found->is_number_integer()) return std::nullopt;
  return from_micros(found->get<std::int64_t>());
}

std::string_view place_text(LinkPlace place) {
  return place == LinkPlace::menu ? "menu" : place == LinkPlace::footer ? "footer" : "nowhere";
}

LinkPlace place_from(std::string_view word) {
  return word == "menu" ? LinkPlace::menu : word == "footer" ? LinkPlace::footer : LinkPlace::nowhere;
}

std::string_view level_text(BannerLevel level) {
  return level == BannerLevel::emergency ? "emergency" : level == BannerLevel::warning ? "warning" : "information";
}

BannerLevel level_from(std::string_view word) {
  return word == "emergency" ? BannerLevel::emergency : word == "warning" ? BannerLevel::warning : BannerLevel::information;
}

}  // namespace

Json content_json(PublicationContent const& content) {
  auto texts = Json::array();
  for (auto const& text : content.texts)
    texts.push_back({{"language", text.language},
                     {"title", text.title},
                     {"summary", text.summary},
                     {"body", text.body},
                     {"picture_words", text.picture_words}});
  return {{"slug", content.slug},
          {"place", place_text(content.place)},
          {"position", content.position},
          {"level", level_text(content.level)},
          {"link", content.link},
          {"zone", to_text(content.zone)},
          {"picture", to_text(content.picture)},
          {"from", time_json(content.from)},
          {"until", time_json(content.until)},
          {"texts", std::move(texts)}};
}

PublicationContent publication_content_from(Json const& json) {
  PublicationContent content{.slug = text_of(json, "slug"),
                             .place = place_from(text_of(json, "place")),
                             .position = json.value("position", std::int64_t{0}),
                             .level = level_from(text_of(json, "level")),
                             .link = text_of(json, "link"),
                             .zone = ZoneId{parse_id(text_of(json, "zone"))},
                             .picture = FileId{parse_id(text_of(json, "picture"))},
                             .from = time_from(json, "from"),
                             .until = time_from(json, "until")};
  for (auto const& text : json.value("texts", Json::array()))
    content.texts.push_back({text_of(text, "language"), text_of(text, "title"), text_of(text, "summary"), text_of(text, "body"),
                             text_of(text, "picture_words")});
  return content;
}

}  // namespace cityhall
