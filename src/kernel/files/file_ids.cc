#include "kernel/files/file_ids.h"

#include "base/text.h"

namespace cityhall {

std::string file_ids_text(std::vector<FileId> const& files) {
  std::string text;
  for (auto const file : files) text += (text.empty() ? "" : ",") + to_text(file);
  return text;
}

std::vector<FileId> file_ids_from(std::string_view text) {
  std::vector<FileId> files;
  for (auto const part : split(text, ','))
    if (auto const id = parse_id(part)) files.push_back(FileId{id});
  return files;
}

}  // namespace cityhall
