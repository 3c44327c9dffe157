#include "play.h"

#include <fmt/format.h>

#include "base/io.h"
#include "base/refusal.h"
#include "judge.h"
#include "look.h"
#include "words.h"

namespace cityhall::scenario {
namespace {

struct Unfit {
  std::string what;
};

class Player {
 public:
  Player(Stage const& stage, Report& result) : stage_{stage}, result_{result} { result_.values = stage.values; }

  void play(Scenario const& scenario, Door& door, bool as_setup) {
    for (auto const& step : scenario.steps) {
      if (!result_.differences.empty() && as_setup) return;
      try {
        play_step(scenario, step, door, as_setup);
      } catch (Unfit const& unfit) {
        result_.differences.push_back(fmt::format("{}:{}: {}", scenario.path, step.line, unfit.what));
        return;
      } catch (std::exception const& error) {
        result_.differences.push_back(fmt::format("{}:{}: threw {}", scenario.path, step.line, error.what()));
        return;
      }
    }
  }

 private:
  void play_step(Scenario const& scenario, Step const& step, Door& door, bool as_setup) {
    if (step.kind == StepKind::after) {
      auto const* before = stage_.find(step.words);
      if (before == nullptr) throw Unfit{fmt::format("there is no scenario {}", step.words)};
      return play(*before, door, true);
    }
    auto outcome = perform(step, door);
    if (!outcome) return;
    if (as_setup || step.given) {
      if (outcome->status >= 400 || (step.kind == StepKind::command && outcome->status != 0))
        throw Unfit{fmt::format("set-up was refused with {}: {}", outcome->status, visible_text(outcome->body).substr(0, 400))};
    } else {
      judge(scenario, step, *outcome);
    }
    for (auto const& keep : step.keeps) take(keep, *outcome);
    if (!as_setup) result_.played.push_back({&step, std::move(*outcome)});
  }

  std::optional<Outcome> perform(Step const& step, Door& door) {
    switch (step.kind) {
      case StepKind::call:
        return door.send(filled(step.call));
      case StepKind::command:
        return step.serving ? door.command_while_serving(filled(step.command)) : door.command(filled(step.command));
      case StepKind::bytes:
        return door.send_bytes(fill(step.content));
      case StepKind::outside:
        result_.values["outside"] = door.outside();
        return door.put_outside(step.words, content_of(step.content)), std::nullopt;
      case StepKind::setting:
        return door.change_setting(step.words, fill(step.content)), std::nullopt;
      case StepKind::actor:
        return door.become(fill(step.words)), std::nullopt;
      case StepKind::advance:
        return door.advance(step.advance);
      case StepKind::set_time:
        return door.set_time(step.words);
      case StepKind::jobs:
        return door.run_jobs();
      case StepKind::file:
        return files_[step.words] = fill(step.content), door.put_file(step.words, files_[step.words]), std::nullopt;
      case StepKind::after:
        break;
    }
    return std::nullopt;
  }

  void judge(Scenario const& scenario, Step const& step, Outcome const& outcome) {
    auto expectations = step.expectations;
    for (auto& wanted : expectations) {
      wanted.name = fill(wanted.name);
      wanted.value = fill(wanted.value);
      for (auto& rest : wanted.rest) rest = fill(rest);
    }
    for (auto const& difference : differences(step, expectations, outcome))
      result_.differences.push_back(fmt::format("{}:{}", scenario.path, difference));
  }

  void take(Keep const& keep, Outcome const& outcome) {
    auto const where = fill(keep.where);
    std::optional<std::string> found;
    if (keep.source == Source::json) {
      found = json_at(outcome.body, where);
      if (found && found->size() >= 2 && found->front() == '"') found = found->substr(1, found->size() - 2);
    } else if (keep.source == Source::xml) {
      auto const all = xml_at(outcome.body, where);
      if (all && !all->empty()) found = all->front();
    } else if (keep.source == Source::header) {
      found = std::string{outcome.header(where)};
    } else if (keep.source == Source::match) {
      found = first_match(outcome.body, where);
    } else {
      for (auto const& mail : outcome.mails)
        if (!found) found = first_match(mail.text, where);
    }
    if (!found || found->empty()) throw Unfit{fmt::format("line {}: nothing to keep as {} at {}", keep.line, keep.name, where)};
    result_.values[keep.name] = *found;
  }

  /// Replaces {name} by what was kept; braces around anything else stay.
  std::string fill(std::string text) const {
    for (auto const& [name, value] : result_.values) {
      auto const braced = '{' + name + '}';
      for (auto at = text.find(braced); at != std::string::npos; at = text.find(braced, at + value.size()))
        text.replace(at, braced.size(), value);
    }
    return text;
  }

  std::vector<std::string> filled(std::vector<std::string> words) const {
    for (auto& word : words) word = fill(std::move(word));
    return words;
  }

  Sent filled(HttpCall const& call) const {
    Sent sent{.method = call.method, .target = fill(call.target), .fields = call.fields, .headers = call.headers};
    for (auto& [name, value] : sent.fields) value = fill(value);
    for (auto& [name, value] : sent.headers) value = fill(value);
    if (call.body) sent.body = fill(*call.body);
    for (auto const& part : call.uploads) sent.uploads.push_back(upload(part));
    return sent;
  }

  std::filesystem::path in_repository(std::string const& file) const { return std::filesystem::path{stage_.root} / file.substr(1); }

  std::string content_of(std::string const& text) const { return text.starts_with('@') ? read_file(in_repository(text)) : fill(text); }

  Upload upload(UploadPart const& part) const {
    if (part.file.starts_with('@')) return {part.field, in_repository(part.file).filename().string(), read_file(in_repository(part.file))};
    auto const file = files_.find(part.file);
    if (file == files_.end()) throw Unfit{fmt::format("there is no file {}; add a \"file\" step before", part.file)};
    return {part.field, part.file, file->second};
  }

  Stage const& stage_;
  Report& result_;
  std::map<std::string, std::string> files_;
};

}  // namespace

Report play(Scenario const& scenario, Stage const& stage) {
  Report result;
  auto const door = stage.open(scenario);
  Player{stage, result}.play(scenario, *door, false);
  return result;
}

}  // namespace cityhall::scenario
