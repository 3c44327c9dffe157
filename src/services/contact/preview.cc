#include "services/contact/preview.h"

#include "base/json.h"
#include "services/contact/script_form.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

/// The answers as an agent would have typed them.
Parameters typed_answers(Previewed const& shown) {
  Parameters typed;
  for (auto const& [name, value] : shown.answers->items()) {
    if (value.is_string()) typed.add(name, value.get<std::string>());
    if (value.is_boolean()) typed.add(name, value.get<bool>() ? "yes" : "no");
    if (value.is_number()) typed.add(name, to_text(value));
    if (value.is_object()) typed.add(name, text_of(value, "address"));
    if (!value.is_array()) continue;
    for (auto const& one : value)
      if (one.is_string()) typed.add(name, one.get<std::string>());
  }
  return typed;
}

}  // namespace

Html preview_script(Call const& call, Previewed const& shown) {
  TalkView view{.typed = typed_answers(shown)};
  view.contact.language = call.language;
  view.script = read_script(call, shown.definition, view.typed, Channel::phone);
  return fieldset(disabled(), data("try", ""), script_form(call, view));
}

}  // namespace cityhall
