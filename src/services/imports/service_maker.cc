#include "services/imports/service_maker.h"

#include <charconv>
#include <set>

#include "base/json.h"
#include "base/text.h"
#include "kernel/definitions/check.h"
#include "kernel/definitions/definitions_store.h"
#include "kernel/run_unit.h"

namespace cityhall::imports {
namespace {

constexpr std::size_t id_most = 56;

/// The words of a made service that are not taken from the file.
struct Words {
  std::string_view en;
  std::string_view es;
};
constexpr Words where_words{"Where is it?", "¿Dónde está?"};
constexpr Words details_words{"What should we know?", "¿Qué debemos saber?"};
constexpr Words photo_words{"Photo", "Foto"};

Json in_languages(Words words, std::vector<std::string> const& languages) {
  Json out = Json::object();
  for (auto const& language : languages) out[language] = language == "es" ? words.es : words.en;
  return out;
}

/// Names stay as the city wrote them, in every language, until a clerk translates them.
Json title(std::string const& text, std::vector<std::string> const& languages) {
  Json out = Json::object();
  for (auto const& language : languages) out[language] = text;
  return out;
}

Json questions(std::vector<std::string> const& languages) {
  return Json::array({{{"id", "where"}, {"type", "point"}, {"label", in_languages(where_words, languages)}},
                      {{"id", "details"}, {"type", "longtext"}, {"label", in_languages(details_words, languages)}, {"optional", true},
                       {"channels", {"web", "phone", "counter"}}},  // Open311 clients send a description
                      {{"id", "photo"}, {"type", "photo"}, {"label", in_languages(photo_words, languages)}, {"optional", true}}});
}

std::string period(int hours) { return hours % 24 == 0 ? "P" + std::to_string(hours / 24) + "D" : "PT" + std::to_string(hours) + "H"; }

Json workflow(ServiceDraft const& draft) {
  Json const closing{{"to", "closed"}, {"by", {"dispatcher"}}, {"need", "comment"}};
  Json open{{"public", "open"}, {"clock", "run"}};
  if (draft.promise_hours > 0) open["sla"] = period(draft.promise_hours);
  open["actions"] = {{"dispatch", {{"to", "working"}, {"by", {"dispatcher"}}, {"creates", "work-order"}}},
                     {"close", closing},
                     {"duplicate", {{"to", "closed"}, {"by", {"dispatcher"}}}}};
  Json const working{{"public", "open"}, {"clock", "run"}, {"actions", {{"close", closing}}}, {"on", {{"work-order-done", "closed"}}}};
  Json const reopen{{"to", "open"}, {"by", {"reporter"}}, {"within", "P7D"}};
  Json const closed{{"public", "closed"}, {"end", true}, {"actions", {{"reopen", reopen}}}};
  return {{"start", "open"}, {"states", {{"open", open}, {"working", working}, {"closed", closed}}}};
}

std::string usual_owner(SurveyedService const& service, std::string const& otherwise) {
  auto const owner = slug(service.owner.usual());
  return owner.empty() ? otherwise : owner;
}

int hours_in(std::string_view text) {
  int hours = 0;
  std::from_chars(text.data(), text.data() + text.size(), hours);
  return hours;
}

std::string free_id(std::string const& wanted, std::set<std::string>& taken) {
  auto id = wanted.substr(0, id_most);
  while (id.ends_with('-')) id.pop_back();
  auto candidate = id;
  for (int n = 2; !taken.insert(candidate).second; ++n) candidate = id + "-" + std::to_string(n);
  return candidate;
}

}  // namespace

NamedDrafts draft_services(Survey const& survey, Profile const& profile) {
  NamedDrafts out;
  std::set<std::string> taken;
  auto const prefix = profile.service_prefix.empty() ? std::string{} : profile.service_prefix + "-";
  for (auto const& [name, service] : survey.services) {
    auto id = free_id(prefix + slug(name), taken);
    auto owner = usual_owner(service, profile.service_prefix.empty() ? "city" : profile.service_prefix);
    auto queue = queue_id(service.owner.usual(), service.queue.usual());
    out.ids.emplace(name, id);
    out.drafts.push_back({.id = std::move(id), .title = name, .owner = owner, .queue = queue.empty() ? owner : std::move(queue),
                          .group = std::string{service.group.usual()}, .promise_hours = hours_in(service.promise_hours.usual())});
  }
  return out;
}

std::string service_file(ServiceDraft const& draft, std::vector<std::string> const& languages) {
  Json file{{"format", "city-service/1"}, {"id", draft.id},      {"version", 1},
            {"owner", draft.owner},       {"record", "request"}, {"number", "SR-{yy}-{seq:6}"}};
  file["title"] = title(draft.title, languages);
  file["who"] = {{"auth", "none"}};
  file["channels"] = {"web", "phone", "counter", "open311"};
  file["open311"] = {{"service_code", draft.id}};
  if (!draft.group.empty()) file["open311"]["group"] = draft.group;
  file["questions"] = questions(languages);
  file["route"] = Json::array({{{"queue", draft.queue}}});
  file["workflow"] = workflow(draft);
  file["publish"] = {{"dataset", "service-requests"}, {"as", "Open311"}, {"hide", {"reporter"}}};
  file["tests"] = Json::array({{{"name", "goes to its queue"}, {"answers", {{"where", {{"lat", 42.36}, {"long", -71.06}}}}},
                                {"expect", {{"queue", draft.queue}, {"priority", 3}}}}});
  return cityhall::to_text(file);
}

std::size_t publish_missing(City& city, Actor const& actor, std::vector<ServiceDraft> const& drafts) {
  auto const known = city.definitions.get();
  auto const languages = city.settings.get()->languages;
  auto context = shipped_context();
  context.languages = languages;
  context.others.assign(known->current().begin(), known->current().end());
  // All in one unit: a file may name hundreds, and each commit waits for the disk.
  return run_unit(city, actor, [&](Unit& unit) {
    auto others = context;
    std::size_t made = 0;
    for (auto const& draft : drafts) {
      if (!known->versions(draft.id).empty()) continue;
      others.others.push_back(publish_definition(unit, service_file(draft, languages), others));
      ++made;
    }
    return made;
  });
}

}  // namespace cityhall::imports
