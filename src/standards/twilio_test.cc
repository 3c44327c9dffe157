#include "standards/twilio.h"

#include <gtest/gtest.h>

#include "standards/document.h"

namespace cityhall::standards {
namespace {

// The example of the provider's own documentation ("Validating signatures"), also what its SDKs test.
TEST(Twilio, SignsAsTheProviderDoes) {
  EXPECT_EQ(hook_signature("12345", "https://mycompany.com/myapp.php?foo=1&bar=2",
                           {{"Digits", "1234"},
                            {"To", "+18005551212"},
                            {"From", "+14158675309"},
                            {"Caller", "+14158675309"},
                            {"CallSid", "CA1234567890ABCDE"}}),
            "RSOYDt4T1cUTdK1PDd93/VVr8B8=");
}

TEST(Twilio, WritesWhatAnXmlReaderReads) {
  auto const text = Twiml{}
                        .open("Gather", {{"action", "/a?b=1&c=2"}, {"input", "dtmf speech"}})
                        .say("Tom & \"Jerry\" <\x01>", "es")
                        .close()
                        .verb("Hangup")
                        .text();
  EXPECT_EQ(text,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Gather action=\"/a?b=1&amp;c=2\" input=\"dtmf speech\">"
            "<Say language=\"es-MX\">Tom &amp; &quot;Jerry&quot; &lt;&gt;</Say></Gather><Hangup/></Response>");
  EXPECT_TRUE(parse_xml_document(text));
}

}  // namespace
}  // namespace cityhall::standards
