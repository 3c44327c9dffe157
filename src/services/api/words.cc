#include "services/api/words.h"

#include <algorithm>
#include <array>

#include "kernel/tasks/task.h"

namespace cityhall::api {
namespace {

constexpr std::array<std::string_view, 5> purposes{"reported", "work_before", "work_after", "document", "reply"};
constexpr std::array<std::string_view, 3> visibilities{"public", "reporter", "staff"};

template <class Enum, std::size_t N>
Enum from(std::array<std::string_view, N> const& words, std::string_view word, Enum otherwise) {
  auto const found = std::find(words.begin(), words.end(), word);
  return found == words.end() ? otherwise : static_cast<Enum>(found - words.begin());
}

}  // namespace

std::string_view word_of(FilePurpose purpose) { return purposes.at(static_cast<std::size_t>(purpose)); }
std::string_view word_of(FileVisibility visibility) { return visibilities.at(static_cast<std::size_t>(visibility)); }
FilePurpose purpose_from(std::string_view word) { return from(purposes, word, FilePurpose::document); }
FileVisibility visibility_from(std::string_view word) { return from(visibilities, word, FileVisibility::staff); }
std::vector<std::string> file_purposes() { return {purposes.begin(), purposes.end()}; }
std::vector<std::string> file_visibilities() { return {visibilities.begin(), visibilities.end()}; }

std::vector<std::string> channel_words() {
  std::vector<std::string> words;
  for (auto channel = Channel::web; channel <= Channel::system; channel = static_cast<Channel>(static_cast<int>(channel) + 1))
    words.emplace_back(to_text(channel));
  return words;
}

std::vector<std::string> task_states() {
  std::vector<std::string> words;
  for (auto state = TaskState::assigned; state <= TaskState::declined; state = static_cast<TaskState>(static_cast<int>(state) + 1))
    words.emplace_back(to_text(state));
  return words;
}

std::vector<std::string> notice_states() { return {"queued", "sending", "sent", "failed", "uncertain"}; }

}  // namespace cityhall::api
