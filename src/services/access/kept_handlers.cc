#include "services/access/kept_handlers.h"

#include "kernel/requests/kept_form.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

/// Words that a person wrote; a number or a choice goes along unseen.
bool is_prose(std::string_view value) { return value.find_first_of(" \n") != std::string_view::npos; }

Html kept_field(std::pair<std::string, std::string> const& field) {
  if (!is_prose(field.second)) return hidden_field(field.first, field.second);
  return textarea_field({.name = field.first, .label = _("What you wrote"), .value = field.second});
}

}  // namespace

Response show_kept(Call& call) {
  auto const form = kept_form(call.view(), call.actor.account, call.path_value("token"));
  if (!form) throw not_found(_("This text is not kept any more."), _("Go back to where you wrote it, and write it again."));
  auto const content =
      div(cls("read"), h1(_("Your text is still here")),
          p(cls("lead"), _("Your session ended while you were writing. Look through it, then send it. Photos must be chosen again.")),
          post_form({.action = form->path, .csrf_token = call.csrf_token}, each(form->fields, kept_field), submit(_("Send"))));
  auto response = page(
      call,
      {.title = _("Your text is still here"), .content = content, .surface = call.actor.is_staff() ? Surface::staff : Surface::resident});
  no_store(response);
  return response;
}

}  // namespace cityhall
