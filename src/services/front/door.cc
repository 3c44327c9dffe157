#include "services/front/door.h"

#include <future>
#include <stdexcept>

#include "base/log.h"
#include "base/text.h"
#include "kernel/accounts/api_key.h"
#include "kernel/files/file.h"
#include "kernel/publications/site.h"
#include "kernel/requests/idempotency.h"
#include "kernel/run_unit.h"
#include "services/front/guard.h"
#include "services/front/kept.h"
#include "services/front/other_language.h"
#include "services/front/refusals.h"
#include "store/database.h"
#include "web/markup.h"
#include "web/security.h"

namespace cityhall {

namespace {

/// Where there is no route: whoever speaks to the API is answered in JSON.
Answers answers_at(std::string_view path) { return path.starts_with("/api/") ? Answers::json : Answers::html; }

}  // namespace

/// Everything that one request carries on its way; kept alive by whoever still works on it.
struct Door::Visit {
  web::Request request;
  web::Reply reply;
  ServedCity* served = nullptr;
  Route const* route = nullptr;
  Visitor visitor{};
  std::string language{"en"};
  std::vector<std::pair<StoredUpload, PreparedPhoto>> photos{};
  std::optional<Surroundings> around{};
  web::Response response{};
  PageSources sources{};  // taken before the page is made: what changes meanwhile makes it stale
  Answers answers() const { return route != nullptr ? route->answers : answers_at(request.path); }
};

namespace {

PageSources sources_of(City& city, Time now) {
  auto const site = city.site.get();
  return {city.settings.get(), city.definitions.get(), site, site->phase(now)};
}

bool without_session(web::Request const& request) { return web::our_cookie(request, "session").empty(); }

/// Nobody in particular: gets the page that was kept for everybody. A kiosk's pages have a frame of their own; whoever began a report is
/// shown the way back to it.
bool is_anybody(web::Request const& request) {
  return without_session(request) && web::our_cookie(request, "kiosk").empty() && web::our_cookie(request, "report").empty();
}

web::Response plain(int status, std::string_view text) { return web::text(std::string{text} + "\n", status); }

std::optional<RequestKey> key_of(web::Request const& request, Actor const& actor) {
  auto key = request.header("Idempotency-Key");
  if (key.empty()) return {};
  return RequestKey{std::string{key}, sender_of(actor, request.remote_address),
                    request_hash(web::to_text(request.method), request.target, request.body.bytes())};
}

StoredAnswer stored(web::Response const& response) {
  return {response.status, std::string{response.headers.get("Content-Type")}, std::string{response.headers.get("Location")},
          std::string{web::body_text(response)}};
}

web::Response replayed(StoredAnswer const& answer) {
  web::Response response{.status = answer.status, .body = answer.body};
  if (!answer.content_type.empty()) response.headers.set("Content-Type", answer.content_type);
  if (!answer.location.empty()) response.headers.set("Location", answer.location);
  response.headers.set("Idempotent-Replayed", "true");
  return response;
}

Refusal wrong_method() {
  return invalid("request.wrong_method", _("This address does not take this method."),
                 _("Go back, and use the buttons of the page. Programs find in the header Allow what it takes."));
}

Refusal refusal_for(int status) {
  switch (status) {
    case 413:
      return {RefusalKind::invalid, "request.too_large", _("What you sent is too large."),
              _("Send fewer or smaller photos: at most 25 MB each.")};
    case 503:
      return unavailable("server.busy", _("The city's server is very busy."), _("Try again in a few seconds."));
    default:
      return {RefusalKind::invalid, "request.malformed", _("The server could not read this request."), _("Go back and try again.")};
  }
}

}  // namespace

Door::Door(std::span<Module const> modules, Cities& cities, web::Assets const& assets)
    : modules_{modules}, cities_{cities}, assets_{assets} {
  auto const faults = check_modules(modules);
  if (!faults.empty()) throw std::logic_error{join(faults, "\n")};
  for (auto const& module : modules) {
    for (auto const& route : module.routes) router_.add(route.method, route.path, &route);
    menu_.insert(menu_.end(), module.menu.begin(), module.menu.end());
    permissions_.insert(permissions_.end(), module.permissions.begin(), module.permissions.end());
  }
}

void Door::handle(web::Request&& request, web::Reply reply) const {
  auto const visit = std::make_shared<Visit>(Visit{.request = std::move(request), .reply = std::move(reply)});
  visit->served = cities_.by_host(visit->request.host);
  if (visit->served == nullptr) return visit->reply(plain(421, "No city answers to this host name."));
  auto const settings = visit->served->city().settings.get();
  visit->language = web::choose_language(visit->request, settings->languages);
  answering(visit, [&] { enter(visit); });
}

void Door::answering(VisitPtr const& visit, std::function<void()> const& work) const {
  try {
    work();
  } catch (Refusal const& refusal) {
    finish(*visit, refused_at_the_door(*visit, refusal));
  } catch (std::exception const& error) {
    log_error("a request failed", {{"request", visit->request.id}, {"path", visit->request.path}, {"cause", error.what()}});
    finish(*visit, refuse(*visit, unavailable("server.fault", _("Something went wrong on our side."), _("Try again in a minute."))));
  }
}

web::Response Door::refused_at_the_door(Visit& visit, Refusal const& refusal) const {
  bool const comes_back = refusal.kind == RefusalKind::unauthenticated || refusal.code == "account.second_factor_missing";
  if (!comes_back || visit.answers() != Answers::html) return refuse(visit, refusal);
  auto const token = keep_for_its_writer(visit.served->city(), visit.request);
  return token.empty() ? refuse(visit, refusal) : web::see_other(web::with_query("/sign-in", {{"next", "/kept/" + token}}));
}

void Door::enter(VisitPtr const& visit) const {
  auto& request = visit->request;
  auto match = router_.match(request.method, request.raw_path());
  if (match.outcome == web::Routing::moved) return finish(*visit, web::moved_permanently(match.location));
  if (match.outcome == web::Routing::not_found) return finish(*visit, refuse(*visit, not_found()));
  if (match.outcome == web::Routing::wrong_method) {
    auto response = refuse(*visit, wrong_method());
    response.status = 405;
    response.headers.set("Allow", match.allow);
    return finish(*visit, std::move(response));
  }
  visit->route = *match.route;
  request.path_parameters = std::move(match.parameters);
  auto& city = visit->served->city();
  visit->visitor = identify(city, request, *visit->route);
  admit(city, visit->visitor, request, *visit->route);
  run(visit);
}

void Door::run(VisitPtr const& visit) const {
  if (!visit->route->takes_photos || visit->request.form.files.empty()) return serve(visit);
  // Photos take seconds of a processor: they wait for threads of their own, and pages go on.
  bool const queued = photo_hands_.submit(web::WorkerPool::Importance::shed_last, [this, visit] {
    answering(visit, [&] {
      if (auto refused = take_photos(*visit)) return finish(*visit, std::move(*refused));
      serve(visit);
    });
  });
  if (queued) return;
  auto response =
      photos_refused(*visit, unavailable("photo.busy", _("Many people send photos just now."), _("Please try again in a minute.")),
                     visit->request.form.files.front().name);
  response.status = 503;
  response.headers.set("Retry-After", "60");
  finish(*visit, std::move(response));
}

void Door::serve(VisitPtr const& visit) const {
  if (visit->route->access == Access::write) return run_write(visit);
  if (visit->route->cached.count() > 0) visit->sources = sources_of(visit->served->city(), visit->served->city().clock().now());
  // A handler that works apart opens its own units; it is given a snapshot all the same, which costs a microsecond.
  auto response = visit->served->city().db().read([&](store::Reader& reader) {
    auto call = call_of(*visit, reader, nullptr);
    return guarded(*visit, call);
  });
  finish(*visit, std::move(response));
}

/// Decodes and stores every upload. A refusal of photos shows the form again, where that is possible, marked at the photo's field.
std::optional<web::Response> Door::take_photos(Visit& visit) const {
  auto const& uploads = visit.request.form.files;
  auto at = uploads.begin();
  try {
    check_uploads(uploads, visit.route->photos_most);
    for (; at != uploads.end(); ++at) {
      auto photo = store_photo(visit.served->city(), at->bytes);
      StoredUpload const kept{.field = at->name, .file_name = at->filename, .taken_at = photo.taken_at};
      visit.photos.emplace_back(kept, std::move(photo));
    }
    return {};
  } catch (Refusal const& refusal) {
    if (refusal.kind != RefusalKind::invalid) throw;
    return photos_refused(visit, refusal, at->name);
  }
}

web::Response Door::photos_refused(Visit& visit, Refusal const& refusal, std::string const& field) const {
  if (visit.route->redisplay == nullptr) throw refusal;
  return show_again(visit, invalid(refusal.code, refusal.message, refusal.fix,
                                   {{field, refusal.code, refusal.message}, {field, refusal.code, refusal.fix}}));
}

/// In the handler's transaction; for a handler that works apart in a unit of their own.
void Door::register_photos(Visit const& visit, Call& call) const {
  auto const work = [&](Unit& unit) {
    for (auto const& [upload, photo] : visit.photos) {
      call.uploads.push_back(upload);
      call.uploads.back().file = register_file(unit, photo, {.purpose = "upload"});
    }
  };
  if (call.transaction != nullptr) {
    auto unit = call.unit();
    work(unit);
  } else if (visit.route->access == Access::apart && !visit.photos.empty()) {
    run_unit(call.city, call.actor, work);
  }
}

web::Response Door::show_again(Visit& visit, Refusal const& refusal) const {
  return visit.served->city().db().read([&](store::Reader& reader) {
    auto call = call_of(visit, reader, nullptr);
    return visit.route->redisplay(call, refusal);
  });
}

void Door::run_write(VisitPtr const& visit) const {
  auto work = [this, visit](store::Transaction& tx) {
    auto call = call_of(*visit, tx, &tx);
    auto const key = key_of(visit->request, visit->visitor.actor);
    if (key) {
      if (auto const before = replay(call.view(), *key)) {
        visit->response = replayed(*before);
        return;
      }
    }
    visit->response = guarded(*visit, call);
    if (key && visit->response.status < 400) {
      auto unit = call.unit();
      remember(unit, *key, stored(visit->response));
    }
  };
  auto done = [this, visit](std::exception_ptr const& fault) {
    if (!fault) return finish(*visit, std::move(visit->response));
    // A page that says what is wrong reads and takes time: not the writer's, unless there are too many of them.
    auto const tell = [this, visit, fault] { tell_undone(*visit, fault); };
    if (!refusal_hands_.submit(web::WorkerPool::Importance::shed_last, tell)) tell();
  };
  visit->served->city().db().enqueue(std::move(work), std::move(done));
}

void Door::tell_undone(Visit& visit, std::exception_ptr const& fault) const {
  try {
    std::rethrow_exception(fault);
  } catch (Refusal const& refusal) {
    finish(visit, refuse(visit, refusal));
  } catch (std::exception const& error) {
    log_error("a write failed", {{"request", visit.request.id}, {"path", visit.request.path}, {"cause", error.what()}});
    finish(visit, refuse(visit, unavailable("store.unavailable", _("The city's records cannot be written right now. Nothing was saved."),
                                            _("Try again in a minute."))));
  }
}

Call Door::call_of(Visit& visit, store::Reader& reader, store::Transaction* transaction) const {
  auto& city = visit.served->city();
  auto const& session = visit.visitor.session;
  visit.around.emplace(Surroundings{visit.served->live(), assets_, menu_, permissions_, modules_});
  Call call{.city = city,
            .request = visit.request,
            .actor = visit.visitor.actor,
            .around = *visit.around,
            .language = visit.language,
            .now = city.clock().now(),
            .reader = reader,
            .transaction = transaction};
  if (session) {
    call.csrf_token = web::csrf_token(session->csrf_token, city.random());
    call.session_token_hash = session->token_hash;
  }
  return call;
}

web::Response Door::guarded(Visit& visit, Call& call) const {
  auto const handle_call = [&] {
    if (visit.route->signature != nullptr) visit.route->signature(call);
    register_photos(visit, call);
    return visit.route->handler(call);
  };
  if (asks_for_language(visit.request)) return in_other_language(*visit.route, call);
  // Only a form that is shown again needs the transaction after a refusal; else the writer's own savepoint undoes the work.
  if (visit.route->redisplay == nullptr) return handle_call();
  try {
    return call.transaction != nullptr ? call.transaction->attempt(handle_call) : handle_call();
  } catch (Refusal const& refusal) {
    call.uploads.clear();
    return visit.route->redisplay(call, refusal);
  }
}

web::Response Door::refuse(Visit& visit, Refusal const& refusal) const {
  return visit.served->city().db().read(
      [&](store::Reader& reader) { return answer_refusal(call_of(visit, reader, nullptr), refusal, visit.answers()); });
}

void Door::finish(Visit& visit, web::Response&& response) const {
  if (auto const chosen = visit.request.query.get("lang"); !chosen.empty() && chosen == visit.language)
    web::set_cookie(response, visit.request, {"lang", visit.language, std::chrono::days{365}});
  else if (visit.route != nullptr && visit.route->cached.count() > 0 && is_anybody(visit.request)) {
    auto& city = visit.served->city();
    response = visit.served->pages().keep({visit.request.target, visit.language}, visit.sources, city.clock().now() + visit.route->cached,
                                          std::move(response));
  }
  visit.reply(std::move(response));
}

std::optional<web::Response> Door::fast_path(web::Request const& request) const {
  if (!web::is_safe(request.method)) return {};
  if (request.path.starts_with("/assets/")) return assets_.respond(request.path);
  if (!is_anybody(request)) return {};
  auto* served = cities_.by_host(request.host);
  if (served == nullptr) return {};
  auto& city = served->city();
  auto const settings = city.settings.get();
  if (request.query.has("lang")) return {};
  auto const now = city.clock().now();
  return served->pages().find({request.target, web::choose_language(request, settings->languages)}, sources_of(city, now), now);
}

bool Door::take_at_once(web::Request& request, web::Reply const& reply) const {
  constexpr std::size_t short_form_bytes = 16U * 1024;
  if (request.method != web::Method::POST || request.body.size() > short_form_bytes) return false;
  if (request.content_type() != "application/x-www-form-urlencoded") return false;
  auto* const served = cities_.by_host(request.host);
  auto match = router_.match(request.method, request.raw_path());
  if (served == nullptr || match.outcome != web::Routing::found) return false;
  auto const& route = **match.route;
  if (route.permission != "key" || route.access != Access::write) return false;
  auto& city = served->city();
  request.form = web::read_form(request);
  // A key that has to be looked up, and whoever is refused, goes the long way: both read from the database.
  auto live = remembered_api_key(city, api_key_of(request));
  if (!live) return false;
  Visitor visitor{.actor = actor_of(*live), .key = std::move(live)};
  try {
    admit(city, visitor, request, route);
  } catch (Refusal const&) {
    return false;
  }
  request.path_parameters = std::move(match.parameters);
  auto const visit = std::make_shared<Visit>(
      Visit{.request = std::move(request), .reply = reply, .served = served, .route = &route, .visitor = std::move(visitor)});
  visit->language = web::choose_language(visit->request, city.settings.get()->languages);
  try {
    run_write(visit);
  } catch (Refusal const&) {
    auto busy = early_refusal(visit->request, 503, "the writer has too much to do");
    busy.headers.set("Retry-After", "5");
    reply(std::move(busy));
  }
  return true;
}

std::size_t Door::body_limit(web::Method method, std::string_view path) const {
  auto const match = router_.match(method, path);
  return match.outcome == web::Routing::found ? (*match.route)->body_bytes_max : 64U * 1024;
}

web::Response Door::early_refusal(web::Request const& request, int status, std::string_view why) const {
  auto* served = cities_.by_host(request.host);
  if (served == nullptr) return plain(status, why);
  auto const match = router_.match(request.method, request.raw_path());
  auto const refusal = refusal_for(status);
  auto const answers = match.outcome == web::Routing::found ? (*match.route)->answers : answers_at(request.path);
  auto& city = served->city();
  if (answers == Answers::json) return web::json(refusal_json(refusal, city.translations(), "en", request.id), status);
  return plain(status, in_english(refusal.message) + " " + in_english(refusal.fix));
}

web::Response Door::answer(web::Request request) const {
  std::promise<web::Response> promise;
  auto answer = promise.get_future();
  handle(std::move(request), [&](web::Response&& response) { promise.set_value(std::move(response)); });
  return answer.get();
}

}  // namespace cityhall
