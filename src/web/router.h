#pragma once
// Method and path to a value (a route's index, a handler). Patterns:
//   /requests/{number}/closure     a segment as a parameter
//   /requests/{id}.{format}        two parameters in one segment, split at the last '.'
//   /services.{format:xml|json}    only these values
//   /files/{path*}                 the rest of the path, at the end of a pattern only
// A literal beats a mixed segment, a mixed one beats a parameter.

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/method.h"
#include "web/parameters.h"

namespace cityhall::web {

enum class Routing { found, not_found, wrong_method, moved };

/// The table without its values; Router<T> adds them.
class RouteTable {
 public:
  struct Found {
    Routing outcome = Routing::not_found;
    std::size_t index = 0;
    Parameters parameters{};  // decoded
    std::string allow{};      // wrong_method: the value for Allow
    std::string location{};   // moved: the path without its trailing slash
  };

  RouteTable();
  ~RouteTable();
  RouteTable(RouteTable&&) noexcept;
  RouteTable& operator=(RouteTable&&) noexcept;

  /// Throws std::invalid_argument naming the pattern when it is malformed or taken.
  void add(Method method, std::string_view pattern, std::size_t index);
  /// `raw_path` is still percent-encoded. HEAD is answered by GET's route.
  Found find(Method method, std::string_view raw_path) const;

 private:
  struct Node;
  std::unique_ptr<Node> root_;
};

template <class T>
class Router {
 public:
  struct Match {
    Routing outcome = Routing::not_found;
    T const* route = nullptr;
    Parameters parameters{};
    std::string allow{};
    std::string location{};
  };

  void add(Method method, std::string_view pattern, T value) {
    table_.add(method, pattern, values_.size());
    values_.push_back(std::move(value));
  }
  Match match(Method method, std::string_view raw_path) const {
    auto found = table_.find(method, raw_path);
    auto const* route = found.outcome == Routing::found ? &values_[found.index] : nullptr;
    return {found.outcome, route, std::move(found.parameters), std::move(found.allow), std::move(found.location)};
  }

 private:
  RouteTable table_;
  std::vector<T> values_;
};

}  // namespace cityhall::web
