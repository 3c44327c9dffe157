#include "services/page/channel_words.h"

namespace cityhall {

Message channel_words(Channel channel) {
  switch (channel) {
    case Channel::web:
      return _("Web");
    case Channel::phone:
      return _("Phone");
    case Channel::counter:
      return _("Counter");
    case Channel::kiosk:
      return _("Kiosk");
    case Channel::api:
      return _("App or API");
    case Channel::sms:
      return _("Text message");
    case Channel::ivr:
      return _("Voice menu");
    case Channel::email:
      return _("E-mail");
    case Channel::social:
      return _("Social media");
    case Channel::field:
      return _("Field crew");
    case Channel::import:
      return _("Import");
    case Channel::system:
      return _("Automatic");
  }
  return _("Web");
}

}  // namespace cityhall
