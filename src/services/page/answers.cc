#include "services/page/answers.h"

#include <vector>

#include "base/json.h"
#include "base/text.h"

namespace cityhall {

std::string answer_words(Call const& call, Question const& question, Json const& answer) {
  auto const label = [&](std::string const& option_id) {
    auto const* option = question.option(option_id);
    return option == nullptr ? option_id : std::string{option->label.in(call.language)};
  };
  if (answer.is_boolean()) return call.text(answer.get<bool>() ? _("Yes") : _("No"));
  if (answer.is_string()) return label(answer.get<std::string>());
  if (answer.is_object()) {
    auto const address = text_of(answer, "address");
    return !address.empty() || !answer.contains("lat") ? address : to_text(answer.at("lat")) + ", " + to_text(answer.at("long"));
  }
  if (!answer.is_array()) return to_text(answer);
  std::vector<std::string> labels;
  for (auto const& item : answer) labels.push_back(item.is_string() ? label(item.get<std::string>()) : to_text(item));
  return join(labels, ", ");
}

}  // namespace cityhall
