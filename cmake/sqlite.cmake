# SQLite comes from the amalgamation inside the npm package better-sqlite3, pinned by package-lock.json:
# Debian 12's own SQLite has the WAL-reset bug (see docs/decisions).
set(sqlite_dir ${PROJECT_SOURCE_DIR}/node_modules/better-sqlite3/deps/sqlite3)
if(NOT EXISTS ${sqlite_dir}/sqlite3.c)
  message(FATAL_ERROR "node_modules is missing. Run ./run or ./test: they install it (npm ci --ignore-scripts).")
endif()
add_library(sqlite STATIC ${sqlite_dir}/sqlite3.c)
target_include_directories(sqlite SYSTEM PUBLIC ${sqlite_dir})
target_compile_options(sqlite PRIVATE -w -O3)
target_compile_definitions(sqlite PUBLIC
  SQLITE_THREADSAFE=2 SQLITE_DQS=0 SQLITE_DEFAULT_MEMSTATUS=0 SQLITE_DEFAULT_FOREIGN_KEYS=1
  SQLITE_ENABLE_FTS5 SQLITE_ENABLE_RTREE SQLITE_ENABLE_MATH_FUNCTIONS SQLITE_ENABLE_PERCENTILE
  SQLITE_LIKE_DOESNT_MATCH_BLOBS SQLITE_OMIT_DEPRECATED SQLITE_OMIT_SHARED_CACHE SQLITE_OMIT_LOAD_EXTENSION
  SQLITE_USE_URI=0 SQLITE_ENABLE_COLUMN_METADATA SQLITE_USE_ALLOCA SQLITE_MAX_EXPR_DEPTH=200)
target_link_libraries(sqlite PUBLIC ${CMAKE_DL_LIBS} m)
