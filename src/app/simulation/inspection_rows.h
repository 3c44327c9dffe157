#pragma once
// What the inspector asks the database.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/simulation/inspection.h"
#include "kernel/places/place.h"
#include "store/reader.h"

namespace cityhall::simulation {

/// Promises about rows that do not hold for what changed since then: (promise, up to five examples).
std::vector<std::pair<std::string, std::string>> broken_rows(store::Reader& reader, Time since);

/// Those whose time of keeping is over among them.
std::size_t count_cases(store::Reader& reader);
std::size_t count_kept_cases(store::Reader& reader);
/// What is left of a request whose time of keeping is over; its events say nothing any more.
struct RemovedCase {
  std::string service;
  Time opened{};
  std::optional<Time> closed{};
  std::optional<Time> due{};
};
std::optional<RemovedCase> removed_case(store::Reader& reader, CaseId id);
std::size_t count_calls(store::Reader& reader);
/// Those that stand for themselves.
std::size_t count_open_cases(store::Reader& reader);
/// Each once: the photo of finished work also stands with the requests that were handled together with it.
std::size_t count_case_files(store::Reader& reader);
std::size_t count_followers(store::Reader& reader);
std::optional<std::int64_t> cell_of_case(store::Reader& reader, CaseId id);
std::vector<std::pair<std::int64_t, Point>> address_points(store::Reader& reader);
/// True when the reporter was asked some time after the closure whether it has held.
bool was_asked_again(store::Reader& reader, CaseId id);
/// What reporters said about the work, as it stands.
std::map<CaseId, int> kept_ratings(store::Reader& reader);
std::size_t count_rating_events(store::Reader& reader);
/// The roll-ups as they stand.
std::map<std::pair<std::string, std::int64_t>, FiguresFromEvents::Sums> kept_figures(store::Reader& reader);

}  // namespace cityhall::simulation
