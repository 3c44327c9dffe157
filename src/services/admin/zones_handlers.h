#pragma once
// Map data: the counts and the imports.

#include "services/module.h"

namespace cityhall {

web::Response show_zones(Call& call);
web::Response show_layer(Call& call);
web::Response rename_layer(Call& call);
web::Response remove_layer(Call& call);
web::Response layer_again(Call& call, Refusal const& refusal);
web::Response replace_layer(Call& call);
web::Response replace_streets(Call& call);
web::Response add_addresses(Call& call);
web::Response replace_parcels(Call& call);
web::Response import_asset_list(Call& call);
web::Response zones_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
