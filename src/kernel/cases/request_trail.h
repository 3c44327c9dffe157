#pragma once
// Where an index leads to the requests of a list, in the order of the list, for the files of this folder.

#include "kernel/cases/public_case.h"
#include "kernel/places/cell.h"
#include "kernel/unit.h"
#include "store/reader.h"

namespace cityhall {

/// True where the list is one of changes: in order of the last change.
bool is_by_change(RequestFilter const& filter);
/// Conditions for a SELECT from cases; all but those by words, place and zone and where a page begins.
void add_conditions(store::Query& query, RequestFilter const& filter);
/// The same, with the zone, beside `id IN (…)`: written so that the planner takes no index but that of the ids.
void add_conditions_by_id(store::Query& query, RequestFilter const& filter);

struct TrailStep {
  Time at{};  // opened, or changed last; unknown on the way of the words
  CaseId id{};
  auto operator<=>(TrailStep const&) const = default;
};

/// Steps along the one index that divides best. What it leaves out does not fit; what it gives may.
class RequestTrail {
 public:
  RequestTrail(View const& view, RequestFilter const& filter);
  /// Goes on by so many entries of the index.
  std::vector<TrailStep> go_on(std::size_t entries);
  bool is_at_end() const { return at_end_; }
  /// Where it stands; nothing at the beginning.
  std::optional<TrailStep> const& last() const { return last_; }

 private:
  enum class Way { known, words, open, service, zone, time, change };
  Way choose();
  std::vector<TrailStep> along_known(std::size_t entries);
  std::vector<TrailStep> along_words(std::size_t entries);
  std::vector<TrailStep> along_index(std::size_t entries);
  store::Query index_query() const;
  bool may_fit(store::Row const& row) const;

  View view_;
  RequestFilter const& filter_;
  std::optional<CellBox> box_;
  std::vector<TrailStep> known_;
  std::optional<TrailStep> last_;
  bool at_end_ = false;
  Way way_;
};

}  // namespace cityhall
