#pragma once
// The words of mails in the JSON API.

#include "kernel/notices/wording.h"
#include "services/endpoint.h"

namespace cityhall {
web::Record<Wording> const& answer_record(Wording const*);
}  // namespace cityhall

namespace cityhall::api {

struct WordingBody {
  std::string text{};
};
struct WordingTry {
  std::string text{};
  std::string number{};
};
struct WordingSample {
  std::string subject{};
  std::string plain{};
  std::string html{};
};

/// The members of each.
web::Record<WordingBody> const& body_record(WordingBody const*);
web::Record<WordingTry> const& body_record(WordingTry const*);
web::Record<WordingSample> const& answer_record(WordingSample const*);

std::vector<Route> wording_routes();

}  // namespace cityhall::api
