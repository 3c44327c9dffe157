#pragma once
// How the helper locks itself in.

namespace cityhall {

/// Sets the resource limits. Call before libvips starts: it sizes its pools by them.
void limit_resources();
/// From here on only the system calls that decoding needs are allowed; all others fail. False when the kernel refuses.
bool forbid_system_calls();

}  // namespace cityhall
