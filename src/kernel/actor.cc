#include "kernel/actor.h"

#include <algorithm>
#include <array>

#include "base/refusal.h"

namespace cityhall {
namespace {
constexpr std::array<std::string_view, 12> channel_words{"web", "phone", "counter", "kiosk", "api",    "sms",
                                                         "ivr", "email", "social",  "field", "import", "system"};
}

std::string_view to_text(Channel channel) { return channel_words.at(static_cast<std::size_t>(channel)); }

Channel channel_from(std::string_view word) {
  auto const found = std::find(channel_words.begin(), channel_words.end(), word);
  return found == channel_words.end() ? Channel::web : static_cast<Channel>(found - channel_words.begin());
}

bool Actor::may(std::string_view permission) const {
  return kind == ActorKind::system || std::binary_search(permissions.begin(), permissions.end(), permission);
}

bool Actor::has_role(std::string_view role) const { return std::find(roles.begin(), roles.end(), role) != roles.end(); }

Actor system_actor(std::string name) { return {.kind = ActorKind::system, .name = std::move(name), .channel = Channel::system}; }

void require(Actor const& actor, std::string_view permission) {
  if (actor.may(permission)) return;
  if (actor.kind == ActorKind::anonymous) throw unauthenticated();
  throw forbidden("permission.missing",
                  _("Your account may not do this. It needs the permission {permission}.").with("permission", std::string{permission}),
                  _("Ask an administrator to add it to your role."));
}

}  // namespace cityhall
