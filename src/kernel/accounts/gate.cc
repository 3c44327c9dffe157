#include "kernel/accounts/gate.h"

#include "kernel/accounts/key_cache.h"
#include "kernel/accounts/session_cache.h"
#include "kernel/secrets/secrets.h"

namespace cityhall {

Gate::Gate(std::filesystem::path const& folder, Clock const& clock, Random& random, PasswordThreads* passwords)
    : secrets_{std::make_unique<Secrets>(folder, random)},
      limits_{clock},
      sessions_{std::make_unique<SessionCache>()},
      keys_{std::make_unique<KeyCache>()},
      passwords_{passwords} {}

Gate::~Gate() = default;

}  // namespace cityhall
