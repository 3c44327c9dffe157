#include "kernel/assets/asset.h"

namespace cityhall {

std::string Asset::title() const { return label.empty() ? kind + ' ' + external_id : label + " (" + external_id + ')'; }

}  // namespace cityhall
