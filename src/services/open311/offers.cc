#include "services/open311/offers.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "kernel/definitions/topics.h"

namespace cityhall::open311 {
namespace {

constexpr std::string_view channel = "open311";

api::Datatype datatype_of(QuestionType type) {
  switch (type) {
    case QuestionType::longtext: return api::Datatype::text;
    case QuestionType::choice:
    case QuestionType::boolean: return api::Datatype::singlevaluelist;
    case QuestionType::multichoice: return api::Datatype::multivaluelist;
    case QuestionType::integer:
    case QuestionType::decimal:
    case QuestionType::money: return api::Datatype::number;
    case QuestionType::date: return api::Datatype::datetime;
    default: return api::Datatype::string;
  }
}

bool is_attribute(Question const& question) {
  bool const here =
      question.channels.empty() || std::find(question.channels.begin(), question.channels.end(), channel) != question.channels.end();
  return here && !question.is_place() && !question.is_upload();
}

std::vector<api::Choice> choices_of(Question const& question, std::string_view language) {
  std::vector<api::Choice> choices;
  if (question.type == QuestionType::boolean) return {{"true", language == "es" ? "Sí" : "Yes"}, {"false", "No"}};
  for (auto const& option : question.options) choices.push_back({option.id, std::string{option.label.in(language)}});
  return choices;
}

/// A question with a condition may stay hidden, so that nobody can be required to answer it.
bool is_required(Question const& question) { return !question.optional && !question.when; }

Json value_of(Question const& question, std::vector<std::string> const& values) {
  if (question.type != QuestionType::multichoice) return values.front();
  Json list = Json::array();
  // Some clients send one comma-separated text instead of repeating the field.
  for (auto const& value : values)
    for (auto const part : question.option(value) == nullptr ? split(value, ',') : std::vector{std::string_view{value}})
      list.push_back(std::string{trim(part)});
  return list;
}

}  // namespace

bool is_offered(Definition const& definition) { return !definition.open311.service_code.empty() && definition.offers(channel); }

api::Service service_of(Definition const& definition, std::string_view language) {
  api::Service service{.code = definition.open311.service_code, .name = std::string{definition.title.in(language)},
                       .description = std::string{definition.description.in(language)}};
  service.metadata = std::any_of(definition.questions.begin(), definition.questions.end(), is_attribute);
  service.type = api::service_type(definition.open311.type).value_or(api::ServiceType::realtime);
  service.keywords = join(definition.open311.keywords, ", ");
  service.group = definition.open311.group;
  if (auto const* group = find_topic(shipped_groups(), definition.group); service.group.empty() && group != nullptr)
    service.group = group->title.in(language);
  return service;
}

api::ServiceDefinition attributes_of(Definition const& definition, std::string_view language) {
  api::ServiceDefinition out{.service_code = definition.open311.service_code};
  for (auto const& question : definition.questions) {
    if (!is_attribute(question)) continue;
    out.attributes.push_back({.variable = true,
                              .code = question.id,
                              .datatype = datatype_of(question.type),
                              .required = is_required(question),
                              .datatype_description = std::string{question.hint.in(language)},
                              .order = static_cast<int>(out.attributes.size()) + 1,
                              .description = std::string{question.label.in(language)},
                              .values = choices_of(question, language)});
  }
  return out;
}

Json answers_of(Definition const& definition, std::vector<api::Answer> const& attributes, std::vector<api::Fault>& faults) {
  Json answers = Json::object();
  for (auto const& [code, values] : attributes) {
    auto const* const question = definition.question(code);
    if (question == nullptr || !is_attribute(*question)) {
      faults.push_back(
          {400, fmt::format("attribute[{}] is no attribute of service {}", shorten(code, 60), definition.open311.service_code)});
    } else if (values.size() > 1 && question->type != QuestionType::multichoice) {
      faults.push_back({400, fmt::format("attribute[{}] takes one value", code)});
    } else {
      answers[code] = value_of(*question, values);
    }
  }
  return answers;
}

}  // namespace cityhall::open311
