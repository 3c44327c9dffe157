#include "services/mailroom/imap.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

#include <curl/curl.h>

#include "base/refusal.h"
#include "base/text.h"

namespace cityhall {
namespace {

constexpr std::size_t answer_bytes_max = 4U << 20U;
constexpr std::int64_t uid_max = 4'294'967'295;  // RFC 3501: 32 bits

/// What is taken of an answer.
struct Taken {
  std::string bytes{};
  std::size_t most = answer_bytes_max;
  bool over = false;
};

std::size_t take_bytes(char* data, std::size_t size, std::size_t count, void* context) {
  auto& taken = *static_cast<Taken*>(context);
  if (taken.bytes.size() + size * count > taken.most) {
    taken.over = true;
    return 0;
  }
  taken.bytes.append(data, size * count);
  return size * count;
}

bool is_on_this_machine(std::string_view url) {
  auto const host = url.substr(url.find("://") + 3);
  return host.starts_with("127.") || host.starts_with("localhost") || host.starts_with("[::1]");
}

Refusal away(std::string_view cause) {
  auto const words = shorten(without_control_characters(cause), 200);
  return unavailable("mailbox.away", _("The mailbox could not be read: {cause}").with("cause", words),
                     _("Check it on the page Incoming mail."));
}

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  bool const good = error == std::errc{} && end != text.data() && number >= 0 && number <= uid_max;
  return good ? std::optional{number} : std::nullopt;
}

}  // namespace

struct ImapClient::Connection {
  CURL* handle = curl_easy_init();
  Connection() {
    if (handle == nullptr) throw away("the mail client cannot start");
  }
  ~Connection() { curl_easy_cleanup(handle); }
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;
  template <class Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(handle, option, value);
  }
  CURLcode perform(Taken& taken, std::string& fault) {
    fault.assign(CURL_ERROR_SIZE, '\0');
    set(CURLOPT_WRITEDATA, &taken);
    set(CURLOPT_ERRORBUFFER, fault.data());
    auto const code = curl_easy_perform(handle);
    set(CURLOPT_ERRORBUFFER, nullptr);
    fault.resize(std::strlen(fault.c_str()));
    if (fault.empty()) fault = curl_easy_strerror(code);
    return code;
  }
};

ImapClient::ImapClient(CollectedMailbox const& mailbox)
    : connection_{std::make_unique<Connection>()}, url_{mailbox.url}, folder_{mailbox.folder} {
  auto& curl = *connection_;
  curl.set(CURLOPT_PROTOCOLS_STR, "imap,imaps");
  curl.set(CURLOPT_PROXY, "");
  curl.set(CURLOPT_NOSIGNAL, 1L);
  curl.set(CURLOPT_CONNECTTIMEOUT, 15L);
  curl.set(CURLOPT_TIMEOUT, 120L);
  curl.set(CURLOPT_WRITEFUNCTION, take_bytes);
  curl.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  auto const must = url_.starts_with("imap://") && !is_on_this_machine(url_);
  curl.set(CURLOPT_USE_SSL, static_cast<long>(must ? CURLUSESSL_ALL : CURLUSESSL_TRY));
  curl.set(CURLOPT_USERNAME, mailbox.account.c_str());
  curl.set(CURLOPT_PASSWORD, mailbox.password.c_str());
}

ImapClient::~ImapClient() = default;

std::string ImapClient::command(std::string const& words, bool inside) {
  auto& curl = *connection_;
  curl.set(CURLOPT_URL, (inside ? url_ + "/" + percent_encode(folder_) : url_ + "/").c_str());
  curl.set(CURLOPT_CUSTOMREQUEST, words.c_str());
  Taken taken;
  std::string fault;
  if (curl.perform(taken, fault) != CURLE_OK) throw away(fault);
  return std::move(taken.bytes);
}

ImapFolder ImapClient::look() {
  auto const answer = command("STATUS \"" + folder_ + "\" (UIDVALIDITY UIDNEXT)", false);
  auto const folder = read_status(answer);
  if (!folder) throw away("the server does not say how its mails are numbered");
  return *folder;
}

std::vector<std::int64_t> ImapClient::after(std::int64_t last) {
  auto found = read_search(command("UID SEARCH UID " + std::to_string(last + 1) + ":*", true));
  // "n:*" names the newest mail also where its number is smaller than n.
  std::erase_if(found, [last](std::int64_t uid) { return uid <= last; });
  return found;
}

std::vector<std::int64_t> ImapClient::since(Date day) { return read_search(command("UID SEARCH SINCE " + imap_date(day), true)); }

std::optional<std::string> ImapClient::fetch(std::int64_t uid, std::size_t bytes_max) {
  auto& curl = *connection_;
  curl.set(CURLOPT_CUSTOMREQUEST, nullptr);
  curl.set(CURLOPT_URL, (url_ + "/" + percent_encode(folder_) + ";UID=" + std::to_string(uid)).c_str());
  Taken taken{.most = bytes_max};
  std::string fault;
  auto const code = curl.perform(taken, fault);
  if (taken.over) return std::nullopt;
  if (code == CURLE_REMOTE_FILE_NOT_FOUND) return std::string{};
  if (code != CURLE_OK) throw away(fault);
  return std::move(taken.bytes);
}

std::optional<ImapFolder> read_status(std::string_view answer) {
  auto const value = [&](std::string_view name) {
    auto const at = answer.find(name);
    return at == std::string_view::npos ? std::nullopt : number_in(answer.substr(at + name.size()));
  };
  auto const validity = value("UIDVALIDITY "), next = value("UIDNEXT ");
  if (!validity || !next || *validity == 0) return std::nullopt;
  return ImapFolder{*validity, *next};
}

std::vector<std::int64_t> read_search(std::string_view answer) {
  constexpr std::string_view mark = "* SEARCH";
  std::vector<std::int64_t> found;
  for (auto line : split(answer, '\n')) {
    if (!line.starts_with(mark)) continue;
    line = trim(line.substr(mark.size()));
    for (auto const part : split(line, ' '))
      if (auto const uid = number_in(part); uid && *uid > 0) found.push_back(*uid);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::string imap_date(Date day) {
  constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return std::to_string(static_cast<unsigned>(day.day())) + "-" + std::string{months.at(static_cast<unsigned>(day.month()) - 1)} + "-" +
         std::to_string(static_cast<int>(day.year()));
}

}  // namespace cityhall
