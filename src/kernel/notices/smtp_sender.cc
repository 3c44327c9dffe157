#include "kernel/notices/smtp_sender.h"

#include <algorithm>
#include <cstring>

#include <curl/curl.h>

#include "base/refusal.h"

namespace cityhall {
namespace {

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// How far one mail came: what an answer of the server refers to.
struct Progress {
  std::string_view left;
  bool recipient = false;  // RCPT TO was sent
  bool handed_over = false;
  bool leaving = false;    // QUIT was sent: the answer to it says nothing about the mail
  std::string last_line;   // of the server
};

std::size_t read_message(char* into, std::size_t size, std::size_t count, void* context) {
  auto& progress = *static_cast<Progress*>(context);
  auto const length = std::min(size * count, progress.left.size());
  std::memcpy(into, progress.left.data(), length);
  progress.left.remove_prefix(length);
  if (length == 0) progress.handed_over = true;
  return length;
}

void note(Progress& progress, curl_infotype kind, std::string_view text) {
  if (kind == CURLINFO_HEADER_OUT && text.starts_with("RCPT ")) progress.recipient = true;
  if (kind == CURLINFO_HEADER_OUT && text.starts_with("QUIT")) progress.leaving = true;
  if (kind == CURLINFO_HEADER_IN && !progress.leaving) progress.last_line = text.substr(0,
      std::min<std::size_t>(text.find_first_of("\r\n"), 300));
}

bool is_this_machine(std::string_view url) {
  auto const host = url.substr(url.find("://") + 3);
  return host.starts_with("127.") || host.starts_with("localhost") || host.starts_with("[::1]");
}

}  // namespace

struct SmtpSender::Connection {
  CURL* handle = curl_easy_init();
  Connection() {
    if (handle == nullptr) throw unavailable("mail.client", _("The mail client cannot start."));
  }
  ~Connection() { curl_easy_cleanup(handle); }
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;
  template <class Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(handle, option, value);
  }
};

SmtpSender::SmtpSender(MailSettings const& settings) : connection_{std::make_unique<Connection>()} {
  auto& curl = *connection_;
  curl.set(CURLOPT_URL, settings.smtp_url.c_str());
  curl.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl.set(CURLOPT_PROXY, "");
  curl.set(CURLOPT_NOSIGNAL, 1L);
  curl.set(CURLOPT_CONNECTTIMEOUT, 15L);
  curl.set(CURLOPT_TIMEOUT, 120L);
  curl.set(CURLOPT_UPLOAD, 1L);
  curl.set(CURLOPT_VERBOSE, 1L);  // for note() only; nothing is printed
  curl.set(CURLOPT_DEBUGFUNCTION, +[](CURL*, curl_infotype kind, char* data, std::size_t length, void* context) {
    note(*static_cast<Progress*>(context), kind, {data, length});
    return 0;
  });
  curl.set(CURLOPT_READFUNCTION, read_message);
  curl.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  auto const must = !settings.user.empty() && !is_this_machine(settings.smtp_url);
  curl.set(CURLOPT_USE_SSL, static_cast<long>(must ? CURLUSESSL_ALL : CURLUSESSL_TRY));
  if (settings.user.empty()) return;
  curl.set(CURLOPT_USERNAME, settings.user.c_str());
  curl.set(CURLOPT_PASSWORD, settings.password.c_str());
}

SmtpSender::~SmtpSender() = default;

Delivery SmtpSender::send(std::string const& from, std::string const& to, std::string_view message) {
  auto& curl = *connection_;
  Progress progress{.left = message};
  std::unique_ptr<curl_slist, FreeList> const recipients{curl_slist_append(nullptr, to.c_str())};
  std::string fault(CURL_ERROR_SIZE, '\0');
  curl.set(CURLOPT_MAIL_FROM, from.c_str());
  curl.set(CURLOPT_MAIL_RCPT, recipients.get());
  curl.set(CURLOPT_READDATA, &progress);
  curl.set(CURLOPT_DEBUGDATA, &progress);
  curl.set(CURLOPT_ERRORBUFFER, fault.data());
  curl.set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(-1));
  auto const code = curl_easy_perform(curl.handle);
  curl.set(CURLOPT_ERRORBUFFER, nullptr);
  fault.resize(std::strlen(fault.c_str()));
  if (code == CURLE_OK) return {Delivery::Outcome::taken, progress.last_line};

  long answer = 0;
  curl_easy_getinfo(curl.handle, CURLINFO_RESPONSE_CODE, &answer);
  auto const words = progress.last_line.empty() ? (fault.empty() ? std::string{curl_easy_strerror(code)} : fault) : progress.last_line;
  auto const spoke = answer >= 400 && answer < 600;
  if (progress.handed_over && !spoke) return {Delivery::Outcome::uncertain, words};
  // Before RCPT an answer is about us or the connection, not about this mail.
  if (!progress.recipient || !spoke) return {Delivery::Outcome::away, words};
  return {answer >= 500 ? Delivery::Outcome::refused : Delivery::Outcome::later, words};
}

}  // namespace cityhall
