#pragma once
// One call to a partner's Open311 server: the spelling of what goes out and comes back, without our books.

#include <optional>
#include <string>
#include <vector>

#include "base/time_zone.h"
#include "kernel/city.h"
#include "kernel/handover/partner.h"
#include "standards/open311.h"

namespace cityhall {

/// What a server answered that is no success: 4xx is for good, all else may pass.
struct PartnerFault {
  bool for_good = false;
  std::string what;
};

class Exchange {
 public:
  Exchange(City& city, Partner const& partner) : city_{city}, partner_{partner}, zone_{city.settings.get()->time_zone} {}

  struct Submission {
    std::string key;  // the same for every try
    std::string service_code;
    std::string description;
    std::string address;
    std::optional<double> latitude, longitude;
    std::vector<std::string> media_urls;
  };
  /// Throws PartnerFault.
  standards::open311::Created submit(Submission const& request) const;
  /// The request of theirs whose description has our reference; nothing when there is none.
  std::optional<std::string> find_by_reference(std::string_view service_code, std::string_view reference, Time since) const;
  /// Their id behind a token; empty while there is none.
  std::string id_behind(std::string_view token) const;
  struct Update {
    std::string their_id;
    std::string update_id;
    std::string status;
    std::string description;
    Time at{};
    std::vector<std::string> media_urls;
  };
  void tell(Update const& update) const;
  /// All of them, also where the server gives only so many at a time, oldest first. Nothing when it has no updates to ask for (404).
  std::optional<std::vector<standards::open311::RequestUpdate>> updates(Time from, Time to) const;
  std::vector<standards::open311::ServiceRequest> changed_requests(Time after) const;
  /// The bytes behind a photo's address; empty when there is none for good.
  std::string photo(std::string const& url) const;

 private:
  std::optional<std::vector<standards::open311::RequestUpdate>> some_updates(Time from, Time to) const;
  std::string get(std::string const& path, std::vector<std::pair<std::string, std::string>> query) const;
  std::string post(std::string const& path, std::vector<std::pair<std::string, std::string>> fields, std::string const& key) const;

  City& city_;
  Partner const& partner_;
  TimeZone zone_;
};

}  // namespace cityhall
