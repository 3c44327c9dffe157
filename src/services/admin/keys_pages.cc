#include "services/admin/keys_pages.h"

#include "base/text.h"
#include "services/module.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

/// Permissions that no role has by itself are meant for programs: they stand first.
std::vector<web::Option> scope_options(Call const& call) {
  std::vector<web::Option> options;
  for (bool const for_programs : {true, false})
    for (auto const& permission : call.around.permissions)
      if (permission.default_roles.empty() == for_programs)
        options.push_back({std::string{permission.name}, permission.title, code(permission.name)});
  return options;
}

Html key_row(Call const& call, ApiKey const& key) {
  auto const state = key.disabled ? span(cls("badge late"), _("Disabled"))
                                  : act_button(call, "/admin/keys/" + to_text(key.id) + "/disabling", _("Disable"), "button danger");
  return tr(td(strong(key.label)), td(key.contact), td(join(key.scopes, ", ")), td(key.requests_per_minute), td(time_of(call, key.created)),
            td(key.last_used ? time_of(call, *key.last_used) : group(_("Never"))), td(state));
}

Html key_form(Call const& call, KeysView const& view) {
  auto const* entered = &view.told.entered;
  return post_form(
      {.action = "/admin/keys", .csrf_token = call.csrf_token, .css_class = "panel"},
      input_field({.name = "label",
                   .label = _("Whose key is it?"),
                   .hint = hint(_("Such as the name of the app.")),
                   .entered = entered,
                   .required = true,
                   .attributes = {maxlength(100)}}),
      input_field(
          {.name = "contact", .label = _("E-mail address of whoever runs it"), .entered = entered, .required = true, .type = "email"}),
      checkboxes_field({.name = "scopes", .label = _("What it may do"), .entered = entered, .value = "open311.submit", .required = true},
                       scope_options(call)),
      input_field({.name = "requests_per_minute",
                   .label = _("Requests in a minute"),
                   .hint = hint(_("From 1 to 60,000. Beyond it the program is asked to wait.")),
                   .entered = entered,
                   .value = "600",
                   .required = true,
                   .attributes = {inputmode("numeric"), cls("short")}}),
      submit(_("Make the key")));
}

}  // namespace

Response keys_page(Call const& call, KeysView const& view) {
  auto const list =
      view.keys.empty()
          ? empty_state(_("There is no API key yet."), _("What is public needs none. A program that sends or changes something needs one."))
          : office_table(_("API keys"),
                         {_("Key of"), _("Contact"), _("What it may do"), _("In a minute"), _("Made"), _("Last used"), _("State")},
                         each(view.keys, [&](ApiKey const& key) { return key_row(call, key); }));
  auto const content = group(told_strip(call, view.told), list, section(h2(_("Make a key")), key_form(call, view)));
  return office_page(call, {.title = _("API keys"), .content = content, .path = "/admin/keys"}, view.told.status);
}

Response key_text_page(Call const& call, std::string const& label_text, std::string const& text) {
  auto const content = div(
      cls("read"), p(cls("lead"), sentence(_("This is the key of {name}. It is shown only now."), {{"name", strong(label_text)}})),
      p(cls("secret"), text), p(cls("hint"), _("Who has it can send requests to the city. If it gets lost, disable it and make another.")),
      p(a(cls("button"), href("/admin/keys"), _("Done"))));
  auto response = office_page(call, {.title = _("New API key"), .content = content, .path = "/admin/keys"});
  response.compress = false;
  return response;
}

}  // namespace cityhall
