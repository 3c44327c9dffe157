#pragma once
// What pure codecs return: a value, or why there is none. (g++ 12 has no std::expected in C++20 mode.)

#include <string>
#include <utility>
#include <variant>

namespace cityhall {

struct Error {
  std::string what;  // English, says the place and the fault: "line 3, column 7: …"
};

template <class T, class E = Error>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_{std::in_place_index<0>, std::move(value)} {}
  Result(E error) : state_{std::in_place_index<1>, std::move(error)} {}

  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() & { return std::get<0>(state_); }
  T const& operator*() const& { return std::get<0>(state_); }
  T&& operator*() && { return std::get<0>(std::move(state_)); }
  T* operator->() { return &std::get<0>(state_); }
  T const* operator->() const { return &std::get<0>(state_); }
  E const& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, E> state_;
};

}  // namespace cityhall
