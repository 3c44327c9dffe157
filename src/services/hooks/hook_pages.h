#pragma once
// Web hooks for administrators: the list, one hook with its log, one delivery with what was sent and answered.

#include "services/hooks/hook.h"
#include "services/page/office.h"

namespace cityhall {

struct HooksView {
  std::vector<Hook> hooks{};
  Told told{};
};
web::Response hooks_page(Call const& call, HooksView const& view);
web::Response hook_secret_page(Call const& call, Hook const& hook, std::string const& secret);

struct HookView {
  Hook hook{};
  std::vector<HookDelivery> deliveries{};
  std::optional<DeliveryState> state{};
  Told told{};
};
web::Response hook_page(Call const& call, HookView const& view);

struct DeliveryView {
  Hook hook{};
  HookDelivery delivery{};
  std::vector<Attempt> attempts{};
};
web::Response delivery_page(Call const& call, DeliveryView const& view);

std::optional<DeliveryState> delivery_state_from(std::string_view word);

}  // namespace cityhall
