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

/// What is asked next of a list that comes in parts.
struct UpdateWindow {
  Time from{}, to{};
  int page = 1;
  std::size_t largest = 0;  // of the parts so far: how many the server gives at a time
  int dry = 0;              // parts in a row without anything new, after each of which time went on
  /// After a part; `fresh`: it had something new. False when that was the end.
  bool go_on(std::vector<standards::open311::RequestUpdate> const& part, bool fresh);
  bool cut = false;  // more of one second than the server gives, and no pages to ask for
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
  struct Updates {
    std::vector<standards::open311::RequestUpdate> all{};
    bool cut = false;  // the server gives only some of one second, and no way to ask for the others
  };
  /// All of them, also where the server gives only so many at a time: by pages, and by time where it knows none. Nothing when it has no
  /// updates to ask for (404).
  std::optional<Updates> updates(Time from, Time to) const;
  std::vector<standards::open311::ServiceRequest> changed_requests(Time after) const;
  /// The bytes behind a photo's address; empty when there is none for good.
  std::string photo(std::string const& url) const;

 private:
  std::optional<std::vector<standards::open311::RequestUpdate>> some_updates(UpdateWindow const& window) const;
  std::string get(std::string const& path, std::vector<std::pair<std::string, std::string>> query) const;
  std::string post(std::string const& path, std::vector<std::pair<std::string, std::string>> fields, std::string const& key) const;

  City& city_;
  Partner const& partner_;
  TimeZone zone_;
};

}  // namespace cityhall
