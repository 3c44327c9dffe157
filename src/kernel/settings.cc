#include "kernel/settings.h"

#include <algorithm>

#include "base/text.h"

namespace cityhall {

std::vector<std::string> Settings::own_hosts() const {
  if (!hosts.empty()) return hosts;
  auto const scheme = base_url.find("://");
  auto const host = std::string_view{base_url}.substr(scheme == std::string::npos ? 0 : scheme + 3);
  return {to_lower_ascii(host.substr(0, host.rfind(':')))};
}

std::string Settings::language_for(std::string_view wanted) const {
  return speaks(wanted) ? std::string{wanted} : default_language();
}

bool Settings::speaks(std::string_view language) const {
  return std::find(languages.begin(), languages.end(), language) != languages.end();
}

}  // namespace cityhall
