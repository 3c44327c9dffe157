#include "services/issues/begin_handlers.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "kernel/definitions/answers.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/places/zone.h"
#include "kernel/search/search.h"
#include "services/issues/begin_pages.h"
#include "services/issues/journey.h"
#include "services/issues/place_field.h"
#include "services/issues/steps.h"

namespace cityhall {
namespace {

constexpr std::size_t services_shown = 8;
constexpr std::size_t nearby_shown = 4;
constexpr double nearby_metres = 150;

Question const& where_question() {
  static Question const question{.id = "place", .type = QuestionType::point};
  return question;
}

std::string path_of(Beginning const& beginning, std::string_view step) { return "/report/" + beginning.token + "/" + std::string{step}; }

Beginning blank(Call const& call) { return {.language = call.language}; }

Beginning asked_beginning(Call const& call) { return beginning_by_token(call.view(), call.path_value("token")); }

Json place_in(Call const& call) {
  auto const& name = where_question().id;
  auto const checked = validate_answer(where_question(), given_place(call, name));
  if (!checked.errors.empty()) throw invalid_fields(checked.errors);
  return located(call, name, checked.answers->at(name));
}

/// Where the first photo says that it was taken, when that is in this city.
Json suggested_place(Call const& call) {
  for (auto const& upload : call.uploads)
    if (upload.taken_at && inside_city(call.city, *upload.taken_at)) return known_place(locate(call.view(), {.point = upload.taken_at}));
  return {};
}

web::Response place_again(Call const& call, Beginning const& beginning, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid) throw refusal;
  return private_page(begin_place_page(call, {.beginning = beginning,
                                              .action = call.request.path,
                                              .entered = entered_of(call, refusal),
                                              .meant = meant_addresses(call, where_question().id, refusal),
                                              .status = 422}));
}

/// Offered on the web and about a place.
bool fits(Definition const& definition) { return definition.offers("web") && definition.place_question() != nullptr; }

bool asks_for_photo(Definition const& definition) {
  return std::any_of(definition.questions.begin(), definition.questions.end(),
                     [](Question const& question) { return question.is_upload() && !question.when; });
}

/// What people report most near that place, then what they report most anywhere. Whoever began with a photo is not offered first what no
/// photo can show: a service that asks for none, or only in some cases (a noise from a machine).
std::vector<DefinitionPtr> likely_services(Call const& call, Beginning const& beginning, std::vector<PublicCase> const& nearby) {
  std::map<std::string, std::size_t, std::less<>> uses;
  constexpr std::size_t near_counts = 1000;  // one nearby weighs as much as so many elsewhere in the last week
  for (auto const& row : figures(call.view(), call.now)) uses[row.service] += row.opened;
  for (auto const& report : nearby) uses[report.service] += near_counts;
  std::vector<DefinitionPtr> services;
  auto const definitions = call.city.definitions.get();
  for (auto const& definition : definitions->current())
    if (fits(*definition) && (beginning.files.empty() || asks_for_photo(*definition))) services.push_back(definition);
  std::stable_sort(services.begin(), services.end(), [&](auto const& a, auto const& b) { return uses[a->id] > uses[b->id]; });
  if (services.size() > services_shown) services.resize(services_shown);
  return services;
}

std::vector<DefinitionPtr> services_for(Call const& call, std::string const& words) {
  std::vector<DefinitionPtr> found;
  for (auto const& hit : find_services(call.city, words, services_shown))
    if (fits(*hit.definition)) found.push_back(hit.definition);
  return found;
}

/// Open ones, nearest first.
std::vector<PublicCase> reported_near(Call const& call, Place const& place) {
  if (!place.point) return {};
  auto const nobody = Actor{};
  RequestFilter const filter{.status = CaseStatus::open, .near = {{*place.point, nearby_metres}}, .most = 60};
  auto found = requests({call.city, call.reader, nobody}, filter).rows;
  std::stable_sort(found.begin(), found.end(), [&](PublicCase const& a, PublicCase const& b) {
    return metres_between(*a.place.point, *place.point) < metres_between(*b.place.point, *place.point);
  });
  return found;
}

}  // namespace

web::Response show_ways_to_begin(Call& call) { return begin_page(call); }

web::Response show_begin_photo(Call& call) { return begin_photo_page(call, {.beginning = blank(call), .action = call.request.path}); }

web::Response begin_with_photo(Call& call) {
  auto beginning = blank(call);
  for (auto const& upload : call.uploads) beginning.files.push_back(upload.file);
  if (beginning.files.empty()) throw invalid_fields({{"photo", "required", _("Add a photo.")}});
  if (beginning.files.size() > photos_of_a_report)
    throw invalid_fields({{"photo", "too_many", _("Five photos are the most we can take. Remove one first.")}});
  beginning.suggested = suggested_place(call);
  auto unit = call.unit();
  begin(unit, beginning);
  return kept_on(call, beginning, path_of(beginning, "place"));
}

web::Response begin_with_photo_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid) throw refusal;
  return begin_photo_page(call,
                          {.beginning = blank(call), .action = call.request.path, .entered = entered_of(call, refusal), .status = 422});
}

web::Response show_begin_place(Call& call) { return begin_place_page(call, {.beginning = blank(call), .action = call.request.path}); }

web::Response begin_with_place(Call& call) {
  auto beginning = blank(call);
  beginning.place = place_in(call);
  auto unit = call.unit();
  begin(unit, beginning);
  return kept_on(call, beginning, path_of(beginning, "service"));
}

web::Response begin_with_place_again(Call& call, Refusal const& refusal) { return place_again(call, blank(call), refusal); }

web::Response show_beginning_place(Call& call) {
  auto const beginning = asked_beginning(call);
  return private_page(begin_place_page(call, {.beginning = beginning, .action = call.request.path}));
}

web::Response keep_beginning_place(Call& call) {
  auto beginning = asked_beginning(call);
  beginning.place = place_in(call);
  auto unit = call.unit();
  save_beginning(unit, beginning);
  return kept_on(call, beginning, path_of(beginning, "service"));
}

web::Response keep_beginning_place_again(Call& call, Refusal const& refusal) { return place_again(call, asked_beginning(call), refusal); }

web::Response show_service_choice(Call& call) {
  auto const beginning = asked_beginning(call);
  if (beginning.place.is_null()) return web::see_other(path_of(beginning, "place"));
  auto const words = shorten(std::string{trim(call.request.query.get("q"))}, 80);
  ServiceChoice choice{.words = words, .nearby = reported_near(call, beginning.where())};
  choice.services = words.empty() ? likely_services(call, beginning, choice.nearby) : services_for(call, words);
  if (choice.nearby.size() > nearby_shown) choice.nearby.resize(nearby_shown);
  return private_page(service_choice_page(call, {.beginning = beginning, .action = call.request.path}, choice));
}

web::Response choose_service(Call& call) {
  auto const beginning = asked_beginning(call);
  auto const definition = call.city.definitions.get()->find(call.request.form.fields.get("service"));
  if (!definition || !fits(*definition)) throw not_found(_("There is no such service here."), _("Go back and choose one of those shown."));
  auto draft = draft_from(beginning, definition);
  auto unit = call.unit();
  begin_draft(unit, draft);
  return kept_on(call, draft, step_path(draft, first_unasked(draft)));
}

}  // namespace cityhall
