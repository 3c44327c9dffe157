#pragma once
// What a request handler is given. A handler loads, calls one verb, answers.

#include <string>
#include <string_view>
#include <vector>

#include "kernel/actor.h"
#include "kernel/city.h"
#include "kernel/unit.h"
#include "web/live.h"
#include "web/request.h"
#include "web/response.h"

namespace cityhall {

/// An upload that the front door has already decoded, re-encoded and stored before the handler runs.
struct StoredUpload {
  std::string field;      // form field name
  std::string file_name;  // as the sender called it; for people only, never a path
  FileId file{};          // row in `files`
};

struct Call {
  City& city;
  web::Request const& request;
  Actor const& actor;
  web::LiveHub& live;
  std::string language;                  // one of the city's languages
  Time now;
  store::Reader& reader;                 // in a write route: its transaction
  store::Transaction* transaction;       // null in read routes
  std::vector<StoredUpload> uploads{};
  std::string csrf_token{};              // for forms of signed-in people
  std::string session_token_hash{};      // empty without a session

  Unit unit();                           // write routes only
  View view() const { return {city, reader, actor}; }
  std::string text(Message const& message) const { return city.translations().text(message, language); }
};

}  // namespace cityhall
