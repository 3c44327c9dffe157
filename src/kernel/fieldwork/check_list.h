#pragma once
// The check list of a work order: what its service asks for, else the usual list, with what is ticked.

#include <optional>
#include <string>
#include <vector>

#include "base/message.h"
#include "kernel/definitions/local_text.h"
#include "kernel/tasks/ticks.h"

namespace cityhall {

struct Case;
struct Definition;

struct CheckLine {
  std::string id{};
  LocalText label{};               // the service's own words
  std::optional<Message> usual{};  // of the usual list; then there is no label
  bool required = false;           // the work cannot end as fixed before it is ticked
  std::optional<Tick> tick{};
};

/// What crews tick for a service; nothing of it is ticked.
std::vector<CheckLine> check_list(Definition const& definition);
/// In the order of the list, which is that of the version under which the case was opened.
std::vector<CheckLine> check_list(View const& view, Task const& task);
std::vector<CheckLine> check_list(View const& view, Task const& task, Case const& report);
/// Throws Refusal(invalid) with a field "check_<id>" for each required item that is not ticked.
void require_ticks(View const& view, Task const& task);
/// That item of the list. Throws Refusal(invalid, field "item") where the list has none of that name.
CheckLine check_line(View const& view, Task const& task, std::string_view item);
/// The words for an event: the service's in that language, else the usual ones in English.
std::string words_of(CheckLine const& line, std::string_view language);

}  // namespace cityhall
