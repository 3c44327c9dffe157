#pragma once
// Making a city: its settings, the shipped services, the first administrator.

#include <map>
#include <string>
#include <vector>

#include "app/process.h"

namespace cityhall {

struct NewCity {
  Settings settings;
  std::string administrator_email;
  std::string administrator_name;
  bool with_catalogue = true;  // publish the shipped services
};

struct MadeCity {
  std::string slug;
  std::string sign_in_link;  // for the first administrator, once, for three days
  std::size_t services = 0;
};

/// Every fault of the settings, a host name that another city of the folder has, and `admin` where the first administrator's address is
/// none, as field errors.
void check_new_city(Process& process, NewCity const& fresh);

/// Host name → the cities of the folder that answer to it. Those that cannot be opened are left out.
std::map<std::string, std::vector<std::string>> cities_by_host(Process& process);

/// All of it or nothing: what fails leaves no folder. Throws Refusal: conflict "city.exists", or invalid with every wrong field.
MadeCity make_city(Process& process, NewCity const& fresh);

/// Publishes every shipped service that the city does not have yet; gives how many.
std::size_t publish_catalogue(City& city);

/// Adds the shipped courses that the city does not have yet; gives how many.
std::size_t add_training(City& city);

}  // namespace cityhall
