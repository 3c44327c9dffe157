#include "mail.h"

#include <gtest/gtest.h>

namespace cityhall::scenario {
namespace {

TEST(Mail, HeadersAreDecoded) {
  EXPECT_EQ(decode_header("plain = text"), "plain = text");
  EXPECT_EQ(decode_header("=?UTF-8?B?RWwgcmVwb3J0ZSBlc3TDoQ==?= =?utf-8?Q?_resuelto_=C2=A1s=C3=AD!?= end"),
            "El reporte está resuelto ¡sí! end");
}

TEST(Mail, PartsAreDecoded) {
  auto const mail = read_mail(
      "a@b.c",
      "Subject: One\r\n two\r\nContent-Type: multipart/mixed; boundary=\"xx\"\r\n\r\n--xx\r\nContent-Type: text/plain; charset=utf-8\r\n"
      "Content-Transfer-Encoding: quoted-printable\r\n\r\nse=C3=B1al lon=\r\nger\r\n--xx\r\nContent-Type: image/jpeg; name=a\r\n"
      "Content-Transfer-Encoding: base64\r\n\r\nAAEC\r\n--xx--\r\n");
  EXPECT_EQ(mail.subject, "One two");
  EXPECT_EQ(mail.text, "señal longer[image/jpeg, 3 bytes]\n");
}

}  // namespace
}  // namespace cityhall::scenario
