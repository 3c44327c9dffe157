#include "kernel/fieldwork/check_list.h"

#include <algorithm>

#include "base/refusal.h"
#include "kernel/cases/case.h"
#include "kernel/city.h"
#include "kernel/definitions/definition.h"

namespace cityhall {
namespace {

/// What is right for nearly every work on a street. Nothing of it is required: a city says so for its own services.
std::vector<CheckLine> usual_list() {
  return {{.id = "safe", .usual = _("The place is made safe")},
          {.id = "before", .usual = _("Photo before the work")},
          {.id = "work", .usual = _("The work is done")},
          {.id = "after", .usual = _("Photo of the finished work")},
          {.id = "clean", .usual = _("The place is left clean")}};
}

}  // namespace

std::vector<CheckLine> check_list(Definition const& definition) {
  if (definition.check_list.empty()) return usual_list();
  std::vector<CheckLine> lines;
  for (auto const& item : definition.check_list) lines.push_back({.id = item.id, .label = item.label, .required = item.required});
  return lines;
}

std::string words_of(CheckLine const& line, std::string_view language) {
  return line.usual ? in_english(*line.usual) : std::string{line.label.in(language)};
}

std::vector<CheckLine> check_list(View const& view, Task const& task, Case const& report) {
  auto lines = check_list(*report.definition);
  for (auto& tick : ticks_of(view, task.id)) {
    auto const found = std::find_if(lines.begin(), lines.end(), [&](CheckLine const& line) { return line.id == tick.item; });
    if (found != lines.end()) found->tick = std::move(tick);
  }
  return lines;
}

std::vector<CheckLine> check_list(View const& view, Task const& task) { return check_list(view, task, load_case(view, task.case_id)); }

void require_ticks(View const& view, Task const& task) {
  auto const language = view.city.settings.get()->default_language();
  std::vector<FieldError> errors;
  for (auto const& line : check_list(view, task))
    if (line.required && !line.tick)
      errors.push_back({"check_" + line.id, "required", _("Tick this first: {item}.").with("item", words_of(line, language))});
  if (!errors.empty()) throw invalid_fields(std::move(errors));
}

CheckLine check_line(View const& view, Task const& task, std::string_view item) {
  for (auto& line : check_list(view, task))
    if (line.id == item) return std::move(line);
  throw invalid_fields({{"item", "unknown", _("This is not on the check list of the work order.")}});
}

}  // namespace cityhall
