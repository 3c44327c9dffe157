# Static files inside the program, with their gzip and brotli forms made at build time.
#   cityhall_assets(cityhall_ui FUNCTION ui_assets MANIFEST <manifest.json> DEPENDS <what makes it>)
# makes a library with `std::span<cityhall::web::Asset const> cityhall::ui_assets()`. The manifest is a list of
# {source, path, file}: the name to link to, the path to serve at, the bytes (see tools/embed-assets.mjs).
function(cityhall_assets target)
  cmake_parse_arguments(arg "" "FUNCTION;MANIFEST" "DEPENDS" ${ARGN})
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${arg_FUNCTION})
  set(script ${PROJECT_SOURCE_DIR}/tools/embed-assets.mjs)
  file(MAKE_DIRECTORY ${out})
  add_custom_command(OUTPUT ${out}/${arg_FUNCTION}.S ${out}/${arg_FUNCTION}.cc
    COMMAND ${PROJECT_SOURCE_DIR}/tools/node ${script} ${arg_MANIFEST} ${out} ${arg_FUNCTION}
    DEPENDS ${arg_MANIFEST} ${arg_DEPENDS} ${script}
    COMMENT "Embedding ${arg_FUNCTION}" VERBATIM)
  add_library(${target} STATIC ${out}/${arg_FUNCTION}.S ${out}/${arg_FUNCTION}.cc)
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(${target} PRIVATE cityhall_warnings)
endfunction()
