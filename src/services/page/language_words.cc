#include "services/page/language_words.h"

namespace cityhall {

Message language_words(std::string_view language) {
  if (language == "en") return _("English");
  if (language == "es") return _("Spanish");
  return _("Another language");
}

}  // namespace cityhall
