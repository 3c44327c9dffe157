#include "standards/open311.h"

#include <array>

namespace cityhall::standards::open311 {
namespace {

template <class Enum, std::size_t N>
std::optional<Enum> find(std::array<std::string_view, N> const& names, std::string_view text) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == text) return static_cast<Enum>(i);
  return {};
}

constexpr std::array<std::string_view, 3> service_types{"realtime", "batch", "blackbox"};
constexpr std::array<std::string_view, 6> datatypes{"string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"};

}  // namespace

std::string_view content_type(Format format) {
  return format == Format::xml ? "text/xml; charset=utf-8" : "application/json; charset=utf-8";
}

std::string_view to_text(ServiceType type) { return service_types[static_cast<std::size_t>(type)]; }
std::string_view to_text(Datatype type) { return datatypes[static_cast<std::size_t>(type)]; }
std::optional<ServiceType> service_type(std::string_view text) { return find<ServiceType>(service_types, text); }
std::optional<Datatype> datatype(std::string_view text) { return find<Datatype>(datatypes, text); }

}  // namespace cityhall::standards::open311
