#include "services/look/samples.h"

#include <array>

#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/offered.h"
#include "services/page/check_parts.h"
#include "services/page/fees.h"
#include "services/page/kiosk.h"
#include "services/page/language_switch.h"
#include "services/page/parts.h"
#include "services/page/unfinished.h"
#include "web/tags.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

/// Shown where a city has nothing to show it with.
Html or_nothing_yet(Html shown) { return shown.empty() ? p(cls("soft"), _("Nothing of it here at the moment.")) : shown; }

Fee flat_fee(char const* id, LocalText label, std::int64_t cents) {
  Fee fee;
  fee.id = id;
  fee.label = std::move(label);
  fee.amount = Decimal::from_cents(cents);
  return fee;
}

DefinitionPtr with_fees() {
  auto definition = std::make_shared<Definition>();
  definition->fees = {flat_fee("base", {{"en", "Base fee"}, {"es", "Tarifa básica"}}, 4200),
                      flat_fee("plan", {{"en", "Plan review"}, {"es", "Revisión de planos"}}, 1500)};
  return definition;
}

std::vector<Sample> fee_samples(Call const& call) {
  return {{_("With fees"), fee_lines(call, with_fees())}, {_("Free"), fee_lines(call, std::make_shared<Definition>())}};
}

std::vector<Sample> quote_samples(Call const& call) {
  auto const definition = with_fees();
  Quote bill;
  for (auto const& fee : definition->fees) bill.lines.push_back({&fee, fee.id == "base" ? 4200 : 1500});
  bill.total_cents = 5700;
  auto open = bill;
  open.missing = {"days"};
  return {{_("As it comes"), quote_lines(call, bill)}, {_("An answer is missing"), quote_lines(call, open)}};
}

std::vector<Sample> check_samples(Call const& call) {
  std::vector<CheckLine> lines(2);
  lines[0].id = "safe";
  lines[0].label = {{"en", "The place is made safe"}, {"es", "El lugar está asegurado"}};
  lines[0].required = true;
  lines[1].id = "clean";
  lines[1].label = {{"en", "Tools and rubble are gone"}, {"es", "No quedan herramientas ni escombros"}};
  return {{_("As it comes"), check_list_to_read(call, lines)}};
}

std::vector<Sample> closing_samples(Call const&) {
  return {{_("Done"), p(closing_words("fixed", "closed", ""))}, {_("Already reported"), p(closing_words("duplicate", "closed", ""))}};
}

std::vector<Sample> switch_samples(Call const& call) { return {{_("As it comes"), or_nothing_yet(language_switch(call, false))}}; }

std::vector<Sample> unfinished_samples(Call const& call) { return {{_("As it comes"), or_nothing_yet(unfinished_strip(call))}}; }

std::vector<Sample> kiosk_tile_samples(Call const& call) {
  auto services = offered_through(*call.city.definitions.get(), "kiosk", call.language);
  if (services.size() > 3) services.resize(3);
  return {{_("Of this city"), services.empty() ? or_nothing_yet({}) : kiosk_tiles(call, services)}};
}

}  // namespace

std::span<Component const> service_components() {
  static std::array const all{
      Component{"fee_lines", _("What a service costs, before anybody has answered."), fee_samples},
      Component{"quote_lines", _("The bill, once the answers are known."), quote_samples},
      Component{"check_list_to_read", _("What a crew ticks, for whoever looks at the work order."), check_samples},
      Component{"closing_words", _("How a request ended."), closing_samples},
      Component{"language_switch", _("The way to the same page in the other language."), switch_samples},
      Component{"unfinished_strip", _("The way back to a report that was not sent."), unfinished_samples},
      Component{"kiosk_tiles", _("Services on a kiosk, for fingers."), kiosk_tile_samples, "kiosk"},
  };
  return all;
}

}  // namespace cityhall
