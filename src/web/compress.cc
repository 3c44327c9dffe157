#include "web/compress.h"

#include <stdexcept>

#include <zlib.h>

#include "base/crypto.h"

namespace cityhall::web {
namespace {

constexpr int gzip_window_bits = 15 + 16;  // zlib.h: "add 16 to windowBits to write a simple gzip header"

struct Page {
  std::string identity;
  std::string compressed;
};

}  // namespace

std::string gzip(std::string_view bytes, int level) {
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window_bits, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::runtime_error{"zlib cannot start"};
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib only reads it
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  auto const outcome = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (outcome != Z_STREAM_END) throw std::runtime_error{"zlib did not finish"};
  return out;
}

Variants precompressed(std::string page) {
  auto kept = std::make_shared<Page>(Page{.identity = std::move(page), .compressed = {}});
  kept->compressed = gzip(kept->identity);
  Variants variants{.identity = kept->identity, .etag = '"' + base64url(sha256(kept->identity).substr(0, 12)) + '"', .keep = kept};
  if (kept->compressed.size() < kept->identity.size()) variants.gzip = kept->compressed;
  return variants;
}

}  // namespace cityhall::web
