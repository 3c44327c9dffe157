#include "base/temporary_folder.h"

#include <unistd.h>

#include "base/refusal.h"

namespace cityhall {

TemporaryFolder::TemporaryFolder(std::filesystem::path const& parent) {
  std::error_code ignored;
  std::filesystem::create_directories(parent, ignored);
  // mkdtemp puts letters of its own where the Xs stand.
  auto name = (parent / "cityhall-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr)
    throw unavailable("folder.temporary", _("No folder can be made in {folder}.").with("folder", parent.string()),
                      _("Give a folder in which this user may write."));
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace cityhall
