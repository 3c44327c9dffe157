#include "kernel/secrets/secrets.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "base/refusal.h"
#include "store/testing.h"

namespace cityhall {
namespace {

TEST(Secrets, SealAndOpen) {
  store::TemporaryFolder const folder;
  SeededRandom random{1};
  Secrets const secrets{folder.path(), random};
  auto const sealed = secrets.seal("hunter2 of the mail server");
  EXPECT_EQ(sealed.find("hunter2"), std::string::npos);
  EXPECT_EQ(secrets.open(sealed), "hunter2 of the mail server");
  EXPECT_NE(secrets.seal("x"), secrets.seal("x")) << "a fresh nonce each time";
  auto changed = sealed;
  changed[30] = changed[30] == 'A' ? 'B' : 'A';
  EXPECT_FALSE(secrets.open(changed));
  EXPECT_FALSE(secrets.open(""));
  EXPECT_FALSE(secrets.open("AAAA"));
}

TEST(Secrets, TheKeyStaysAndBelongsToOneCity) {
  store::TemporaryFolder const here, there;
  SeededRandom random{1};
  auto const sealed = Secrets{here.path(), random}.seal("x");
  EXPECT_EQ(Secrets(here.path(), random).open(sealed), "x");
  EXPECT_FALSE(Secrets(there.path(), random).open(sealed));
  EXPECT_EQ(Secrets(here.path(), random).sign("csrf", "t"), Secrets(here.path(), random).sign("csrf", "t"));
  EXPECT_NE(Secrets(here.path(), random).sign("csrf", "t"), Secrets(there.path(), random).sign("csrf", "t"));
  EXPECT_NE(Secrets(here.path(), random).sign("csrf", "t"), Secrets(here.path(), random).sign("file", "t"));
}

TEST(Secrets, RefusesAKeyFileThatOthersMayRead) {
  store::TemporaryFolder const folder;
  SeededRandom random{1};
  { Secrets const made{folder.path(), random}; }
  auto const file = folder / "secret.key";
  struct stat status {};
  ASSERT_EQ(::stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  ASSERT_EQ(::chmod(file.c_str(), 0644), 0);
  EXPECT_THROW(Secrets(folder.path(), random), Refusal);
}

}  // namespace
}  // namespace cityhall
