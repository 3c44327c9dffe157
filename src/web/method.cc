#include "web/method.h"

#include <array>
#include <utility>

namespace cityhall::web {
namespace {
constexpr std::array<std::pair<Method, std::string_view>, 7> methods{{{Method::GET, "GET"},
                                                                      {Method::HEAD, "HEAD"},
                                                                      {Method::POST, "POST"},
                                                                      {Method::PUT, "PUT"},
                                                                      {Method::PATCH, "PATCH"},
                                                                      {Method::DELETE, "DELETE"},
                                                                      {Method::OPTIONS, "OPTIONS"}}};
}  // namespace

std::string_view to_text(Method method) { return methods[static_cast<std::size_t>(method)].second; }

std::optional<Method> parse_method(std::string_view text) {
  for (auto const& [method, name] : methods)
    if (name == text) return method;
  return {};
}

}  // namespace cityhall::web
