#include "kernel/secrets/secrets.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/io.h"
#include "base/refusal.h"

namespace cityhall {
namespace {

constexpr std::size_t key_bytes = crypto_secretbox_KEYBYTES;

unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

Refusal unusable(std::filesystem::path const& path, std::string cause) {
  return unavailable("secret_key.unusable",
                     _("The key file {path} cannot be used: {cause}.").with("path", path.string()).with("cause", std::move(cause)),
                     _("Restore it from the backup of the data folder, or check its owner and its mode (0600)."));
}

class Descriptor {
 public:
  explicit Descriptor(int value) : value_{value} {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  int value() const { return value_; }

 private:
  int value_;
};

std::string random_bytes(Random& random, std::size_t count) {
  std::string bytes(count, '\0');
  random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
  return bytes;
}

std::string make_key_file(std::filesystem::path const& path) {
  // Never from the injected generator: a key that a test can repeat must not be able to get into a real city.
  SystemRandom random;
  auto key = random_bytes(random, key_bytes);
  auto const text = base64url(key) + "\n";
  Descriptor const file{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
  if (file.value() < 0) throw unusable(path, std::strerror(errno));
  auto const written = ::write(file.value(), text.data(), text.size());
  if (written != static_cast<ssize_t>(text.size()) || ::fsync(file.value()) != 0) throw unusable(path, std::strerror(errno));
  return key;
}

std::string read_or_make_key(std::filesystem::path const& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    if (errno != ENOENT) throw unusable(path, std::strerror(errno));
    return make_key_file(path);
  }
  if ((status.st_mode & 077U) != 0) throw unusable(path, "others may read it");
  auto text = read_file(path);
  if (!text.empty() && text.back() == '\n') text.pop_back();
  auto key = from_base64url(text);
  if (!key || key->size() != key_bytes) throw unusable(path, "it is not a key");
  return *key;
}

}  // namespace

Secrets::Secrets(std::filesystem::path const& folder, Random& random) : key_{read_or_make_key(folder / "secret.key")}, random_{random} {}

std::string Secrets::seal(std::string_view plain) const {
  auto const key = hmac_sha256(key_, "seal");
  auto sealed = random_bytes(random_, crypto_secretbox_NONCEBYTES);
  sealed.resize(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + plain.size());
  auto* const nonce = bytes_of(sealed);
  crypto_secretbox_easy(nonce + crypto_secretbox_NONCEBYTES, bytes_of(plain), plain.size(), nonce, bytes_of(key));
  return base64url(sealed);
}

std::optional<std::string> Secrets::open(std::string_view sealed) const {
  auto const key = hmac_sha256(key_, "seal");
  auto const bytes = from_base64url(sealed);
  constexpr auto overhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  if (!bytes || bytes->size() < overhead) return {};
  std::string plain(bytes->size() - overhead, '\0');
  auto const* const nonce = bytes_of(*bytes);
  auto const opened = crypto_secretbox_open_easy(bytes_of(plain), nonce + crypto_secretbox_NONCEBYTES,
                                                 bytes->size() - crypto_secretbox_NONCEBYTES, nonce, bytes_of(key));
  if (opened != 0) return {};
  return plain;
}

std::string Secrets::sign(std::string_view purpose, std::string_view text) const {
  return base64url(key_for(purpose).sign(text));
}

HmacKey const& Secrets::key_for(std::string_view purpose) const {
  std::lock_guard const lock{mutex_};
  auto const known = purposes_.find(purpose);
  if (known != purposes_.end()) return known->second;
  return purposes_.emplace(purpose, hmac_sha256(key_, "sign:" + std::string{purpose})).first->second;
}

}  // namespace cityhall
