#pragma once
// What a module declares to the rest of the city: one value, checked as a whole at start and in tests.

#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/message.h"
#include "base/refusal.h"
#include "kernel/events/event.h"
#include "services/call.h"
#include "web/request.h"
#include "web/response.h"

namespace cityhall::store {
struct Migration;
}
namespace cityhall::web {
class Html;
}

namespace cityhall {

struct Operation;  // services/operation.h
struct Previewed;  // services/preview.h
struct Definition;
struct Sample;  // services/sample.h

enum class Access {
  read,   // runs on the pool with a read snapshot
  write,  // runs in the group commit; the answer leaves after the commit. Must be quick: no hashing, no decoding, no network
  apart,  // runs on the pool without a transaction: live streams, password checks; opens its own
};

using RouteHandler = web::Response (*)(Call&);
/// Checks the signature of a web hook over what was sent. Throws Refusal when it is not what it says it is.
using SignatureCheck = void (*)(Call const&);
/// Answers in place of the error page when the handler refused: the form again, with what was typed and every fault marked. The refused
/// work is undone by then; the call still reads.
using RefusalHandler = web::Response (*)(Call&, Refusal const&);

/// How a refusal looks to who called.
enum class Answers { html, json, open311 };

struct Route {
  web::Method method;
  std::string_view path;  // "/requests/{number}/closure"
  // "public" (said aloud), "signed-in", "key" (API key checked by the handler's verb), "signature" (see there), or a permission's name
  std::string_view permission;
  Access access;
  RouteHandler handler;
  Message summary;  // for the generated API reference
  std::size_t body_bytes_max = 64U * 1024;
  bool takes_photos = false;  // multipart uploads are decoded and stored before the handler runs (apart: in a unit of their own)
  Answers answers = Answers::html;
  RefusalHandler redisplay = nullptr;
  std::chrono::seconds cached{
      0};  // for GET pages that are equal for everyone without a session: kept this long, or until settings or services change
  SignatureCheck signature = nullptr;            // of a web hook: no session, no key, no token; this is what lets it in
  std::size_t photos_most = 5;                   // of one request; more are refused before any is decoded
  std::shared_ptr<Operation const> operation{};  // of the JSON API: what it takes and answers. API keys are welcome then
};

struct PermissionDeclaration {
  std::string_view name;
  Message title;
  std::vector<std::string_view> default_roles;  // roles of a new city that have it
};

/// An entry of the staff menu; shown to those who have the permission.
struct MenuEntry {
  Message title;
  std::string_view path;
  std::string_view permission;
};

struct JobDeclaration {
  std::string_view name;  // imperative: "send notices"
  std::chrono::seconds every;
  void (*run)(City&);
};

struct NoticeDeclaration {
  std::string_view template_name;  // file catalogue/notices/<name>.<language>.txt
  Message title;
};

/// Something that was found for everyday words.
struct Found {
  std::string title{};
  std::string path{};
  std::string about{};
};

/// What everybody may find on this site: a group of the results page. Only what is public, whoever asks.
struct SearchSource {
  Message title;
  std::vector<Found> (*find)(Call const&, std::string_view words, std::size_t most);  // best first
};

/// How people meet a service through a channel, from a definition that need not be published: for those who write it.
struct PreviewDeclaration {
  std::string_view channel;  // "web"
  Message title;
  web::Html (*show)(Call const&, Previewed const&);
  bool (*offered)(Definition const&) = nullptr;  // where another thing than the channel decides whether people meet the service there
};

/// A part of the pages with an example of each of its states, made by the function that the pages use: for /styles.
struct Component {
  std::string_view name;  // "input_field": the function that makes it; ".card": the class of a part that is made of plain elements
  Message use;
  std::vector<Sample> (*samples)(Call const&);
  std::string_view surface{};  // the class around it on its own pages: "staff", "crew", "kiosk", "studio"
  std::string_view sheet{};    // a style sheet of those pages, "board.css"
};

struct Module {
  std::string_view name;
  Message title;
  std::vector<PermissionDeclaration> permissions{};
  std::vector<std::string_view> publishes{};  // event types
  std::vector<Route> routes{};
  std::vector<Consumer> consumers{};
  std::vector<JobDeclaration> jobs{};
  std::vector<NoticeDeclaration> notices{};
  std::vector<MenuEntry> menu{};
  std::vector<SearchSource> search{};
  std::vector<PreviewDeclaration> previews{};
  std::vector<Component> components{};  // of its own pages; what several modules show stands in services/page
  std::span<store::Migration const> migrations{};
};

/// Every fault of the list, each a sentence that says what to change. Empty: the program may start.
std::vector<std::string> check_modules(std::span<Module const> modules);

}  // namespace cityhall
