// uses: standards base
// Any bytes as a mail: an error, or a sender and words that are UTF-8 without control characters.
#include <cstdlib>

#include "base/text.h"
#include "standards/received_mail.h"

using namespace cityhall;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes{reinterpret_cast<char const*>(data), size};
  auto const mail = standards::parse_mail(bytes);
  if (!mail) return 0;
  if (!is_utf8(mail->text) || !is_utf8(mail->subject) || !is_utf8(mail->from)) std::abort();
  if (mail->subject.find('\n') != std::string::npos || mail->from.find('\n') != std::string::npos) std::abort();
  auto const words = standards::without_quotes(mail->text);
  if (words.size() > mail->text.size() + 1) std::abort();
  (void)standards::text_of_html(mail->text);
  return 0;
}
