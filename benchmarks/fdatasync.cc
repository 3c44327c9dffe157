// How fast this disk makes 4 KB durable: fdatasync FOLDER SECONDS. Prints calls per second.
#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <string>

int main(int count, char** words) {
  if (count != 3) return 2;
  auto const path = std::string{words[1]} + "/fdatasync.tmp";
  int const file = ::open(path.c_str(), O_CREAT | O_RDWR | O_TRUNC | O_CLOEXEC, 0600);
  std::string const page(4096, 'x');
  auto const start = std::chrono::steady_clock::now();
  auto const elapsed = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); };
  double const limit = std::stod(words[2]);
  int calls = 0;
  while (elapsed() < limit) {
    if (::write(file, page.data(), page.size()) != 4096 || ::fdatasync(file) != 0) return 1;
    ++calls;
  }
  std::printf("%.0f\n", calls / elapsed());
  ::close(file);
  return ::unlink(path.c_str());
}
