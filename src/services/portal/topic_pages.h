#pragma once
// Services by group, by situation and from A to Z.

#include <vector>

#include "kernel/definitions/offered.h"
#include "kernel/definitions/topics.h"
#include "services/page/page.h"

namespace cityhall {

/// Every service by group, and the situations. `services` stand in the order of their titles.
web::Response overview_page(Call const& call, std::vector<DefinitionPtr> const& services);
/// Every service from A to Z.
web::Response alphabet_page(Call const& call, std::vector<DefinitionPtr> const& services);
/// One group or situation with its services.
web::Response topic_page(Call const& call, Topic const& topic, std::vector<DefinitionPtr> const& services);

/// Links to groups and situations that have services.
web::Html group_links(Call const& call, std::vector<DefinitionPtr> const& services);
web::Html situation_links(Call const& call, std::vector<DefinitionPtr> const& services);
/// The group and the situations of one service, as links.
web::Html topic_links(Call const& call, Definition const& definition);
/// A service with its description, as an item of a list of cards.
web::Html service_card(Call const& call, Definition const& definition);

}  // namespace cityhall
