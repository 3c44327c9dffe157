#include <gtest/gtest.h>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/settings/mailbox.h"
#include "kernel/settings/setting_words.h"
#include "kernel/settings/settings_store.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

std::string faults_of(Settings const& settings) {
  try {
    check_settings(settings);
    return "none";
  } catch (Refusal const& refusal) {
    std::string fields;
    for (auto const& field : refusal.fields) fields += field.field + " ";
    return fields;
  }
}

TEST(Settings, EveryFaultIsNamedAtOnce) {
  EXPECT_EQ(faults_of({}), "none");
  EXPECT_EQ(faults_of({.name = " ", .base_url = "example.org/", .time_zone = "Mars/Olympus", .languages = {}, .email = "x"}),
      "name base_url time_zone languages email ");
  EXPECT_EQ(faults_of({.hosts = {"a b"}, .trusted_proxies = {"10.0.0.0/33"}}), "hosts trusted_proxies ");
  EXPECT_EQ(faults_of({.north = 40}), "north ");
  EXPECT_EQ(faults_of({.north = 40, .south = 41, .east = -86, .west = -87}), "north ");
  EXPECT_EQ(faults_of({.mail = {.smtp_url = "http://x", .from = "nobody"}}), "mail.smtp_url mail.from ");
  EXPECT_EQ(faults_of({.mail = {.smtp_url = "smtps://mail.example.org:465", .from = "City <a@b.co>"}}), "none");
}

TEST(Settings, KeepHistoryAndSealThePassword) {
  TestCity test;
  auto const system = system_actor("test");
  auto next = *test.city().settings.get();
  next.name = "Fairhaven";
  next.mail = {.smtp_url = "smtp://127.0.0.1:25", .user = "u", .password = "hunter2hunter2", .from = "a@b.co"};
  test.run(system, [&](Unit& unit) { change_settings(unit, next); });
  EXPECT_EQ(test.city().settings.get()->name, "Fairhaven");
  auto const [document, history] = test.view(system, [](View const& view) {
    return std::pair{view.reader.value<std::string>(R"sql(SELECT document FROM settings)sql"), settings_history(view)};
  });
  EXPECT_EQ(document.find("hunter2"), std::string::npos);
  ASSERT_FALSE(history.empty());
  EXPECT_EQ(history[0].after.find("hunter2"), std::string::npos);
  EXPECT_NE(history[0].after.find("(secret)"), std::string::npos);
  test.reopen();
  EXPECT_EQ(test.city().settings.get()->mail.password, "hunter2hunter2");
  auto const again = settings_from(settings_json(*test.city().settings.get()), *test.city().settings.get());
  EXPECT_EQ(again.mail.password, "hunter2hunter2") << "a form that shows (secret) does not overwrite it";
}

TEST(Settings, UnknownMembersAreNamed) {
  try {
    settings_from(*parse_json(R"({"nmae": "x", "languages": "en", "mail": {"form": ""}})"), {});
    FAIL();
  } catch (Refusal const& refusal) {
    ASSERT_EQ(refusal.fields.size(), 3U);
    EXPECT_EQ(refusal.fields[2].field, "mail.form");
  }
}

/// "mail" and "look.light" are documents in the document.
void gather_names(Json const& json, std::string const& prefix, std::vector<std::string>& names) {
  for (auto const& [name, value] : json.items()) {
    bool const inner = value.is_object() && !value.empty();
    if (inner) gather_names(value, prefix + name + ".", names);
    else names.push_back(prefix + name);
  }
}

TEST(Settings, EachHasItsWords) {
  std::vector<std::string> names;
  gather_names(settings_json(Settings{}), {}, names);
  for (auto const& name : names) EXPECT_TRUE(setting_words().contains(name)) << name;
  EXPECT_EQ(names.size(), setting_words().size());
  for (auto const& [name, words] : setting_words()) EXPECT_FALSE(words.title.empty() || words.meaning.empty()) << name;
}

TEST(Mailbox, TakesNameAndAddress) {
  EXPECT_EQ(parse_mailbox("Fairhaven 311 <311@fairhaven.example>")->name, "Fairhaven 311");
  EXPECT_EQ(parse_mailbox("\"A, B\" <a@b.co>")->name, "A, B");
  EXPECT_EQ(parse_mailbox("a@b.co")->name, "");
  EXPECT_FALSE(parse_mailbox("X <a@b.co> y"));
  EXPECT_FALSE(parse_mailbox("X\nBcc: y <a@b.co>"));
}

}  // namespace
}  // namespace cityhall
