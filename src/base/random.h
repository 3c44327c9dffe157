#pragma once
// Randomness is passed in, so that tests and simulation can repeat themselves.

#include <cstdint>
#include <mutex>
#include <random>
#include <span>
#include <string>

namespace cityhall {

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;
  /// Uniform in [0, below).
  std::uint64_t below(std::uint64_t below);
  /// `bytes` random bytes as base64url: 16 bytes make a secret that nobody guesses.
  std::string token(std::size_t bytes = 16);
  /// `count` decimal digits, for codes that people type.
  std::string digits(std::size_t count);
};

/// The kernel's generator (libsodium). Safe from several threads.
class SystemRandom final : public Random {
 public:
  SystemRandom();
  void fill(std::span<std::uint8_t> bytes) override;
};

/// Repeatable; for tests and simulation only.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : engine_{seed} {}
  void fill(std::span<std::uint8_t> bytes) override;

 private:
  std::mutex mutex_;
  std::mt19937_64 engine_;
};

}  // namespace cityhall
