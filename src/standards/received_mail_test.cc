#include "standards/received_mail.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cityhall::standards {
namespace {

using testing::HasSubstr;

constexpr std::string_view reply =
    "Return-Path: <rosa@example.org>\r\n"
    "Delivered-To: 311+case-12-abc@fairhaven.example\r\n"
    "From: =?UTF-8?Q?Rosa_D=C3=ADaz?= <Rosa@Example.org>\r\n"
    "To: Fairhaven 311 <311+case-12-abc@fairhaven.example>\r\n"
    "Subject: =?UTF-8?B?UmU6IFlvdXIgcmVwb3J0?=\r\n"
    "Message-ID: <m1@example.org>\r\n"
    "In-Reply-To: <notice-7@fairhaven.example>\r\n"
    "References: <notice-5@fairhaven.example>\r\n <notice-7@fairhaven.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    "--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "It is still there, ma=F1ana too.\r\n\r\nOn Tue, Mar 2, 2027 at 9:00 AM Fairhaven 311\r\n<311@fairhaven.example> wrote:\r\n> Your "
    "report\r\n"
    "--b\r\nContent-Type: image/jpeg; name=\"hole.jpg\"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n\r\n"
    "/9j/4AA=\r\n"
    "--b\r\nContent-Type: application/pdf; name=\"bill.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n";

TEST(ReceivedMail, IsReadWithItsThreadWordsAndPictures) {
  auto const mail = parse_mail(reply);
  ASSERT_TRUE(mail) << mail.error().what;
  EXPECT_EQ(mail->kind, MailKind::person);
  EXPECT_EQ(mail->from, "rosa@example.org");
  EXPECT_EQ(mail->from_name, "Rosa Díaz");
  EXPECT_EQ(mail->subject, "Re: Your report");
  EXPECT_EQ(mail->message_id, "m1@example.org");
  EXPECT_EQ(mail->references.front(), "notice-7@fairhaven.example");
  EXPECT_EQ(mail->recipients.front(), "311+case-12-abc@fairhaven.example");
  EXPECT_EQ(without_quotes(mail->text), "It is still there, mañana too.");
  ASSERT_EQ(mail->attachments.size(), 2U);
  EXPECT_EQ(mail->attachments[0].file_name, "hole.jpg");
  EXPECT_EQ(mail->attachments[0].bytes, std::string("\xff\xd8\xff\xe0\0", 5));
  EXPECT_EQ(mail->attachments[1].media_type, "application/pdf");
  EXPECT_TRUE(mail->attachments[1].bytes.empty()) << "only pictures are kept";
}

TEST(ReceivedMail, KnowsMachinesFromPeople) {
  auto const kind = [](std::string const& header) {
    auto const mail = parse_mail("From: a@example.org\r\n" + header + "\r\n\r\nHello\r\n");
    return mail ? mail->kind : MailKind::bounce;
  };
  EXPECT_EQ(kind("Subject: x"), MailKind::person);
  EXPECT_EQ(kind("Auto-Submitted: no"), MailKind::person);
  EXPECT_EQ(kind("Auto-Submitted: auto-replied"), MailKind::automatic);
  EXPECT_EQ(kind("Precedence: bulk"), MailKind::automatic);
  EXPECT_EQ(kind("List-Id: <news.example.org>"), MailKind::automatic);
  EXPECT_EQ(kind("X-Autoreply: yes"), MailKind::automatic);
  EXPECT_EQ(kind("Return-Path: <>"), MailKind::bounce);
}

TEST(ReceivedMail, ReadsWhatBounced) {
  auto const mail = parse_mail(
      "From: MAILER-DAEMON@mx.example\r\nAuto-Submitted: auto-generated\r\n"
      "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
      "--b\r\nContent-Type: text/plain\r\n\r\nNo such user\r\n"
      "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
      "Final-Recipient: rfc822; gone@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n"
      "--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <notice-7@fairhaven.example>\r\nSubject: x\r\n--b--\r\n");
  ASSERT_TRUE(mail) << mail.error().what;
  EXPECT_EQ(mail->kind, MailKind::bounce);
  EXPECT_EQ(mail->bounced_id, "notice-7@fairhaven.example");
  EXPECT_EQ(mail->bounce_status, "5.1.1");
  EXPECT_TRUE(mail->bounced_for_good);
}

TEST(ReceivedMail, RefusesWhatIsNone) {
  EXPECT_FALSE(parse_mail(""));
  EXPECT_FALSE(parse_mail("Subject: nobody wrote this\r\n\r\nx"));
  EXPECT_FALSE(parse_mail("From: a@example.org, b@example.org\r\n\r\nx")) << "two senders";
  EXPECT_FALSE(parse_mail("From: a@example.org\r\nFrom: mayor@fairhaven.example\r\n\r\nx")) << "which one is it?";
  EXPECT_FALSE(parse_mail(std::string(100, 'x'), {.bytes = 99}));
  std::string deep = "From: a@example.org\r\n";
  for (int i = 0; i < 200; ++i) {
    auto const b = "b" + std::to_string(i);
    deep += "Content-Type: multipart/mixed; boundary=" + b + "\r\n\r\n--" + b + "\r\n";
  }
  EXPECT_FALSE(parse_mail(deep)) << "a matryoshka";
}

TEST(ReceivedMail, CountsPartsBeforeItBuildsThem) {
  auto const with_parts = [](int count) {
    std::string mail = "From: a@example.org\nContent-Type: multipart/mixed; boundary=q\n\n";
    for (int i = 0; i < count; ++i) mail += "--q\n\n";
    return parse_mail(mail);
  };
  EXPECT_TRUE(with_parts(50));
  EXPECT_FALSE(with_parts(500));
  auto const many = with_parts(800'000);
  ASSERT_FALSE(many);
  EXPECT_EQ(many.error().what, "the mail has too many parts");
  std::string lines = "From: a@example.org\n\n";
  for (int i = 0; i < 900; ++i) lines += "----------\n";
  EXPECT_TRUE(parse_mail(lines)) << "somebody likes lines";
}

TEST(ReceivedMail, ReadsLongTextsToALimit) {
  std::string const head = "From: a@example.org\nContent-Type: text/html; charset=utf-8\n\n";
  auto const ampersands = parse_mail(head + std::string(6'000'000, '&'));
  ASSERT_TRUE(ampersands);
  EXPECT_EQ(ampersands->text, std::string(200'000, '&'));
  std::string letters;
  for (int i = 0; i < 2000; ++i) letters += "\xC3\xB1";
  auto const half = parse_mail(head + letters, {.text_bytes = 101, .html_bytes = 3001});
  ASSERT_TRUE(half);
  EXPECT_EQ(half->text, letters.substr(0, 100)) << "no half letter";
  EXPECT_FALSE(parse_mail("From: a@example.org\nTo: " + std::string(300'000, ',') + "\n\nx")) << "a header without an end";
}

TEST(ReceivedMail, TakesReferencesAsTheyAreMeant) {
  auto const mail = parse_mail("From: a@example.org\nReferences: <one@x> <<<<two@x> <three@x\n\nx");
  ASSERT_TRUE(mail);
  EXPECT_EQ(mail->references, (std::vector<std::string>{"<<<two@x", "one@x"}));
  std::string many = "From: a@example.org\nReferences:";
  for (int i = 0; i < 3000; ++i) many += "\n <" + std::to_string(i) + "@x>";
  auto const long_thread = parse_mail(many + "\n\nx");
  ASSERT_TRUE(long_thread);
  EXPECT_EQ(long_thread->references.size(), 100U);
  EXPECT_EQ(long_thread->references.front(), "2999@x") << "the nearest";
}

TEST(ReceivedMail, TakesTheWordsOutOfHtml) {
  EXPECT_EQ(text_of_html("<html><head><style>p{}</style></head><body><p>Hole&nbsp;&amp; water</p><p>Main&#32;St</p></body></html>"),
            "Hole & water\n\nMain St");
  EXPECT_THAT(text_of_html("a<script>alert(1)</script>b"), HasSubstr("ab"));
  EXPECT_EQ(text_of_html("5 &lt; 6 &unknown; <b"), "5 < 6 &unknown;");
}

TEST(ReceivedMail, LeavesOutWhatIsQuoted) {
  EXPECT_EQ(without_quotes("Yes\n> no\n-- \nRosa"), "Yes");
  EXPECT_EQ(without_quotes("Sí\r\nEl mar, 2 mar 2027, Fairhaven escribió:\r\n> x"), "Sí");
  EXPECT_EQ(without_quotes("A\n-----Original Message-----\nB"), "A");
  EXPECT_EQ(without_quotes("A\n\nFrom: x\nSent: y\nB"), "A");
  EXPECT_EQ(without_quotes("On the corner there is a hole"), "On the corner there is a hole");
}

}  // namespace
}  // namespace cityhall::standards
