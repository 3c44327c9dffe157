# Which headers a target has compiled beforehand, and how hard the compiler tries. A header that was compiled with other options is of no use, so both
# belong together:
#   base, store, web, standards, kernel: the standard library and JSON, -O2: here the program spends its time
#   services, app:                       also the builder of pages and the kernel's nouns, -O1: a third less time to compile
#   tests:                               also GoogleTest, -O1
set(CITYHALL_LIGHT $<$<CONFIG:Release>:-O1>)

function(cityhall_precompiled target kind)
  if(kind STREQUAL "services")
    target_compile_options(${target} PRIVATE ${CITYHALL_LIGHT})
    if(target STREQUAL "cityhall_services")
      target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR})
      target_precompile_headers(${target} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/precompiled_services.h)
    else()
      target_precompile_headers(${target} REUSE_FROM cityhall_services)
    endif()
  elseif(kind STREQUAL "tests")
    target_compile_options(${target} PRIVATE ${CITYHALL_LIGHT})
    target_precompile_headers(${target} REUSE_FROM cityhall_test_headers)
  elseif(target STREQUAL "cityhall_base")
    target_precompile_headers(${target} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/precompiled.h)
  else()
    target_precompile_headers(${target} REUSE_FROM cityhall_base)
  endif()
endfunction()

# A target that only holds the tests' headers.
find_package(GTest REQUIRED)
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/test_headers.cc CONTENT "// The tests' precompiled header belongs to this file.\n")
add_library(cityhall_test_headers STATIC ${PROJECT_BINARY_DIR}/test_headers.cc)
target_include_directories(cityhall_test_headers PRIVATE ${PROJECT_SOURCE_DIR})
target_compile_options(cityhall_test_headers PRIVATE ${CITYHALL_LIGHT})
target_link_libraries(cityhall_test_headers PRIVATE Threads::Threads cityhall_warnings GTest::gmock GTest::gtest)
target_precompile_headers(cityhall_test_headers PRIVATE ${PROJECT_SOURCE_DIR}/cmake/precompiled_tests.h)
