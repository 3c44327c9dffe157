#include "services/open311/preview.h"

#include "base/json.h"
#include "services/open311/offers.h"
#include "standards/open311_write.h"
#include "web/html.h"

namespace cityhall::open311 {
namespace {

using namespace web;
using namespace web::tag;

/// Indented, for people.
Html answer_text(std::string const& text) {
  auto const json = parse_json(text);
  return pre(cls("source"), tabindex(0), json ? json->dump(1) : text);
}

}  // namespace

Html preview(Call const& call, Previewed const& shown) {
  auto const zone = call.city.zone();
  api::Style const style{api::Format::json, zone};
  auto const& definition = *shown.definition;
  std::vector<api::Service> const list{service_of(definition, call.language)};
  auto const& code = definition.open311.service_code;
  return group(is_offered(definition) ? nothing() : p(_("It is not offered through Open311: that needs the channel and a code.")),
               h3(tag::code("GET /open311/v2/services.json")), answer_text(api::write(std::span{list}, style)),
               h3(tag::code("GET /open311/v2/services/" + code + ".json")),
               answer_text(api::write(attributes_of(definition, call.language), style)));
}

}  // namespace cityhall::open311
