#pragma once
// Pages of the words of mails.

#include <vector>

#include "kernel/notices/wording.h"
#include "services/page/office.h"

namespace cityhall {

/// Every mail in every language, with whose words it has.
web::Response wordings_page(Call const& call, std::vector<Wording> const& all);

struct WordingView {
  Wording wording{};
  std::vector<std::string> placeholders{};
  std::string number{};  // of the case that the preview is about
  std::optional<RenderedNotice> preview{};
  Told told{};
};
web::Response wording_page(Call const& call, WordingView const& view);

}  // namespace cityhall
