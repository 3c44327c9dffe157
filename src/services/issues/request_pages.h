#pragma once
// The public list of requests and the public page of one. Nothing personal: what they show comes from kernel/cases/public_case.h.

#include <vector>

#include "kernel/cases/public_case.h"
#include "services/page/page.h"

namespace cityhall {

struct RequestListView {
  std::vector<PublicCase> requests{};
  std::string service{};
  std::string status{};  // "open", "closed" or empty
  std::size_t page = 1;
  bool more = false;
};
web::Response request_list_page(Call const& call, RequestListView const& view);

struct RequestView {
  PublicCase report{};
  std::vector<PublicNote> notes{};
  std::string from{};  // number of the duplicate by which somebody came
};
web::Response request_page(Call const& call, RequestView const& view);
/// The newest requests as an Atom feed (RFC 4287).
web::Response request_feed(Call const& call, std::vector<PublicCase> const& requests);

}  // namespace cityhall
