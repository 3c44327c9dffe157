#include "kernel/accounts/password.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <future>
#include <string>

#include "base/crypto.h"
#include "base/refusal.h"
#include "base/text.h"

namespace cityhall {
namespace {

// Words and phrases that carry the passwords of published breaches, folded and without blanks. A password that is little more than these is
// refused.
constexpr std::array<std::string_view, 58> worn_words{
    "password",  "passwort",  "passw",     "contrasena", "qwertyuiop", "qwerty",     "qwertz",     "azerty",     "asdfghjkl", "asdfgh",
    "zxcvbnm",   "zxcvbn",    "qazwsxedc", "qazwsx",     "iloveyou",   "teamo",      "letmein",    "welcome",    "bienvenido", "admin",
    "administrator", "changeme", "secret",  "monkey",    "dragon",     "football",   "baseball",   "basketball", "superman",  "batman",
    "princess",  "sunshine",  "master",    "shadow",     "michael",    "jordan",     "charlie",    "trustno",    "starwars",  "computer",
    "internet",  "whatever",  "freedom",   "liverpool",  "chelsea",    "pokemon",    "minecraft",  "summer",     "winter",    "spring",
    "autumn",    "january",   "cityhall",  "correcthorsebatterystaple", "thequickbrownfox", "jumpsoverthelazydog", "abcdefghijklmnop",
        "abcdef"};

char plain_letter(char letter) {
  switch (letter) {
    case '0': return 'o';
    case '1':
    case '!': return 'i';
    case '3': return 'e';
    case '4':
    case '@': return 'a';
    case '5':
    case '$': return 's';
    case '7': return 't';
    default: return letter;
  }
}

bool is_letter(char letter) {
  auto const byte = static_cast<unsigned char>(letter);
  return std::isalpha(byte) != 0 || byte >= 0x80;
}

/// The password twice: as typed, and with signs read as the letters that they stand for. Both are cut alike.
struct Readings {
  std::string typed;
  std::string plain;
  void remove(std::string_view word) {
    if (word.size() < 4) return;
    for (auto at = plain.find(word); at != std::string::npos; at = plain.find(word, at)) {
      plain.erase(at, word.size());
      typed.erase(at, word.size());
    }
  }
};

/// "Fairhaven Falls" → fairhaven, falls, fairhavenfalls.
std::vector<std::string> words_of(std::string_view name) {
  std::string const folded = fold(name);
  std::vector<std::string> words;
  std::string word, all;
  for (char const letter : folded + " ") {
    if (is_letter(letter)) {
      word += letter;
      continue;
    }
    if (!word.empty()) words.push_back(word);
    all += std::exchange(word, {});
  }
  words.insert(words.begin(), all);
  return words;
}

/// True when little is left of the password after all known words, digits and signs are taken out.
bool made_of_known_words(std::string_view password, std::span<std::string const> names) {
  Readings text{.typed = fold(password)};
  std::erase(text.typed, ' ');
  text.plain = text.typed;
  std::transform(text.plain.begin(), text.plain.end(), text.plain.begin(), plain_letter);
  auto const whole = text.typed.size();
  for (auto const& name : names)
    for (auto const& word : words_of(name)) text.remove(word);
  for (auto const word : worn_words) text.remove(word);
  if (text.typed.size() == whole) return false;
  return std::count_if(text.typed.begin(), text.typed.end(), is_letter) < 5;
}

/// "aaaaaaaaaaaaaaaa", "abcabcabcabcabc", "12341234123412341": one short piece again and again.
bool repeats_itself(std::string_view password) {
  for (std::size_t period = 1; period <= 5 && period * 3 <= password.size(); ++period) {
    auto const same = std::equal(password.begin() + static_cast<std::ptrdiff_t>(period), password.end(), password.begin());
    if (same) return true;
  }
  return false;
}

/// "123456789012345", "abcdefghijklmno", "987654321098765": most neighbours differ by one.
bool counts(std::string_view password) {
  std::size_t steps = 0;
  for (std::size_t i = 1; i < password.size(); ++i) {
    auto const step = std::abs(password[i] - password[i - 1]);
    if (step <= 1 || step == 9) ++steps;
  }
  return steps + 3 >= password.size();
}

}  // namespace

std::optional<Message> password_fault(std::string_view password, std::size_t least_characters, std::span<std::string const> names) {
  if (!is_utf8(password)) return _("The password has characters that we cannot read.");
  if (length(password) < least_characters)
    return _("Use at least {count} characters. Four or five words that do not belong together are easy to remember.")
        .with("count", std::to_string(least_characters));
  if (password.size() > 1024) return _("Use at most 1,024 characters.");
  if (repeats_itself(password) || counts(password)) return _("This password is a simple pattern. Choose one that nobody guesses.");
  if (made_of_known_words(password, names))
    return _("This password is made of words that are tried first. Choose one that nobody guesses.");
  return {};
}

PasswordThreads::PasswordThreads(unsigned threads, std::size_t queue_limit) : queue_limit_{queue_limit} {
  for (unsigned i = 0; i < std::max(threads, 1U); ++i) threads_.emplace_back([this] { serve(); });
}

PasswordThreads::~PasswordThreads() {
  {
    std::lock_guard const lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_) thread.join();
}

void PasswordThreads::serve() {
  for (;;) {
    std::unique_lock lock{mutex_};
    wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (queue_.empty()) return;
    auto work = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    work();
  }
}

void PasswordThreads::run(std::function<void()> work) {
  {
    std::lock_guard const lock{mutex_};
    if (queue_.size() >= queue_limit_)
      throw unavailable("server.busy", _("Too many people are signing in at this moment."), _("Wait a few seconds, then try again."));
    queue_.push_back(std::move(work));
  }
  wake_.notify_one();
}

std::string PasswordThreads::hash(std::string_view password) {
  auto task = std::make_shared<std::packaged_task<std::string()>>([password] { return hash_password(password); });
  auto result = task->get_future();
  run([task] { (*task)(); });
  return result.get();
}

bool PasswordThreads::verify(std::string_view hash, std::string_view password) {
  auto task = std::make_shared<std::packaged_task<bool()>>([hash, password] { return verify_password(hash, password); });
  auto result = task->get_future();
  run([task] { (*task)(); });
  return result.get();
}

}  // namespace cityhall
