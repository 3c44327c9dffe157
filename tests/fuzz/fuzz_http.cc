// uses: web base
// A connection's bytes: no crash, and how they are cut into pieces changes neither the requests nor whether they are refused.
#include <algorithm>
#include <cstdlib>

#include "web/reader.h"

using namespace cityhall::web;

namespace {

struct Seen {
  std::string requests;
  bool refused = false;
  friend bool operator==(Seen const&, Seen const&) = default;
};

Seen read_in_pieces(std::string_view bytes, std::size_t step) {
  static ReaderOptions const options{.limits = {.target_bytes = 64, .header_bytes = 512, .header_count = 8}};
  RequestReader reader{options};
  Seen seen;
  std::size_t begin = 0;
  for (std::size_t end = std::min(step, bytes.size());;) {
    auto const used = reader.feed(bytes.substr(begin, end - begin));
    if (used > end - begin) std::abort();
    begin += used;
    if (reader.state() == RequestReader::State::complete) {
      auto const request = reader.take();
      seen.requests += request.target + "\n" + std::string{request.body.bytes()} + "\n";
      if (begin < end) continue;
    }
    seen.refused = reader.state() == RequestReader::State::refused;
    if (seen.refused || end == bytes.size()) return seen;
    end = std::min(end + step, bytes.size());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size < 1) return 0;
  std::string_view const bytes{reinterpret_cast<char const*>(data + 1), size - 1};
  if (read_in_pieces(bytes, bytes.size() + 1) != read_in_pieces(bytes, 1 + data[0] % 32)) std::abort();
  return 0;
}
