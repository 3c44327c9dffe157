#pragma once
// One HTTP request, decoded. A plain value: tests make it by hand or with make_request().

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/body.h"
#include "web/headers.h"
#include "web/method.h"
#include "web/parameters.h"

namespace cityhall::web {

/// One uploaded file. The bytes stay valid while the request or a copy of this lives.
struct Upload {
  std::string name;          // of the form field
  std::string filename;      // as the client calls it, without folders: show it, never use it as a path
  std::string content_type;  // as the client claims
  std::string_view bytes{};
  std::shared_ptr<void const> keep{};
};

/// The fields and files of a urlencoded or multipart body. Filled before the handler is called.
struct FormData {
  Parameters fields;
  std::vector<Upload> files;  // without those of an empty file input
  std::string fault{};        // why the body could not be read at all: "a part has no name"; parsing a declared form refuses then

  std::vector<Upload const*> files_of(std::string_view name) const;
};

struct Request {
  Method method = Method::GET;
  std::string target = "/";  // as sent: path and query, still encoded
  std::string path = "/";    // decoded, valid UTF-8, without the query
  Parameters query{};
  Parameters path_parameters{};  // filled by the router
  Headers headers{};
  Body body{};
  FormData form{};
  std::string host{};            // lower case, without the port
  std::string authority{};       // host with the port as sent
  std::string remote_address{};  // behind a trusted proxy: the client's, else the peer's; in one spelling
  bool secure = false;           // https, also when a trusted proxy says so
  bool http_1_0 = false;
  std::string id{};  // for the log and for error pages

  /// The path as sent, encoded: what the router reads.
  std::string_view raw_path() const { return std::string_view{target}.substr(0, target.find('?')); }
  /// "https://host:port", without a slash at the end.
  std::string origin() const { return (secure ? "https://" : "http://") + authority; }
  std::string_view header(std::string_view name) const { return headers.get(name); }
  /// The cookie's value, or empty. A name that came twice counts as absent: nobody can say which one is ours.
  std::string_view cookie(std::string_view name) const;
  /// The media type without parameters, lower case.
  std::string content_type() const;
};

/// For tests and tools: a request as the server would have made it, with query and (urlencoded) form parsed.
Request make_request(Method method, std::string_view target, Headers headers = {}, std::string body = {});
/// Reads a urlencoded or multipart body; anything else gives an empty form.
FormData read_form(Request const& request);
/// Fills target, path and query. False when the target is no origin-form, has a bad escape, invalid UTF-8, a control character, or an
/// encoded '/' or '\'.
bool set_target(Request& request, std::string_view target);

}  // namespace cityhall::web
