#include "services/studio/words.h"

#include <algorithm>
#include <array>
#include <map>

namespace cityhall::studio {
namespace {

struct WordWords {
  std::string_view object;
  std::string_view member;
  std::string_view word;
  Message words;
};

std::vector<WordWords> kind_words() {
  constexpr auto in = "question";
  constexpr auto of = "type";
  return {{in, of, "text", _("A line of text")},
          {in, of, "longtext", _("A longer text")},
          {in, of, "choice", _("One of several")},
          {in, of, "multichoice", _("Any of several")},
          {in, of, "boolean", _("Yes or no")},
          {in, of, "integer", _("A whole number")},
          {in, of, "decimal", _("A number")},
          {in, of, "money", _("An amount of money")},
          {in, of, "date", _("A date")},
          {in, of, "point", _("A place on the map")},
          {in, of, "address", _("An address")},
          {in, of, "parcel", _("A parcel of land")},
          {in, of, "photo", _("Photos")},
          {in, of, "file", _("Files")},
          {in, of, "email", _("An e-mail address")},
          {in, of, "phone", _("A phone number")},
          {in, of, "license", _("A license number")}};
}

std::vector<WordWords> choice_words() {
  return {{"who", "auth", "none", _("Nothing")},
          {"who", "auth", "email", _("An e-mail address")},
          {"who", "auth", "verified-email", _("An e-mail address that is confirmed")},
          {"who", "auth", "account", _("An account")},
          {"open311", "type", "realtime", _("At once")},
          {"open311", "type", "batch", _("Later, with a token")},
          {"open311", "type", "blackbox", _("Not at all")},
          {"dedupe", "then", "follow", _("The second person follows the first report")},
          {"dedupe", "then", "tell", _("A dispatcher is told")},
          {"route rule", "dispatch", "auto", _("At once")},
          {"publish", "place", "exact", _("The exact place")},
          {"publish", "place", "block", _("Only the block")},
          {"state", "clock", "run", _("Runs")},
          {"state", "clock", "pause", _("Stands still")},
          {"service", "fees_as_of", "submitted", _("When it was handed in")},
          {"service", "fees_as_of", "decided", _("When it was decided")},
          {"service", "fees_as_of", "paid", _("When it is paid")},
          {"fee", "kind", "flat", _("An amount")},
          {"fee", "kind", "per", _("An amount for every unit")},
          {"fee", "kind", "percent", _("A share of a value")},
          {"fee", "kind", "tiered", _("By brackets")},
          {"fee", "kind", "lookup", _("By a table")},
          {"fee", "kind", "waiver", _("Let off")},
          {"fee", "round", "half-up", _("To the nearest cent, half a cent up")},
          {"fee", "round", "half-even", _("To the nearest cent, half a cent to the even one")},
          {"fee", "round", "up", _("Up")},
          {"fee", "round", "down", _("Down")},
          {"inspection item", "fail", "correct", _("Correct it")},
          {"inspection item", "fail", "reinspect", _("Come again")},
          {"inspection item", "photo", "always", _("Always")},
          {"inspection item", "photo", "on-fail", _("When it is not so")},
          {"expectation", "dispatch", "auto", _("Yes")},
          {"expectation", "dispatch", "none", _("No")}};
}

std::vector<WordWords> common_words() {
  return {{"", "", "web", _("Web")},
          {"", "", "phone", _("Phone")},
          {"", "", "counter", _("Counter")},
          {"", "", "kiosk", _("Kiosk")},
          {"", "", "open311", _("Open311")},
          {"", "", "api", _("API")},
          {"", "", "sms", _("Text message")},
          {"", "", "ivr", _("Voice menu")},
          {"", "", "social", _("Social media")},
          {"", "", "email", _("E-mail")},
          {"", "", "field", _("Field")},
          {"", "", "same-channel", _("The way they came")},
          {"", "", "push", _("Push message")},
          {"", "", "post", _("Letter")},
          {"", "", "work-order", _("Work order")},
          {"", "", "inspection", _("Inspection")},
          {"", "", "review", _("Review")},
          {"", "", "call-back", _("Call-back")}};
}

std::vector<WordWords> const& all_words() {
  static auto const words = [] {
    auto all = kind_words();
    for (auto const& more : {choice_words(), common_words()}) all.insert(all.end(), more.begin(), more.end());
    return all;
  }();
  return words;
}

}  // namespace

MemberWords const* words_for(ObjectForm const& form, std::string_view member) {
  for (auto const* table : {&service_words(), &question_words(), &workflow_words()})
    for (auto const& words : *table)
      if (words.object == form.name && words.member == member) return &words;
  return nullptr;
}

Message entry_words(ObjectForm const& form) {
  static std::map<std::string_view, Message> const words{{"question", _("Question")},
                                                         {"option", _("Choice")},
                                                         {"document", _("Document")},
                                                         {"eligibility rule", _("Rule")},
                                                         {"fee", _("Fee")},
                                                         {"tier", _("Bracket")},
                                                         {"route rule", _("Rule")},
                                                         {"priority rule", _("Rule")},
                                                         {"state", _("State")},
                                                         {"action", _("Action")},
                                                         {"work step", _("Step")},
                                                         {"review", _("Review")},
                                                         {"inspection", _("Inspection")},
                                                         {"inspection item", _("Item")},
                                                         {"notify rule", _("Notice")},
                                                         {"test", _("Test")}};
  auto const found = words.find(form.name);
  return found == words.end() ? _("Entry") : found->second;
}

Message word_words(std::string_view object, std::string_view member, std::string_view word) {
  auto const& all = all_words();
  auto const found = std::find_if(all.begin(), all.end(), [&](WordWords const& one) {
    return one.word == word && (one.object.empty() || (one.object == object && one.member == member));
  });
  return found == all.end() ? _("{word}").with("word", std::string{word}) : found->words;
}

}  // namespace cityhall::studio
