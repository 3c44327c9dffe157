// uses: kernel base
// Any text as a service file: faults that name a place, or a definition that passes its check and is printed and read back equal.
#include <cstdlib>

#include "base/json.h"
#include "base/text.h"
#include "kernel/definitions/check.h"
#include "kernel/definitions/diff.h"
#include "kernel/definitions/parse.h"
#include "kernel/definitions/print.h"

using namespace cityhall;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static CheckContext const context = shipped_context();
  std::string_view const text{reinterpret_cast<char const*>(data), size};
  auto const faults = examine(text, context);
  for (auto const& fault : faults)
    if (fault.message.empty() || !is_utf8(to_text(fault))) std::abort();
  auto const definition = parse_definition(text);
  if (!definition) {
    if (faults.empty()) std::abort();
    return 0;
  }
  auto const json = parse_json(text);
  if (!json) std::abort();
  auto const again = parse_definition(print_definition(*json));
  if (!again || (*again)->hash != (*definition)->hash) std::abort();
  // The order of languages in the file is not that of the canonical print; nothing else may differ.
  if (diff(**definition, **again).kind > ChangeKind::text) std::abort();
  return 0;
}
