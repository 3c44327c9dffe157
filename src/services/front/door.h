#pragma once
// The way of a request: city by host name → route → guard → handler in its transaction → commit → answer.

#include <memory>
#include <optional>
#include <span>

#include "services/front/cities.h"
#include "services/front/photo_intake.h"
#include "services/module.h"
#include "web/assets.h"
#include "web/router.h"
#include "web/server.h"
#include "web/worker_pool.h"

namespace cityhall {

class Door {
 public:
  /// Throws std::logic_error with every fault when the modules do not fit together.
  Door(std::span<Module const> modules, Cities& cities, web::Assets const& assets);

  /// For web::Server. Answers exactly once; a write answers from the writer thread after its commit.
  void handle(web::Request&& request, web::Reply reply) const;
  /// The same, waiting for the answer: tests and tools.
  web::Response answer(web::Request request) const;

  /// For ServerOptions: static files and finished pages, on the network thread.
  std::optional<web::Response> fast_path(web::Request const& request) const;
  /// For ServerOptions: a short form of a known API key goes from the network thread straight to the writer. False: everything else.
  bool take_at_once(web::Request& request, web::Reply const& reply) const;
  std::size_t body_limit(web::Method method, std::string_view path) const;
  /// Dresses the server's own refusals as pages of the city.
  web::Response early_refusal(web::Request const& request, int status, std::string_view why) const;

 private:
  struct Visit;
  using VisitPtr = std::shared_ptr<Visit>;

  web::Response refused_at_the_door(Visit& visit, Refusal const& refusal) const;
  void enter(VisitPtr const& visit) const;
  void run(VisitPtr const& visit) const;
  void serve(VisitPtr const& visit) const;
  /// What `work` throws becomes an answer.
  void answering(VisitPtr const& visit, std::function<void()> const& work) const;
  std::optional<web::Response> take_photos(Visit& visit) const;
  web::Response photos_refused(Visit& visit, Refusal const& refusal, std::string const& field) const;
  void register_photos(Visit const& visit, Call& call) const;
  web::Response show_again(Visit& visit, Refusal const& refusal) const;
  void run_write(VisitPtr const& visit) const;
  void tell_undone(Visit& visit, std::exception_ptr const& fault) const;
  Call call_of(Visit& visit, store::Reader& reader, store::Transaction* transaction) const;
  web::Response guarded(Visit& visit, Call& call) const;
  web::Response refuse(Visit& visit, Refusal const& refusal) const;
  void finish(Visit& visit, web::Response&& response) const;

  web::Router<Route const*> router_;
  std::span<Module const> modules_;
  std::vector<MenuEntry> menu_;
  std::vector<PermissionDeclaration> permissions_;
  Cities& cities_;
  web::Assets const& assets_;
  // Last: what they still do needs the rest.
  mutable web::WorkerPool photo_hands_{2, 16};
  mutable web::WorkerPool refusal_hands_{1, 256};
};

}  // namespace cityhall
