#include "kernel/definitions/offered.h"
#include "services/kiosk/parts.h"
#include "services/sample.h"
#include "web/tags.h"

namespace cityhall {
namespace {

using namespace web;

std::vector<Sample> topic_samples(Call const& call) {
  return {{_("Of this city"), topic_tiles(call, offered_through(*call.city.definitions.get(), "kiosk", call.language))}};
}

std::vector<Sample> number_samples(Call const&) {
  Parameters typed;
  typed.add("number", "999999");
  Entered const entered{.values = typed, .errors = {{"number", "number.unknown", _("We have no public request with this number.")}}};
  return {{_("With a fault"), number_form(entered)}};
}

}  // namespace

std::vector<Component> kiosk_components() {
  return {{"topic_tiles", _("The way to the services of a topic, for fingers."), topic_samples, "kiosk"},
          {"number_form", _("How does it stand? By number."), number_samples, "kiosk"}};
}

}  // namespace cityhall
