#pragma once
// HTTP methods that the server knows. Anything else is answered 501 before a handler sees it.

#include <optional>
#include <string_view>

namespace cityhall::web {

enum class Method { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS };

std::string_view to_text(Method method);
/// Methods are case-sensitive (RFC 9110 section 9.1).
std::optional<Method> parse_method(std::string_view text);
/// GET, HEAD and OPTIONS change nothing.
constexpr bool is_safe(Method method) { return method == Method::GET || method == Method::HEAD || method == Method::OPTIONS; }

}  // namespace cityhall::web
