#pragma once
// The public list of requests and the public page of one. Nothing personal: what they show comes from kernel/cases/public_case.h.

#include <vector>

#include "kernel/cases/public_story.h"
#include "services/issues/request_list.h"
#include "services/page/page.h"

namespace cityhall {

struct RequestListView {
  ListQuery query{};
  RequestPage page{};
  web::Entered entered{};
  std::map<CaseId, PublicPhoto> covers{};  // a picture for those that have one
};
/// The list with its filters and what can be done with it.
web::Response request_list_page(Call const& call, RequestListView const& view);

struct RequestView {
  PublicCase report{};
  std::vector<PublicStep> steps{};
  std::vector<PublicPhoto> photos{};
  std::string from{};      // number of the duplicate by which somebody came
  std::size_t people = 1;  // who told us
  std::string followed{};  // "yes" or "mail" when somebody has just begun to follow it
};
/// One request as everybody sees it.
web::Response request_page(Call const& call, RequestView const& view);

}  // namespace cityhall
