#pragma once
// A report that began with a photo or with its place: what it is about is not known yet. It becomes a draft once a service is chosen.

#include <string>
#include <string_view>
#include <vector>

#include "services/issues/draft.h"

namespace cityhall {

struct Beginning {
  std::string token{};             // stands in the address; stored as a hash
  std::string language{};
  Json place{};                    // {lat, long, address}, or null while nobody said where
  Json suggested{};                // the same of where its photo was taken, until somebody says where it is
  std::vector<FileId> files{};

  Place where() const { return place_from(place); }
};

/// Keeps a new one and gives it its token.
void begin(Unit& unit, Beginning& beginning);
/// What was suggested is forgotten with it.
void save_beginning(Unit& unit, Beginning const& beginning);
/// Throws not_found for a token that nobody has; they end after seven days without change, as drafts do.
Beginning beginning_by_token(View const& view, std::string_view token);

/// A draft that has the place and the photos already, where the service asks for them; other photos stay with it unasked.
Draft draft_from(Beginning const& beginning, DefinitionPtr definition);

}  // namespace cityhall
