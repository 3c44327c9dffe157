#include "mail.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "smtp_sink.h"

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

TEST(SmtpSink, KeepsWhatItGets) {
  SmtpSink sink;
  int const client = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(sink.port());
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ASSERT_EQ(::connect(client, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  std::string const talk =
      "EHLO x\r\nMAIL FROM:<c@d>\r\nRCPT TO:<a@b>\r\nRCPT TO:<e@f>\r\nDATA\r\nSubject: Hi\r\n\r\n..dot\r\n.\r\nQUIT\r\n";
  ASSERT_EQ(::send(client, talk.data(), talk.size(), 0), static_cast<ssize_t>(talk.size()));
  char bytes[512];
  while (::recv(client, bytes, sizeof bytes, 0) > 0) continue;
  ::close(client);
  auto const mails = sink.take();
  ASSERT_EQ(mails.size(), 2U);
  EXPECT_EQ(mails[1].to, "e@f");
  EXPECT_EQ(mails[0].subject, "Hi");
  EXPECT_EQ(mails[0].text, ".dot\r\n");
  EXPECT_TRUE(sink.take().empty());
}

}  // namespace
}  // namespace cityhall::scenario
