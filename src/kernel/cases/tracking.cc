#include "kernel/cases/tracking.h"

#include "base/crypto.h"
#include "kernel/accounts/gate.h"
#include "kernel/city.h"
#include "kernel/secrets/secrets.h"

namespace cityhall {

std::string tracking_secret(City& city, CaseId id) {
  return city.gate().secrets().sign("tracking", to_text(id)).substr(0, 22);  // 22 digits of base64url: 132 bits
}

bool is_tracking_secret(City& city, CaseId id, std::string_view secret) { return equal_secrets(tracking_secret(city, id), secret); }

std::string tracking_path(std::string_view number, std::string_view secret) {
  std::string path{"/track/"};
  ((path += number) += '/') += secret;
  return path;
}

std::string tracking_url(City& city, CaseId id, std::string_view number) {
  return city.settings.get()->base_url + tracking_path(number, tracking_secret(city, id));
}

}  // namespace cityhall
