#pragma once
// The manager's figures: load now, the last thirty days, each service, each queue, each channel.

#include <vector>

#include "kernel/cases/inbox.h"
#include "kernel/cases/overview.h"
#include "kernel/cases/public_case.h"
#include "services/page/page.h"

namespace cityhall {

inline constexpr int overview_days = 30;

struct ServiceRow {
  std::string service{};
  ServiceLoad load{};
  ServiceFigures lately{};
};

struct OverviewView {
  std::vector<QueueCount> queues{};
  std::vector<DayFigures> days{};
  std::vector<ServiceRow> services{};
  std::vector<ChannelCount> channels{};
};

web::Response overview_page(Call const& call, OverviewView const& view);

}  // namespace cityhall
