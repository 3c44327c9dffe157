# Run by cityhall_migrations: writes the .cc that holds the SQL files of one module.
cmake_policy(VERSION 3.25)
file(READ ${LIST} files)
set(namespace cityhall)
if(MODULE STREQUAL "store")
  set(namespace cityhall::store)
endif()
set(entries "")
set(last "")
foreach(file IN LISTS files)
  get_filename_component(name ${file} NAME_WE)
  if(NOT name MATCHES "^([0-9][0-9][0-9][0-9])_([a-z0-9_]+)$")
    message(FATAL_ERROR "${file}: a migration is named NNNN_words.sql, for example 0001_cases.sql")
  endif()
  set(digits ${CMAKE_MATCH_1})
  set(words ${CMAKE_MATCH_2})
  if(digits STREQUAL last)
    message(FATAL_ERROR "${file}: the number ${digits} is used twice in this folder; take the next free one")
  endif()
  set(last ${digits})
  string(REGEX REPLACE "^0+" "" number ${digits})
  file(READ ${file} text)
  string(APPEND entries "    {.module = \"${MODULE}\", .number = ${number}, .name = \"${words}\", .sql = R\"migration(${text})migration\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// Generated from the .sql files of the module ${MODULE}.
#include <array>
#include \"store/migrations.h\"

namespace ${namespace} {
namespace {
using cityhall::store::Migration;
std::vector<Migration> const& steps() {
  static std::vector<Migration> const all{
${entries}  };
  return all;
}
}  // namespace

std::span<cityhall::store::Migration const> ${FUNCTION}();
std::span<cityhall::store::Migration const> ${FUNCTION}() { return steps(); }

}  // namespace ${namespace}
")
