// Lines for faults: a small scan over text that is known to be JSON.
#include <algorithm>
#include <map>

#include "kernel/definitions/form_check.h"

namespace cityhall {
namespace {

class LineFinder {
 public:
  explicit LineFinder(std::string_view json) : json_{json} {}

  std::map<std::string, int> find() {
    value("");
    return std::move(lines_);
  }

 private:
  void skip_blank() {
    for (; at_ < json_.size() && (json_[at_] == ' ' || json_[at_] == '\n' || json_[at_] == '\r' || json_[at_] == '\t'); ++at_)
      if (json_[at_] == '\n') ++line_;
  }

  /// The raw text between the quotation marks. Escapes in member names are left as they are: such names have no line of their own.
  std::string string() {
    auto const start = ++at_;
    while (at_ < json_.size() && json_[at_] != '"') at_ += json_[at_] == '\\' ? 2U : 1U;
    auto const text = json_.substr(start, at_ - start);
    ++at_;
    return std::string{text};
  }

  void value(std::string const& pointer) {
    skip_blank();
    lines_.try_emplace(pointer, line_);
    if (at_ >= json_.size()) return;
    if (json_[at_] == '{') return members(pointer);
    if (json_[at_] == '[') return elements(pointer);
    if (json_[at_] == '"') return void(string());
    while (at_ < json_.size() && std::string_view{",]} \n\r\t"}.find(json_[at_]) == std::string_view::npos) ++at_;
  }

  bool next(char close) {
    skip_blank();
    if (at_ < json_.size() && json_[at_] == ',') ++at_;
    skip_blank();
    if (at_ < json_.size() && json_[at_] != close) return true;
    ++at_;
    return false;
  }

  void members(std::string const& pointer) {
    ++at_;
    while (next('}')) {
      auto const place = pointer + '/' + pointer_token(string());
      lines_[place] = line_;
      skip_blank();
      ++at_;  // the colon
      value(place);
    }
  }

  void elements(std::string const& pointer) {
    ++at_;
    for (int i = 0; next(']'); ++i) value(pointer + '/' + std::to_string(i));
  }

  std::string_view json_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::map<std::string, int> lines_;
};

}  // namespace

void locate(std::string_view json, std::vector<Fault>& faults) {
  if (faults.empty()) return;
  auto const lines = LineFinder{json}.find();
  for (auto& fault : faults) {
    auto place = fault.pointer;
    while (!place.empty() && !lines.contains(place)) place.resize(place.rfind('/'));
    fault.line = lines.at(place);
  }
  std::stable_sort(faults.begin(), faults.end(), [](Fault const& a, Fault const& b) { return a.line < b.line; });
}

}  // namespace cityhall
