#pragma once
// Whole files in and out.

#include <filesystem>
#include <string>
#include <string_view>

namespace cityhall {

/// Throws Refusal(invalid, "file.unreadable") naming the path and the cause.
std::string read_file(std::filesystem::path const& path);
/// Writes beside the file, syncs, renames over it and syncs the folder: readers see the old or the new bytes, never a mix.
/// Throws Refusal(unavailable, "file.unwritable").
void write_file_durably(std::filesystem::path const& path, std::string_view bytes);
/// The finished file `part` gets the name `path`, synced, in place of what was there. Throws Refusal(unavailable, "file.unwritable").
void publish_durably(std::filesystem::path const& part, std::filesystem::path const& path);

}  // namespace cityhall
