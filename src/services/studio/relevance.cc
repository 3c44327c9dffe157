#include "services/studio/relevance.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/json.h"

namespace cityhall::studio {
namespace {

using Kinds = std::set<std::string, std::less<>>;

/// The members that belong to some kinds of answer or fee only.
Kinds const* kinds_of(std::string_view object, std::string_view member) {
  static std::map<std::pair<std::string_view, std::string_view>, Kinds> const known{
      {{"question", "options"}, {"choice", "multichoice"}},
      {{"question", "of"}, {"license"}},
      {{"question", "accept"}, {"file"}},
      {{"question", "min"}, {"text", "longtext", "multichoice", "integer", "decimal", "money", "date", "photo", "file"}},
      {{"question", "max"}, {"text", "longtext", "multichoice", "integer", "decimal", "money", "date", "photo", "file"}},
      {{"fee", "amount"}, {"flat", "per", "waiver"}},
      {{"fee", "of"}, {"per", "percent", "tiered", "lookup", "waiver"}},
      {{"fee", "rate"}, {"percent", "waiver"}},
      {{"fee", "each"}, {"per"}},
      {{"fee", "tiers"}, {"tiered"}},
      {{"fee", "table"}, {"lookup"}}};
  auto const found = known.find({object, member});
  return found == known.end() ? nullptr : &found->second;
}

/// Shown at once though they may be empty.
bool is_usual(std::string_view object, std::string_view member) {
  static std::map<std::string_view, Kinds> const usual{{"question", {"label", "hint", "when", "optional", "publish"}},
                                                       {"option", {"label"}},
                                                       {"state", {"label", "sla", "actions", "end"}},
                                                       {"action", {"label", "guard", "need"}},
                                                       {"route rule", {"when", "queue", "dispatch"}},
                                                       {"priority rule", {"when"}},
                                                       {"notify rule", {"via"}},
                                                       {"fee", {"label", "when"}},
                                                       {"document", {"when", "optional"}},
                                                       {"work step", {"queue", "when"}},
                                                       {"review", {"when"}},
                                                       {"inspection", {"items"}},
                                                       {"expectation", {"priority", "queue", "sla", "visible", "hidden"}}};
  auto const found = usual.find(object);
  return found == usual.end() || found->second.contains(member);
}

}  // namespace

Relevance relevance(ObjectForm const& form, MemberForm const& member, Json const* json) {
  bool const there = json != nullptr && json->is_object() && json->contains(member.name);
  if (there || member.required) return Relevance::usual;
  if (auto const* kinds = kinds_of(form.name, member.name); kinds != nullptr && json != nullptr && json->is_object()) {
    auto const kind = text_of(*json, form.name == "fee" ? "kind" : "type");
    return kinds->contains(kind) ? Relevance::usual : Relevance::none;
  }
  return is_usual(form.name, member.name) ? Relevance::usual : Relevance::more;
}

}  // namespace cityhall::studio
