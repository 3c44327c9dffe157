#pragma once
// The names of streets and places, in memory, found by words that may be half typed or misspelt.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/places/place.h"

namespace cityhall {

struct PlaceName {
  std::string text{};    // "Main Street"
  std::string folded{};  // "main st"
  bool landmark = false;
  bool addressed = false;  // addresses are listed on it
  Point point{};
};

struct NameHit {
  PlaceName const* name = nullptr;
  double score = 0;  // 0…1
};

class PlaceNames {
 public:
  explicit PlaceNames(std::vector<PlaceName> names);
  /// The names that have the words, best first. Of a text in its folded form (fold_address).
  std::vector<NameHit> find(std::string_view folded, std::size_t most) const;
  std::vector<PlaceName> const& all() const { return names_; }

 private:
  struct Word {
    std::string text;
    double weight;  // street types and directions tell little
    std::vector<std::uint32_t> names;
  };
  struct Match {
    Word const* word;
    double likeness;
  };
  std::vector<Match> matches(std::string_view token) const;

  std::vector<PlaceName> names_;
  std::vector<double> weights_;  // sum of the words of each name
  std::vector<Word> words_;      // sorted by text
};

/// The names as they stand in this view; kept by the city until they change.
std::shared_ptr<PlaceNames const> place_names(View const& view);

}  // namespace cityhall
