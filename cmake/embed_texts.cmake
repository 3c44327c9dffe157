# Run by cityhall_texts: writes the .cc that holds the text files of one folder.
cmake_policy(VERSION 3.25)
file(READ ${LIST} files)
set(entries "")
set(count 0)
foreach(file IN LISTS files)
  get_filename_component(name ${file} NAME)
  file(READ ${file} text)
  string(APPEND entries "    {\"${name}\", R\"texts(${text})texts\"},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(WRITE ${OUTPUT} "// Generated from text files.
#include <array>
#include <span>
#include <string_view>
#include <utility>

namespace cityhall {
namespace {
constexpr std::array<std::pair<std::string_view, std::string_view>, ${count}> texts{{
${entries}}};
}  // namespace

std::span<std::pair<std::string_view, std::string_view> const> ${FUNCTION}();
std::span<std::pair<std::string_view, std::string_view> const> ${FUNCTION}() { return texts; }

}  // namespace cityhall
")
