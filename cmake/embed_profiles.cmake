# Run at build time: writes the .cc that holds the shipped import profiles.
#   cmake -DOUTPUT=… -DFOLDER=catalogue/profiles -P embed_profiles.cmake
file(GLOB files ${FOLDER}/*.json)
list(SORT files)
set(rows "")
foreach(file ${files})
  get_filename_component(name ${file} NAME_WE)
  file(READ ${file} json)
  string(APPEND rows "    {\"${name}\", R\"profile(${json})profile\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include <span>
#include <string_view>

namespace cityhall::imports {
struct ShippedProfile {
  std::string_view name;
  std::string_view json;
};
std::span<ShippedProfile const> shipped_profile_files();
std::span<ShippedProfile const> shipped_profile_files() {
  static constexpr ShippedProfile files[] = {
${rows}  };
  return files;
}
}  // namespace cityhall::imports
")
