#pragma once
// Finding things: cases for staff, services for everybody.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/cases/inbox.h"

namespace cityhall {

/// Cases whose number, title, description, address or reporter contain the words (the last one
/// also as a beginning), newest first. Needs `issues.read`.
std::vector<InboxRow> search_cases(View const& view, std::string_view text, std::size_t most, std::string_view language);

struct ServiceHit {
  DefinitionPtr definition{};
  double score = 0;
};
/// The services that somebody means who wrote `text`, in any of the city's languages, with everyday words and small typing errors; best
/// first. An empty text gives none.
std::vector<ServiceHit> find_services(City& city, std::string_view text, std::size_t most = 8);

}  // namespace cityhall
