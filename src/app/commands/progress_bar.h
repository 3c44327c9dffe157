#pragma once
// How far a long job is, on the terminal; silent where nobody looks.

#include <cstdint>
#include <string>

namespace cityhall {

class ProgressBar {
 public:
  /// `quiet`: never shown. It is not shown either when standard error is no terminal.
  explicit ProgressBar(bool quiet);
  ~ProgressBar();
  /// Cheap to call often: draws only when the picture changes.
  void show(std::uint64_t done, std::uint64_t total, std::string const& beside);
  /// Clears the line.
  void finish();

 private:
  bool shown_;
  bool drawn_ = false;
  int last_permille_ = -1;
};

}  // namespace cityhall
