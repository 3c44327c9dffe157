#include "services/contact/preview.h"

#include "services/contact/script_form.h"
#include "services/page/questions.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html script_in(Call const& call, Previewed const& shown, Channel channel) {
  TalkView view{.typed = typed_answers(*shown.answers)};
  view.contact.language = call.language;
  view.contact.channel = channel;
  view.script = read_script(call, shown.definition, view.typed, channel);
  return fieldset(disabled(), data("try", ""), script_form(call, view));
}

}  // namespace

Html preview_phone(Call const& call, Previewed const& shown) { return script_in(call, shown, Channel::phone); }
Html preview_counter(Call const& call, Previewed const& shown) { return script_in(call, shown, Channel::counter); }

}  // namespace cityhall
