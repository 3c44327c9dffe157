#pragma once
// The words of the JSON API for what the kernel counts.

#include <string>
#include <string_view>
#include <vector>

#include "kernel/cases/case.h"

namespace cityhall::api {

std::string_view word_of(FilePurpose purpose);
std::string_view word_of(FileVisibility visibility);
FilePurpose purpose_from(std::string_view word);
FileVisibility visibility_from(std::string_view word);
std::vector<std::string> file_purposes();
std::vector<std::string> file_visibilities();
std::vector<std::string> channel_words();
std::vector<std::string> task_states();
/// For members that say whether a list holds only these.
std::vector<std::string> notice_states();

}  // namespace cityhall::api
