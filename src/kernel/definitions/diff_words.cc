#include "kernel/definitions/diff_words.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "kernel/definitions/form_check.h"
#include "kernel/definitions/visit.h"

namespace cityhall {
namespace {

constexpr std::size_t words_around = 3;
constexpr std::size_t shown_most = 240;

struct FoundText {
  std::string pointer;
  LocalText const* text;
};
using Texts = std::map<std::string, FoundText>;  // by a key that does not move when something is put in between

/// "/questions/1/options/2/label" → "/questions/lane/options/bike/label"
std::string key_of(Definition const& definition, std::string const& pointer) {
  auto parts = split(pointer, '/');
  if (parts.size() < 4 || parts[1] != "questions") return pointer;
  auto const& question = definition.questions.at(std::stoul(std::string{parts[2]}));
  std::string key = "/questions/" + question.id;
  for (std::size_t i = 3; i < parts.size(); ++i) {
    bool const option = i == 4 && parts[3] == "options";
    key += '/' + (option ? question.options.at(std::stoul(std::string{parts[i]})).id : std::string{parts[i]});
  }
  return key;
}

Texts texts_of(Definition const& definition) {
  Texts out;
  visit_texts(definition, [&](std::string const& pointer, LocalText const& text, std::size_t) {
    out.emplace(key_of(definition, pointer), FoundText{pointer, &text});
  });
  return out;
}

std::string in_short(std::string_view text) { return in_quotes(shorten(text, shown_most)); }

/// One sentence for each language that says something else.
std::string told(LocalText const& before, LocalText const& after) {
  std::vector<std::string> sentences;
  for (auto const& [language, text] : after.all()) {
    auto const where = "In " + in_quotes(language) + " it ";
    auto const old = before.has(language) ? before.in(language) : std::string_view{};
    if (old == text) continue;
    auto const [was, is] = differing_words(old, text);
    sentences.push_back(old.empty() ? where + "says " + in_short(text) + '.'
                                    : where + "said " + in_short(was) + ", now " + in_short(is) + '.');
  }
  for (auto const& [language, text] : before.all())
    if (!after.has(language)) sentences.push_back("In " + in_quotes(language) + " it says nothing any more.");
  return join(sentences, " ");
}

std::string cut(std::vector<std::string_view> const& words, std::size_t start, std::size_t end) {
  std::string out = start > 0 ? "…" : "";
  for (std::size_t i = start; i < end; ++i) out += (out.empty() ? "" : " ") + std::string{words[i]};
  return end < words.size() ? out + " …" : out;
}

}  // namespace

Differing differing_words(std::string_view before, std::string_view after) {
  auto const a = split(before, ' '), b = split(after, ' ');
  std::size_t same_start = 0, same_end = 0;
  auto const least = std::min(a.size(), b.size());
  while (same_start < least && a[same_start] == b[same_start]) ++same_start;
  while (same_end < least - same_start && a[a.size() - 1 - same_end] == b[b.size() - 1 - same_end]) ++same_end;
  auto const start = same_start > words_around ? same_start - words_around : 0;
  auto const kept = same_end > words_around ? same_end - words_around : 0;
  return {cut(a, start, a.size() - kept), cut(b, start, b.size() - kept)};
}

std::vector<Change> changed_texts(Definition const& before, Definition const& after) {
  std::vector<Change> out;
  auto const old = texts_of(before), now = texts_of(after);
  visit_texts(after, [&](std::string const& pointer, LocalText const& text, std::size_t) {
    auto const found = old.find(key_of(after, pointer));
    if (found != old.end() && *found->second.text == text) return;
    auto const words = told(found == old.end() ? LocalText{} : *found->second.text, text);
    out.push_back({ChangeKind::text, pointer, (found == old.end() ? "The text is new. " : "The text has changed. ") + words});
  });
  auto const owner_stays = [&](std::string const& key) {
    auto const owner = key.substr(0, key.rfind('/'));
    auto const next = now.lower_bound(owner + '/');
    return owner.empty() || (next != now.end() && next->first.starts_with(owner + '/'));
  };
  for (auto const& [key, text] : old)
    if (!now.contains(key) && owner_stays(key))
      out.push_back({ChangeKind::text, text.pointer, "The text is gone. It said " + in_short(text.text->in("en")) + '.'});
  return out;
}

std::string in_words(std::vector<RouteRule> const& rules) {
  std::vector<std::string> out;
  for (auto const& rule : rules) {
    auto words = rule.queue.text.empty() ? rule.owner : rule.queue.text;
    if (!rule.handoff.empty()) words += (words.empty() ? "handed to " : ", handed to ") + rule.handoff;
    if (rule.dispatch) words += ", a crew at once";
    out.push_back(words + (rule.when ? " when " + in_quotes(rule.when.text) : ""));
  }
  return out.empty() ? "nothing" : shorten(join(out, "; "), shown_most);
}

std::string in_words(std::vector<PriorityRule> const& rules) {
  std::vector<std::string> out;
  for (auto const& rule : rules) out.push_back(std::to_string(rule.set) + (rule.when ? " when " + in_quotes(rule.when.text) : ""));
  return out.empty() ? "3" : shorten(join(out, "; "), shown_most);
}

std::string in_words(std::vector<WorkStep> const& steps) {
  std::vector<std::string> out;
  for (auto const& step : steps)
    out.push_back(step.id + (step.queue.text.empty() ? "" : " by " + step.queue.text) +
                  (step.when ? " when " + in_quotes(step.when.text) : ""));
  return out.empty() ? "one work order" : shorten(join(out, ", then "), shown_most);
}

std::string in_words(std::vector<std::pair<int, Period>> const& due) {
  std::vector<std::string> out;
  for (auto const& [priority, period] : due) out.push_back((priority == 0 ? "" : std::to_string(priority) + ": ") + to_text(period));
  return out.empty() ? "nothing" : join(out, ", ");
}

std::string changed_members(std::vector<std::string> const& before, std::vector<std::string> const& after) {
  auto const missing = [](std::vector<std::string> const& in, std::vector<std::string> const& from) {
    std::vector<std::string> out;
    for (auto const& one : from)
      if (std::find(in.begin(), in.end(), one) == in.end()) out.push_back(one);
    return out;
  };
  auto const added = missing(before, after), removed = missing(after, before);
  return (added.empty() ? "" : " Added: " + join(added, ", ") + '.') + (removed.empty() ? "" : " Removed: " + join(removed, ", ") + '.');
}

}  // namespace cityhall
