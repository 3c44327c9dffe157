#pragma once
// The hash chain over all events: whoever changes, removes or inserts one later is found.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "kernel/events/event.h"

namespace cityhall {

/// Seals committed events that have no seal yet, in order, at most `most`; gives how many.
std::size_t seal_events(City& city, std::size_t most = 5000);

/// How far a chain was checked, to go on from there.
struct ChainMark {
  EventId event{};
  std::string hash{};  // 32 bytes; empty at the beginning
};

struct ChainReport {
  std::size_t sealed = 0;          // events checked
  std::size_t emptied = 0;         // of these: their words were taken out when their time was over
  std::size_t unsealed = 0;        // newer than the last seal
  std::string head;                // hash of the last seal, hex: write it down elsewhere
  EventId broken{};                // the first event that does not fit; 0: all fit
  std::string what;                // "changed", "removed", "inserted"
  ChainMark mark{};                // for the next check
  bool has_witness = false;        // the seal that was asked for stands in the chain
  std::optional<Time> waits_since{};  // the oldest event without a seal; a city that runs seals within seconds
  bool intact() const { return !broken; }
};
struct ChainQuestion {
  std::function<void(std::size_t)> progress{};  // told how many were read; may be empty
  ChainMark from{};                             // only the events after it
  std::string witness{};                        // a seal that was written down, in hex: whoever cuts seals off and changes what they
                                                // sealed cannot bring it back
};
ChainReport verify_chain(View const& view, ChainQuestion const& question = {});

/// Writes the last seal into the log, once a day: where logs go to another machine, they witness.
void log_last_seal(City& city);

}  // namespace cityhall
