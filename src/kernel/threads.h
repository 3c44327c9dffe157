#pragma once
// How many threads of a process work on a city, and how many snapshots they may hold at once.

#include <cstddef>

namespace cityhall {

inline constexpr unsigned handler_threads = 4;
/// One that waits for a mail server and one that waits for web hooks must not stop the others.
inline constexpr unsigned job_threads = 3;
/// A handler or a job may hold a snapshot and ask for another; so does the one thread that follows the events. Everybody else (the writer's
/// helpers, photos, web hooks) holds one and asks for none. So nobody ever waits for a reader that waits for him.
inline constexpr std::size_t readers = 2 * (handler_threads + job_threads + 1) + 2;

}  // namespace cityhall
