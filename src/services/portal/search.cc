#include "services/portal/search.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/search/search.h"
#include "services/page/page.h"
#include "services/page/parts.h"
#include "services/portal/pages.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

constexpr std::size_t found_in_group = 6;
constexpr std::size_t guesses_most = 4;   // services are found by guessing, too: what has the words stays in sight
constexpr std::size_t letters_least = 4;  // shorter words are in nearly every text

struct FoundGroup {
  Message title;
  std::vector<Found> found;
};

std::vector<FoundGroup> search_everything(Call const& call, std::string_view words) {
  std::vector<FoundGroup> groups;
  for (auto const& module : call.around.modules)
    for (auto const& source : module.search)
      if (auto found = source.find(call, words, found_in_group); !found.empty()) groups.push_back({source.title, std::move(found)});
  return groups;
}

void add_new_ones(std::vector<Found>& known, std::vector<Found> const& fresh) {
  for (auto const& one : fresh)
    if (std::none_of(known.begin(), known.end(), [&](Found const& other) { return other.path == one.path; })) known.push_back(one);
}

/// What has some of the words, where nothing has all of them.
std::vector<FoundGroup> search_single_words(Call const& call, std::string_view words) {
  std::vector<FoundGroup> groups;
  auto const folded = fold(words);
  for (auto const word : split(folded, ' ')) {
    if (word.size() < letters_least || word.size() == folded.size()) continue;
    for (auto& fresh : search_everything(call, word)) {
      auto const same =
          std::find_if(groups.begin(), groups.end(), [&](FoundGroup const& group) { return group.title.id == fresh.title.id; });
      same == groups.end() ? groups.push_back(std::move(fresh)) : add_new_ones(same->found, fresh.found);
    }
  }
  return groups;
}

Html group_section(FoundGroup const& group) {
  return section(h2(group.title), ul(cls("links"), each(group.found, [](Found const& found) {
                                       return li(a(href(found.path), found.title, found.about.empty() ? nothing() : span(found.about)));
                                     })));
}

/// Where to go when the words led nowhere.
Html ways_on(Call const& call) {
  auto const phone = call.city.settings.get()->phone;
  return ul(cls("links"), li(a(href("/services"), _("All services"), span(_("By topic, by situation and from A to Z.")))),
            li(a(href("/help"), _("Questions and answers"), span(_("What people ask the city most.")))),
            li(a(href("/requests"), _("Requests"), span(_("What others reported, and what became of it.")))),
            phone.empty() ? nothing() : li(a(href("tel:" + phone), sentence(_("Call {phone}"), {{"phone", group(phone)}}))));
}

Html results(Call const& call, std::string const& words) {
  if (words.empty()) return ways_on(call);
  auto const groups = search_everything(call, words);
  if (!groups.empty()) return each(groups, group_section);
  auto const near = search_single_words(call, words);
  if (!near.empty()) return group(p(cls("lead"), _("Nothing has all of these words. This has some of them:")), each(near, group_section));
  return group(empty_state(_("We found nothing for these words."), _("Try other words, or fewer of them. Or go on from here:")),
               ways_on(call));
}

}  // namespace

std::vector<Found> find_offered(Call const& call, std::string_view words, std::size_t most) {
  std::vector<Found> found;
  for (auto const& hit : find_services(call.city, words, std::min(most, guesses_most)))
    if (hit.definition->offers("web"))
      found.push_back({.title = std::string{hit.definition->title.in(call.language)},
                       .path = "/services/" + hit.definition->id,
                       .about = std::string{hit.definition->description.in(call.language)}});
  return found;
}

Response show_search(Call& call) {
  auto const words = shorten(trim(call.request.query.get("q")), 200);
  auto const main =
      div(cls("read"), h1(_("Search")), search_form(call, words, "#found"), div(id("found"), aria("live", "polite"), results(call, words)));
  return page(call, {.title = words.empty() ? Text{_("Search")} : Text{_("Search: {words}").with("words", words)},
                     .content = main,
                     .current = "/search",
                     .script = "find.js"});
}

}  // namespace cityhall
