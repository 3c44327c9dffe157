#pragma once
// What a request handler is given. A handler loads, calls one verb, answers.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/actor.h"
#include "kernel/city.h"
#include "kernel/definitions/local_text.h"
#include "kernel/places/place.h"
#include "kernel/unit.h"
#include "web/assets.h"
#include "web/live.h"
#include "web/request.h"
#include "web/response.h"

namespace cityhall {

/// An upload that the front door has already decoded, re-encoded and stored before the handler runs.
struct StoredUpload {
  std::string field;      // form field name
  std::string file_name;  // as the sender called it; for people only, never a path
  FileId file{};          // row in `files`
  std::optional<Point> taken_at{};  // where the photo itself says that it was taken: to suggest a place, never to keep one
};

struct MenuEntry;
struct Module;
struct PermissionDeclaration;

/// What the front door lends to every call: the city's live streams, the static files, the menu, the permissions.
struct Surroundings {
  web::LiveHub& live;
  web::Assets const& assets;
  std::span<MenuEntry const> menu{};
  std::span<PermissionDeclaration const> permissions{};  // of all modules
  std::span<Module const> modules{};
};

struct Call {
  City& city;
  web::Request const& request;
  Actor const& actor;
  Surroundings const& around;
  std::string language;  // one of the city's languages
  Time now;
  store::Reader& reader;            // in a write route: its transaction
  store::Transaction* transaction;  // null in read routes
  std::vector<StoredUpload> uploads{};
  std::string csrf_token{};          // for forms of signed-in people
  std::string session_token_hash{};  // empty without a session

  Unit unit();  // write routes only
  View view() const { return {city, reader, actor}; }
  web::LiveHub& live() const { return around.live; }
  std::string text(Message const& message) const { return city.translations().text(message, language); }
  /// The words of a definition in the reader's language.
  std::string text(LocalText const& words) const { return std::string{words.in(language)}; }
  /// A parameter of the route's path, such as {number}.
  std::string_view path_value(std::string_view name) const { return request.path_parameters.get(name); }
};

}  // namespace cityhall
