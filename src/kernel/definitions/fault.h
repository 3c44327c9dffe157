#pragma once
// A mistake in a service file: where, what, and how to put it right.

#include <string>
#include <vector>

namespace cityhall {

struct Fault {
  std::string pointer{};  // RFC 6901: "/workflow/states/open/actions/close/to"; empty: the whole file
  std::string message{};  // English: "There is no state \"clsoed\"."
  std::string fix{};      // "Did you mean \"closed\"?"
  int line = 0;           // in the file as given; 0: unknown
  friend bool operator==(Fault const&, Fault const&) = default;
};

/// "line 12, /questions/2/when: There is no … Did you mean …?"
std::string to_text(Fault const& fault);
/// One fault a line.
std::string to_text(std::vector<Fault> const& faults);

}  // namespace cityhall
