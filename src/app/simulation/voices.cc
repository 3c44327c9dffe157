#include "app/simulation/voices.h"

#include <algorithm>

#include "app/catalogue.h"
#include "base/json.h"
#include "kernel/definitions/evaluate.h"

namespace cityhall::simulation {
namespace {

constexpr double without_email = 35;  // out of 100
constexpr double spanish = 22;        // out of 100

Json place_answer(Address const& address) {
  return {{"lat", address.point.latitude}, {"long", address.point.longitude}, {"address", address.line()}};
}

std::shared_ptr<Json const> file(std::string_view name) { return std::make_shared<Json const>(*parse_json(catalogue_file(name))); }

}  // namespace

std::string Voices::line(Json const& from, std::string const& list) {
  auto const& lines = from.at(list);
  return lines.at(dice_.below(lines.size())).get<std::string>();
}

Address place_of_problem(Definition const& definition, Address address) {
  if (!definition.publish.by_block) address.unit.clear();
  return address;
}

Voices::Voices(std::span<Address const> addresses, Dice& dice)
    : dice_{dice}, addresses_{addresses}, said_{file("demo/reports.json")}, year_{file("demo/year.json")} {}

Resident Voices::resident(std::size_t number) {
  Resident one{.home = dice_.below(addresses_.size()), .channel = channel()};
  one.self.name = line(*year_, "first_names") + " " + line(*year_, "last_names");
  one.self.language = language();
  if (!dice_.percent(without_email)) one.self.email = "resident" + std::to_string(number) + "@mail.example";
  return one;
}

std::string Voices::language() { return dice_.percent(spanish) ? "es" : "en"; }

Channel Voices::channel() {
  auto const& shares = year_->at("channels");
  double left = dice_.real() * 100;
  for (auto const& [name, share] : shares.items()) {
    left -= share.get<double>();
    if (left < 0) return channel_from(name);
  }
  return Channel::web;
}

std::string Voices::complaint(std::string const& service, std::string const& language) {
  auto const& lists = said_->at("services");
  auto said = line(lists.contains(service) ? lists.at(service) : year_->at("general"), language);
  if (dice_.percent(45)) said += " " + line(year_->at("details"), language);
  return said;
}

std::string Voices::completion(std::string const& service) {
  auto const& lists = said_->at("completions");
  return line(lists, lists.contains(service) ? service : std::string{});
}

Json Voices::answer(Question const& question, Trouble const& trouble, Facts const& facts) {
  switch (question.type) {
    case QuestionType::choice: {
      auto const options = visible_options(question, facts);
      return options.empty() ? Json{} : Json(options.at(dice_.below(options.size()))->id);
    }
    case QuestionType::multichoice:
      return Json::array({dice_.one_of(question.options).id});
    case QuestionType::boolean:
      return dice_.percent(30);
    case QuestionType::integer:
      return static_cast<int>(dice_.below(9) + 1);
    case QuestionType::date:
      return to_iso(trouble.day);
    case QuestionType::email:
      return "someone@mail.example";
    case QuestionType::phone:
      return "+13175550100";
    case QuestionType::text:
    case QuestionType::longtext:
      return question.optional && dice_.percent(25) ? Json{} : Json(trouble.complaint);
    default:
      return question.is_place() ? place_answer(trouble.address) : Json{};
  }
}

int Voices::score() {
  auto const& shares = year_->at("rated_in_100");
  auto rest = static_cast<int>(dice_.below(100));
  for (std::size_t i = 0; i < shares.size(); ++i)
    if (rest -= shares[i].get<int>(); rest < 0) return static_cast<int>(i) + 1;
  return 5;
}

std::string Voices::opinion(int score, std::string const& language) {
  if (dice_.percent(60)) return {};
  return line(year_->at(score >= 4 ? "praise" : "blame"), language);
}

Json Voices::answers(DefinitionPtr const& definition, Trouble const& trouble) {
  auto all = Json::object();
  for (auto const& question : definition->questions) {
    Facts const facts{definition, all};
    auto const visible = visible_questions(*definition, facts, "web");
    if (std::find(visible.begin(), visible.end(), &question) == visible.end()) continue;
    auto given = answer(question, trouble, facts);
    if (!given.is_null()) all[question.id] = std::move(given);
  }
  return all;
}

PreparedPhoto const* Voices::photo(City& city, std::string const& service, std::string_view when) {
  auto const name = service + "-" + std::string{when};
  if (auto const found = photos_.find(name); found != photos_.end()) return &found->second;
  auto const files = catalogue_names("demo/photos/" + name, ".jpg");
  if (files.empty()) return nullptr;
  return &photos_.emplace(name, store_photo(city, catalogue_file(files.front()))).first->second;
}

}  // namespace cityhall::simulation
