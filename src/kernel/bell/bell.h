#pragma once
// The bell: what staff are told inside the program, and by mail as each wants it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/unit.h"

namespace cityhall {

struct Ring {
  std::string key{};   // unique for ever: "mention/<event>/<account>"
  std::string kind{};  // "mention", "escalation"
  CaseId case_id{};
  std::string by{};  // who or what rings
  std::string text{};
};
/// Tells the account, once for each key; a mail goes out as it chose.
void ring(Unit& unit, AccountId account, Ring const& what);

struct BellItem {
  std::int64_t id = 0;
  std::string kind{};
  CaseId case_id{};
  std::string number{};  // of the case; empty without one
  std::string by{};
  std::string text{};
  Time at{};
  bool read = false;
};
/// The actor's own, newest first.
std::vector<BellItem> bell_items(View const& view, std::size_t most = 100);
/// How many of the actor's own were not read yet.
std::size_t unread_bells(View const& view);
void mark_bells_read(Unit& unit);

enum class BellMail { at_once, daily, never };
std::string_view to_text(BellMail mail);
BellMail bell_mail_of(View const& view, AccountId account);
void choose_bell_mail(Unit& unit, BellMail mail);

/// Job: one mail a day, after seven in the city's morning, to those who want it so and have something unread.
void send_daily_bells(City& city);

}  // namespace cityhall
