#include "kernel/notices/mail_message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"

namespace cityhall {
namespace {

using testing::HasSubstr;
using testing::Not;

MailMessage sample() {
  return {.from = {"Fairhaven 311", "311@fairhaven.example"},
          .to = "pat@example.org",
          .subject = "Your report SR-27-000123 is done",
          .message_id = "notice-7@fairhaven.example",
          .language = "en",
          .date = from_micros(1'804'082'400'000'000),
          .plain = "Hello Pat\n",
          .html = "<p>Hello Pat</p>\n"};
}

TEST(Mail, HasTheHeadersOfAnHonestMail) {
  auto const bytes = mail_bytes(sample());
  for (auto const* line : {"Date: Wed, 03 Mar 2027 14:00:00 +0000\r\n", "From: \"Fairhaven 311\" <311@fairhaven.example>\r\n",
      "To: pat@example.org\r\n",
                           "Message-ID: <notice-7@fairhaven.example>\r\n", "Auto-Submitted: auto-generated\r\n", "MIME-Version: 1.0\r\n"})
    EXPECT_THAT(bytes, HasSubstr(line));
}

TEST(Mail, NoValueBeginsAHeader) {
  auto mail = sample();
  mail.subject = "Hi\r\nBcc: everybody@example.org\r\n\r\n<script>";
  mail.from.name = "City\nX-Evil: 1";
  mail.language = "en\r\nX-Evil: 2";
  mail.list_unsubscribe = "https://x.example/\r\nX-Evil: 3";
  auto const bytes = mail_bytes(mail);
  auto const head = bytes.substr(0, bytes.find("\r\n\r\n"));
  for (auto const line : split(head, '\n')) {
    EXPECT_FALSE(line.starts_with("Bcc:"));
    EXPECT_FALSE(line.starts_with("X-Evil:"));
  }
}

TEST(Mail, ShowsThePhotoInsideTheHtml) {
  auto mail = sample();
  mail.photo_jpeg = "\xff\xd8\xff" + std::string(1000, 'x');
  mail.photo_cid = "photo-7@fairhaven.example";
  auto const bytes = mail_bytes(mail);
  EXPECT_THAT(bytes, HasSubstr("multipart/related"));
  EXPECT_THAT(bytes, HasSubstr("Content-ID: <photo-7@fairhaven.example>\r\n"));
  EXPECT_THAT(mail_bytes(sample()), Not(HasSubstr("image/jpeg")));
}

TEST(Mail, LinesAreShortAndSevenBit) {
  auto mail = sample();
  mail.subject = "Su reporte está resuelto: señal caída en la calle Peñón número mil doscientos treinta y cuatro — gracias";
  mail.plain.assign(300, 'a');
  mail.plain += " ñandú = 50%\n.\nFrom here\ntrailing \n";
  mail.photo_jpeg = std::string(5000, '\xff');
  mail.photo_cid = "c";
  auto const bytes = mail_bytes(mail);
  for (auto const line : split(bytes, '\n')) EXPECT_LE(line.size(), 77U) << line;
  for (char const letter : bytes) ASSERT_LT(static_cast<unsigned char>(letter), 0x80U);
  for (std::size_t at = bytes.find('\n'); at != std::string::npos; at = bytes.find('\n', at + 1)) ASSERT_EQ(bytes[at - 1], '\r');
}

TEST(QuotedPrintable, ComesBackAsItWas) {
  EXPECT_EQ(quoted_printable("a=b\n"), "a=3Db\r\n");
  EXPECT_EQ(quoted_printable("é\n"), "=C3=A9\r\n");
  EXPECT_EQ(quoted_printable("end \n"), "end=20\r\n");
  EXPECT_EQ(quoted_printable(".\n"), "=2E\r\n");
  EXPECT_EQ(quoted_printable("From me\n"), "=46rom me\r\n");
}

TEST(HeaderText, SplitsBetweenCharacters) {
  EXPECT_EQ(encoded_header_text("plain"), "plain");
  EXPECT_EQ(encoded_header_text("señal"), "=?utf-8?B?c2XDsWFs?=");
  std::string many;
  for (int i = 0; i < 60; ++i) many += "ñ";
  auto const encoded = encoded_header_text(many);
  for (auto const line : split(encoded, '\n')) EXPECT_LE(trim(line).size(), 75U);
}

}  // namespace
}  // namespace cityhall
