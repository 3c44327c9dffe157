#include "services/studio/merge.h"

#include <algorithm>

#include "base/json.h"
#include "services/studio/places.h"

namespace cityhall::studio {
namespace {

Json const* member_of(Json const& object, std::string const& name) {
  auto const found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

bool equal(Json const* a, Json const* b) { return a == b || (a != nullptr && b != nullptr && *a == *b); }

std::string id_of(Json const& entry) { return entry.is_object() ? text_of(entry, "id") + text_of(entry, "name") : std::string{}; }

bool same_entries(Json const& a, Json const& b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](Json const& x, Json const& y) {
           return x.is_object() && y.is_object() && id_of(x) == id_of(y);
         });
}

class Merger {
 public:
  std::vector<Clash> clashes;

  /// Null stands for "not there".
  std::optional<Json> value(Json const* base, Json const* mine, Json const* theirs, std::string const& at) {
    if (equal(mine, base) || equal(mine, theirs)) return copy(theirs);
    if (equal(theirs, base)) return copy(mine);
    bool const all_there = base != nullptr && mine != nullptr && theirs != nullptr;
    if (all_there && base->is_object() && mine->is_object() && theirs->is_object()) return object(*base, *mine, *theirs, at);
    if (all_there && base->is_array() && mine->is_array() && theirs->is_array() && same_entries(*base, *mine) &&
        same_entries(*base, *theirs))
      return list(*base, *mine, *theirs, at);
    clashes.push_back({at, mine == nullptr ? "" : to_text(*mine), theirs == nullptr ? "" : to_text(*theirs)});
    return copy(theirs);
  }

 private:
  static std::optional<Json> copy(Json const* json) { return json == nullptr ? std::nullopt : std::optional{*json}; }

  Json object(Json const& base, Json const& mine, Json const& theirs, std::string const& at) {
    auto out = Json::object();
    auto const take = [&](std::string const& name) {
      if (out.contains(name)) return;
      auto merged = value(member_of(base, name), member_of(mine, name), member_of(theirs, name), below(at, name));
      if (merged) out[name] = *std::move(merged);
    };
    for (auto const& [name, unused] : theirs.items()) take(name);
    for (auto const& [name, unused] : mine.items()) take(name);
    return out;
  }

  Json list(Json const& base, Json const& mine, Json const& theirs, std::string const& at) {
    auto out = Json::array();
    for (std::size_t i = 0; i < base.size(); ++i)
      if (auto merged = value(&base[i], &mine[i], &theirs[i], below(at, i))) out.push_back(*std::move(merged));
    return out;
  }
};

}  // namespace

Merged merge(Json const& base, Json const& mine, Json const& theirs) {
  Merger merger;
  auto merged = merger.value(&base, &mine, &theirs, "");
  return {std::make_shared<Json>(merged ? *std::move(merged) : theirs), std::move(merger.clashes)};
}

}  // namespace cityhall::studio
