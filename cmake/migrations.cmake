# Compiles a folder of NNNN_name.sql files into a target:
#   cityhall_migrations(cityhall_kernel ${CMAKE_CURRENT_SOURCE_DIR}/migrations kernel)
# The code of the module declares and uses:
#   namespace cityhall { std::span<store::Migration const> kernel_migrations(); }
# (the folder "store" itself: cityhall::store::store_migrations). A "-" in the module's name becomes "_" in the function's.
set(CITYHALL_MIGRATIONS_EMBED ${CMAKE_CURRENT_LIST_DIR}/embed_migrations.cmake)

function(cityhall_migrations target folder module)
  file(GLOB files CONFIGURE_DEPENDS ${folder}/*.sql)
  list(SORT files)
  string(REPLACE "-" "_" function_name ${module})
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${function_name}_migrations.cc)
  # The list of names is an input too: a removed file must lead to a new output.
  file(CONFIGURE OUTPUT ${output}.list CONTENT "${files}" @ONLY)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DMODULE=${module} -DFUNCTION=${function_name}_migrations -DLIST=${output}.list
            -P ${CITYHALL_MIGRATIONS_EMBED}
    DEPENDS ${files} ${output}.list ${CITYHALL_MIGRATIONS_EMBED}
    COMMENT "Embedding the migrations of ${module}" VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()
