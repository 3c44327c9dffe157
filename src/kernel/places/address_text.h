#pragma once
// How addresses are compared: folded, without punctuation, street types and directions in their short form.

#include <string>
#include <string_view>
#include <vector>

#include "kernel/unit.h"

namespace cityhall {

/// "12 Main Street, Apt. 4" → "12 main st": what follows a word for a unit is left out.
std::string fold_address(std::string_view text);
/// True for the short form of a street type or direction: "st", "ave", "n", "via".
bool is_street_type(std::string_view word);
/// "stret" for "st": one slip in the long form of a street type.
bool is_misspelt_type(std::string_view typed, std::string_view type);
/// True when `typed` begins a long form of the type: "stre" of "st".
bool is_begin_of_type(std::string_view typed, std::string_view type);
/// The house number in a folded address and the rest: "12b main st" and "main st 12b" → "12b", "main st". No number: empty.
struct SplitAddress {
  std::string number{};
  std::string street{};
};
SplitAddress split_address(std::string_view folded);
/// The streets that an address names, folded: "12XX Main St" → "main st"; "Oak Rd & Main St" → both.
std::vector<std::string> streets_of(std::string_view address);
/// The words of a street's name that people do not write in two ways: "North 5th Avenue" → "5th"; all where none is left.
std::string certain_words_of(std::string_view street);
/// False where nobody has imported addresses: then any text is taken as an address.
bool knows_addresses(View const& view);

}  // namespace cityhall
