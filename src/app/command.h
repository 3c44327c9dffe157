#pragma once
// A command of the program, as data: the parser, the help and the generated reference read the same list.

#include <functional>
#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cityhall {

enum class OptionKind { flag, text, number, path };

struct CommandOption {
  std::string_view name;  // "--data", or "FILE" for a positional argument
  OptionKind kind = OptionKind::text;
  std::string_view summary;
  std::string_view fallback{};  // value when absent
  bool required = false;
  bool repeats = false;  // a positional that takes several values

  bool positional() const { return !name.starts_with("--"); }
};

/// The values of one call, by option name without dashes ("data", "FILE").
class Arguments {
 public:
  void set(std::string name, std::string value) { values_[std::move(name)].push_back(std::move(value)); }
  bool has(std::string_view name) const { return values_.find(name) != values_.end(); }
  std::string text(std::string_view name) const;
  std::vector<std::string> all(std::string_view name) const;
  int number(std::string_view name) const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

/// Exit codes, as documented in docs/reference/commands.md.
enum class ExitCode { ok = 0, refused = 1, usage = 2, fault = 3, try_again = 75 };  // 75: EX_TEMPFAIL, as mail servers read it

struct Command {
  std::string_view name;  // "serve", "service check"
  std::string_view summary;
  std::vector<CommandOption> options;
  ExitCode (*run)(Arguments const&);
};

/// Every command of the program, in the order of the help.
std::vector<Command> const& commands();

/// Parses and runs. Unknown words get "did you mean"; refusals are printed as what happened and what to do.
int run_command_line(std::vector<std::string> const& words, std::vector<Command> const& list);

/// The reference page, as Markdown.
std::string command_reference(std::vector<Command> const& list);

}  // namespace cityhall
