#pragma once
// Photos that came in and belong to nothing: those of reports that nobody sent.

#include <set>
#include <string_view>
#include <vector>

#include "kernel/unit.h"

namespace cityhall {

/// Takes out of `files` what the text names, whatever its form: "12,15", a JSON list, the address of a photo in Markdown.
void leave_out_named(std::string_view text, std::set<FileId>& files);
/// Those of them that no case, work order, message, page or setting refers to; a module that names files in tables of its own has looked
/// there before. Reads whole tables: for jobs.
std::set<FileId> unused_files(View const& view, std::set<FileId> files);
/// Removes the rows and the originals behind hidden parts, except of those that a case has taken meanwhile; the sweep removes their bytes
/// later.
void remove_files(Unit& unit, std::set<FileId> const& files);
/// Where `unused_files` looks: "case_files.file_id" … A test fails when a column with files is missing here.
std::vector<std::string_view> columns_with_files();

}  // namespace cityhall
