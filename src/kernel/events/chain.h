#pragma once
// The hash chain over all events: whoever changes, removes or inserts one later is found.

#include <cstddef>
#include <functional>
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
  bool intact() const { return !broken; }
};
/// Reads all events, or those after `from`. `progress` is told how many were read; may be empty.
ChainReport verify_chain(View const& view, std::function<void(std::size_t)> const& progress = {}, ChainMark const& from = {});

}  // namespace cityhall
