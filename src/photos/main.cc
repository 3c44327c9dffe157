// cityhall-photos: decodes pictures for the server, locked in. Not for people: it talks over a socket on its standard input.

#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include <unistd.h>

#include "kernel/files/photo_protocol.h"
#include "photos/renditions.h"
#include "photos/sandbox.h"

namespace {

using cityhall::PhotoAnswer;
using cityhall::PhotoRequest;
using cityhall::PhotoResult;

constexpr int wire = STDIN_FILENO;
constexpr std::uint32_t upload_bytes_max = 64U * 1024 * 1024;

bool read_all(void* into, std::size_t count) {
  auto* at = static_cast<char*>(into);
  while (count > 0) {
    auto const got = ::read(wire, at, count);
    if (got <= 0) return false;
    at += got;
    count -= static_cast<std::size_t>(got);
  }
  return true;
}

bool write_all(void const* from, std::size_t count) {
  auto const* at = static_cast<char const*>(from);
  while (count > 0) {
    auto const put = ::write(wire, at, count);
    if (put <= 0) return false;
    at += put;
    count -= static_cast<std::size_t>(put);
  }
  return true;
}

bool answer(cityhall::Renditions const& made) {
  PhotoAnswer head{.result = made.result, .position = made.position};
  for (std::size_t i = 0; i < made.jpegs.size(); ++i)
    head.pictures[i] = {made.jpegs[i].width, made.jpegs[i].height, static_cast<std::uint32_t>(made.jpegs[i].bytes.size())};
  if (!write_all(&head, sizeof head)) return false;
  if (made.result != PhotoResult::fine) return true;
  for (auto const& jpeg : made.jpegs)
    if (!write_all(jpeg.bytes.data(), jpeg.bytes.size())) return false;
  return true;
}

/// Ends when the server closes the socket.
int serve() {
  for (;;) {
    PhotoRequest request;
    if (!read_all(&request, sizeof request) || request.bytes > upload_bytes_max || request.boxes > cityhall::photo_boxes_max) return 0;
    std::vector<cityhall::PhotoBox> hidden(request.boxes);
    if (!read_all(hidden.data(), hidden.size() * sizeof(cityhall::PhotoBox))) return 0;
    std::string upload(request.bytes, '\0');
    if (!read_all(upload.data(), upload.size())) return 0;
    if (!answer(cityhall::make_renditions(upload, hidden))) return 0;
  }
}

int fail(char const* what) {
  std::fprintf(stderr, "cityhall-photos: %s\n", what);
  return 2;
}

}  // namespace

int main(int, char** arguments) {
  cityhall::limit_resources();
  if (!cityhall::start_vips(arguments[0])) return fail("libvips does not start");
  if (!cityhall::forbid_system_calls()) return fail("the kernel refuses the system call filter (seccomp)");
  if (!write_all(&cityhall::photo_helper_ready, 1)) return fail("it is started by the cityhall server, not by hand");
  return serve();
}
