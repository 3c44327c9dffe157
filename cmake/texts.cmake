# Compiles a folder of text files into a target:
#   cityhall_texts(cityhall_kernel ${PROJECT_SOURCE_DIR}/catalogue/notices notice_texts)
# The code declares and uses
#   namespace cityhall { std::span<std::pair<std::string_view, std::string_view> const> notice_texts(); }  // file name, content; by name
set(CITYHALL_TEXTS_EMBED ${CMAKE_CURRENT_LIST_DIR}/embed_texts.cmake)

function(cityhall_texts target folder function_name)
  file(GLOB files CONFIGURE_DEPENDS ${folder}/*.txt)
  list(SORT files)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${function_name}.cc)
  # The list of names is an input too: a removed file must lead to a new output.
  file(CONFIGURE OUTPUT ${output}.list CONTENT "${files}" @ONLY)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DFUNCTION=${function_name} -DLIST=${output}.list -P ${CITYHALL_TEXTS_EMBED}
    DEPENDS ${files} ${output}.list ${CITYHALL_TEXTS_EMBED}
    COMMENT "Embedding ${folder}" VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()
