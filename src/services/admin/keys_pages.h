#pragma once
// API keys: the list with a form, and a new key, shown once.

#include <vector>

#include "kernel/accounts/api_key.h"
#include "services/page/office.h"

namespace cityhall {

struct KeysView {
  std::vector<ApiKey> keys{};
  Told told{};
};
web::Response keys_page(Call const& call, KeysView const& view);
web::Response key_text_page(Call const& call, std::string const& label, std::string const& text);

}  // namespace cityhall
