#include "app/commands/progress_bar.h"

#include <unistd.h>

#include <iostream>

#include <fmt/format.h>

namespace cityhall {
namespace {

constexpr std::size_t width = 40;

}  // namespace

ProgressBar::ProgressBar(bool quiet) : shown_{!quiet && ::isatty(STDERR_FILENO) == 1} {}
ProgressBar::~ProgressBar() { finish(); }

void ProgressBar::show(std::uint64_t done, std::uint64_t total, std::string const& beside) {
  if (!shown_ || total == 0) return;
  auto const permille = static_cast<int>(std::min(done, total) * 1'000 / total);
  if (permille == last_permille_) return;
  last_permille_ = permille;
  drawn_ = true;
  auto const full = width * static_cast<std::size_t>(permille) / 1'000;
  std::cerr << fmt::format("\r[{}{}] {:3} %  {}", std::string(full, '#'), std::string(width - full, '.'), permille / 10, beside)
            << std::flush;
}

void ProgressBar::finish() {
  if (drawn_) std::cerr << "\r\x1b[K" << std::flush;
  drawn_ = false;
}

}  // namespace cityhall
