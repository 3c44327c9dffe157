#pragma once
// The directory of partners.

#include <vector>

#include "kernel/handover/partner.h"
#include "services/page/page.h"

namespace cityhall {

struct PartnersView {
  std::vector<Partner> partners{};
  web::Entered entered{};
  int status = 200;
};
web::Response partners_page(Call const& call, PartnersView const& view);

struct PartnerView {
  Partner partner{};
  web::Entered entered{};
  int status = 200;
};
web::Response partner_page(Call const& call, PartnerView const& view);

}  // namespace cityhall
