#pragma once
// "My requests".

#include <vector>

#include "kernel/cases/public_case.h"
#include "kernel/notices/way_out.h"
#include "kernel/subscriptions/subscription.h"
#include "services/page/page.h"

namespace cityhall {

struct FollowedTopic {
  Subscription subscription{};
  std::string words{};
};
struct MyView {
  std::vector<PublicCase> requests{};
  std::vector<PublicCase> followed{};
  std::vector<FollowedTopic> topics{};
  Pace pace = Pace::hourly;
  std::string language{};
  bool stopped = false;  // wants no mail at all
  std::string phone{};   // where text messages could go; empty: nowhere
  bool texts = false;    // they are wanted in place of mails
  bool just_followed = false;
  bool saved = false;
};
web::Response my_requests_page(Call const& call, MyView const& view);

}  // namespace cityhall
