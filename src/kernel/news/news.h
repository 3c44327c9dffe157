#pragma once
// What staff are told about requests: lines on their own page, and mails for those who wish them.

#include <optional>
#include <string>
#include <vector>

#include "kernel/events/event.h"
#include "kernel/unit.h"

namespace cityhall {

struct News {
  std::int64_t id = 0;
  CaseId case_id{};
  std::string what{};  // "case.opened", "state:closed": as the rule of the service file
  std::string note{};  // the rule's words
  Time told{};
  bool seen = false;
};

struct FreshNews {
  AccountId account{};
  EventId event{};
  CaseId case_id{};
  std::string what{};
  std::string note{};
};

/// Consumer: for each rule of the definition's `notify` that fits, tells the crews of the case's queue ("queue"), the assignee or else the
/// crews ("owner"), and the accounts of the roles that it names. Whoever did it is not told.
void tell_staff(Unit& unit, Event const& event);

/// False when this account was told of that event before.
bool add_news(Unit& unit, FreshNews const& fresh);
/// Of the actor's own account, newest first.
std::vector<News> news_of(View const& view, std::size_t most);
std::size_t unseen_news(View const& view);
void mark_news_seen(Unit& unit);

bool wants_news_by_mail(View const& view, AccountId account);
void wish_news_by_mail(Unit& unit, bool by_mail);
/// Job: forgets what was seen and is older than 30 days, and all that is older than a year.
void forget_old_news(City& city);

}  // namespace cityhall
