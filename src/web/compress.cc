#include "web/compress.h"

#include <algorithm>
#include <stdexcept>

#include <zlib.h>

namespace cityhall::web {
namespace {

constexpr int gzip_window = 15 + 16;  // zlib.h: 16 more asks for a gzip header instead of zlib's

Bytef* bytes_of(std::string_view bytes) { return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())); }

}  // namespace

std::string gzip(std::string_view bytes, int level) {
  z_stream stream{};
  if (::deflateInit2_(&stream, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, static_cast<int>(sizeof stream)) !=
      Z_OK)
    throw std::runtime_error{"zlib has no memory"};
  std::string out(::deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = bytes_of(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  auto const done = ::deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  ::deflateEnd(&stream);
  if (done != Z_STREAM_END) throw std::runtime_error{"zlib did not finish"};
  return out;
}

std::optional<std::string> gunzip(std::string_view bytes, std::size_t most) {
  z_stream stream{};
  if (::inflateInit2_(&stream, gzip_window, ZLIB_VERSION, static_cast<int>(sizeof stream)) != Z_OK)
    throw std::runtime_error{"zlib has no memory"};
  stream.next_in = bytes_of(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  int state = Z_OK;
  while (state == Z_OK && out.size() <= most) {
    auto const had = out.size();
    out.resize(std::min(most + 1, std::max<std::size_t>(had * 2, 64U * 1024)));
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + had);
    stream.avail_out = static_cast<uInt>(out.size() - had);
    state = ::inflate(&stream, Z_NO_FLUSH);
    out.resize(stream.total_out);
  }
  ::inflateEnd(&stream);
  if (state != Z_STREAM_END || out.size() > most) return std::nullopt;
  return out;
}

}  // namespace cityhall::web
