// Plays scenarios on the real application: run_scenarios [--rebaseline] [PATH…]. Without paths: all of the repository.
#include <algorithm>
#include <iostream>

#include <fmt/format.h>

#include "app_door.h"
#include "base/io.h"
#include "base/log.h"
#include "parse.h"
#include "play.h"
#include "rewrite.h"

namespace cityhall::scenario {
namespace {

namespace fs = std::filesystem;

struct Arguments {
  bool rebaseline = false;
  std::vector<std::string> paths;
};

fs::path const root{CITYHALL_SOURCE_DIR};

std::vector<std::string> all_paths() {
  std::vector<std::string> paths;
  for (auto const* folder : {"tests/scenarios", "src/services"})
    for (auto const& entry : fs::recursive_directory_iterator{root / folder})
      if (entry.path().extension() == ".scenario") paths.push_back(fs::relative(entry.path(), root));
  std::sort(paths.begin(), paths.end());
  return paths;
}

class Run {
 public:
  explicit Run(bool rebaseline) : rebaseline_{rebaseline} {
    stage_.open = [this](Scenario const& scenario) { return stagehand_.open(scenario); };
    stage_.find = [this](std::string_view path) { return find(std::string{path}); };
    stage_.values = {{"open311_key", stagehand_.open311_key()}};
    stage_.root = root;
  }

  void play_one(std::string const& path) {
    auto const* scenario = find(path);
    if (scenario == nullptr) return fail(path, {fault_});
    auto const report = play(*scenario, stage_);
    if (rebaseline_) {
      auto const text = rewrite(*scenario, report);
      if (text != read_file(root / path)) {
        write_file_durably(root / path, text);
        std::cout << "rewritten " << path << '\n';
      }
      return;
    }
    if (report.differences.empty()) ++passed_;
    else fail(path + (scenario->title.empty() ? "" : ": " + scenario->title), report.differences);
  }

  int finish() const {
    std::cout << passed_ << " passed, " << failed_ << " failed" << std::endl;
    return failed_ == 0 ? 0 : 1;
  }

 private:
  Scenario const* find(std::string const& path) {
    auto const known = scenarios_.find(path);
    if (known != scenarios_.end()) return &known->second;
    try {
      auto parsed = parse(path, read_file(root / path));
      if (parsed) return &scenarios_.emplace(path, std::move(*parsed)).first->second;
      fault_ = parsed.error().what;
    } catch (std::exception const& error) {
      fault_ = error.what();
    }
    return nullptr;
  }

  void fail(std::string const& name, std::vector<std::string> const& differences) {
    ++failed_;
    std::cout << "FAILED " << name << '\n';
    for (auto const& difference : differences) std::cout << "  " << difference << '\n';
  }

  bool rebaseline_;
  Stagehand stagehand_;
  Stage stage_{};
  std::map<std::string, Scenario> scenarios_;
  std::string fault_;
  int passed_ = 0, failed_ = 0;
};

int run(Arguments const& arguments) {
  set_log_level(LogLevel::error);
  Run run{arguments.rebaseline};
  for (auto const& path : arguments.paths.empty() ? all_paths() : arguments.paths) run.play_one(path);
  return run.finish();
}

}  // namespace
}  // namespace cityhall::scenario

int main(int count, char** words) {
  cityhall::scenario::Arguments arguments;
  for (int i = 1; i < count; ++i) {
    std::string const word{words[i]};
    if (word == "--rebaseline") arguments.rebaseline = true;
    else arguments.paths.push_back(word);
  }
  return cityhall::scenario::run(arguments);
}
