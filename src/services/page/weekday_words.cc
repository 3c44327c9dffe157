#include "services/page/weekday_words.h"

#include <array>

namespace cityhall {

Message weekday_words(std::chrono::weekday day) {
  static std::array<Message, 7> const names{_("Sunday"),   _("Monday"), _("Tuesday"), _("Wednesday"),
                                            _("Thursday"), _("Friday"), _("Saturday")};
  return names.at(day.c_encoding());
}

}  // namespace cityhall
