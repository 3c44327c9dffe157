#pragma once
// Several files in one column, for rows that name their files but own none.

#include <string>
#include <string_view>
#include <vector>

#include "kernel/ids.h"

namespace cityhall {

/// "12,15"; empty for none.
std::string file_ids_text(std::vector<FileId> const& files);
/// What is no id is passed over.
std::vector<FileId> file_ids_from(std::string_view text);

}  // namespace cityhall
