#include "services/admin/users_pages.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/accounts/api_key.h"
#include "kernel/accounts/tablet.h"
#include "kernel/directory/directory.h"
#include "services/module.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html crew_words(Call const& call, CrewId id) {
  auto const directory = call.city.directory.get();
  auto const* crew = directory->crew(id);
  return crew == nullptr ? nothing() : group(crew->name);
}

Html roles_words(Account const& account) {
  return each(account.roles, [](std::string const& each_role) { return group(span(cls("badge"), role_words(each_role).html()), " "); });
}

Html state_words(Account const& account) {
  if (account.disabled) return span(cls("badge late"), _("Disabled"));
  return account.last_sign_in ? span(cls("badge good"), _("Active")) : span(cls("badge soon"), _("Never signed in"));
}

std::vector<web::Option> crew_options(Call const& call) {
  std::vector<web::Option> options{{"", _("None")}};
  auto const directory = call.city.directory.get();
  for (auto const& crew : directory->crews())
    if (crew.active) options.push_back({to_text(crew.id), crew.name});
  return options;
}

std::vector<web::Option> role_options(std::vector<Role> const& all) {
  std::vector<web::Option> options;
  for (auto const& each_role : all)
    if (each_role.name != "resident") options.push_back({each_role.name, role_words(each_role.name)});
  return options;
}

Html filter_form(UserListView const& view) {
  auto const role_choice = [&](Role const& each_role) {
    return option(value(each_role.name), selected(each_role.name == view.filter.role), role_words(each_role.name).html());
  };
  auto const kind_choice = [&](std::string_view word, Message const& words, bool chosen) {
    return option(value(word), selected(chosen), words);
  };
  return get_form("/admin/users", cls("filters"),
                  label(_("Name or e-mail"), void_element("input", {type("search"), name("words"), value(view.filter.words)})),
                  label(_("Kind"), select(name("kind"), kind_choice("staff", _("Staff"), view.filter.kind == AccountKind::staff),
                                          kind_choice("resident", _("Residents"), view.filter.kind == AccountKind::resident),
                                          kind_choice("all", _("All"), !view.filter.kind))),
                  label(_("Role"), select(name("role"), option(value(""), _("All")), each(view.roles, role_choice))),
                  button(type("submit"), _("Show")), a(cls("button plain"), href("/admin/users"), _("Reset")));
}

Html user_row(Call const& call, Account const& account) {
  return tr(td(cls("what"), a(href(user_path(account.id)), account.name.empty() ? account.email : account.name)), td(account.email),
            td(roles_words(account)), td(crew_words(call, account.crew)), td(state_words(account)),
            td(account.last_sign_in ? time_of(call, *account.last_sign_in) : nothing()));
}

Html next_page(UserListView const& view) {
  if (view.accounts.size() < view.filter.most) return nothing();
  auto const kind = !view.filter.kind ? "all" : *view.filter.kind == AccountKind::staff ? "staff" : "resident";
  auto const next =
      with_query("/admin/users",
                 {{"words", view.filter.words}, {"role", view.filter.role}, {"kind", kind}, {"after", to_text(view.accounts.back().id)}});
  return nav(cls("pages"), aria("label", _("Pages")), span(), a(href(next), rel("next"), _("Next page")));
}

Html user_form(Call const& call, UserView const& view, std::string const& what, Html const& content) {
  return post_form({.action = user_path(view.account.id) + "/" + what, .csrf_token = call.csrf_token, .css_class = "panel"}, content);
}

Html user_forms(Call const& call, UserView const& view) {
  auto const& account = view.account;
  auto const* entered = &view.told.entered;
  auto const name = input_field(
      {.name = "name", .label = _("Name"), .entered = entered, .value = account.name, .required = true, .attributes = {maxlength(200)}});
  auto const rename = user_form(call, view, "name", group(name, submit(_("Save the name"))));
  if (account.kind != AccountKind::staff) return rename;
  auto const roles = checkboxes_field({.name = "roles", .label = _("Roles"), .entered = entered, .value = as_lines(account.roles)},
                                      role_options(view.roles));
  auto const crew = select_field(
      {.name = "crew", .label = _("Crew"), .entered = entered, .value = account.crew ? to_text(account.crew) : ""}, crew_options(call));
  return group(user_form(call, view, "roles", group(roles, submit(_("Save the roles")))),
               user_form(call, view, "crew", group(crew, submit(_("Save the crew")))), rename);
}

/// Each permission that the person has, and the roles that give it.
Html permissions_part(Call const& call, UserView const& view) {
  if (view.account.kind != AccountKind::staff) return nothing();
  Html rows;
  for (auto const& declared : call.around.permissions) {
    std::vector<std::string> from;
    for (auto const& each_role : view.roles) {
      auto const has_role = std::find(view.account.roles.begin(), view.account.roles.end(), each_role.name) != view.account.roles.end();
      if (has_role && std::binary_search(each_role.permissions.begin(), each_role.permissions.end(), declared.name))
        from.push_back(each_role.name);
    }
    if (from.empty()) continue;
    auto const link = [](std::string const& role_name) {
      return group(a(href("/admin/roles/" + role_name), role_words(role_name).html()), " ");
    };
    rows += tr(td(declared.title, " ", code(cls("soft small"), declared.name)), td(each(from, link)));
  }
  auto const table_of =
      rows.empty() ? p(_("Nothing: this person has no role."))
                   : office_table(_("What this person may do"), {_("Permission"), _("Because of the role")}, rows, TableShape::cards);
  auto const disabled = view.account.disabled ? note("warn", p(_("The account is disabled: none of this counts now."))) : nothing();
  return section(h2(_("What this person may do")), disabled, table_of);
}

/// A crew's tablets sign themselves in again: whoever looks for a lost one sees when it was last here.
Html tablets_part(Call const& call, UserView const& view) {
  auto const tablets = tablets_of(call.view(), view.account.id);
  if (tablets.empty()) return nothing();
  auto const line = [&](TabletEntry const& tablet) {
    auto const last = tablet.renewed ? group(" · ", _("Last renewed"), " ", time_of(call, *tablet.renewed)) : nothing();
    return li(_("Since"), " ", time_of(call, tablet.enrolled), last);
  };
  return section(h3(_("Tablets that renew their session")), ul(cls("plain-list"), each(tablets, line)),
                 p(cls("hint"), _("“Sign out everywhere” ends them at once. What is not sent yet stays on the tablet.")));
}

/// Keys outlive the account of who made them: whoever disables it sees what goes on.
Html keys_part(Call const& call, UserView const& view) {
  if (!call.actor.may("admin.keys")) return nothing();
  auto keys = api_keys(call.view());
  std::erase_if(keys, [&](ApiKey const& key) { return key.disabled || key.made_by != view.account.id; });
  if (keys.empty()) return nothing();
  auto const line = [&](ApiKey const& key) {
    auto const used = key.last_used ? group(_("Last used"), " ", time_of(call, *key.last_used)) : group(_("Last used"), ": ", _("Never"));
    return li(strong(key.label), " · ", code(cls("small"), join(key.scopes, " ")), " · ", used);
  };
  auto const left = view.account.disabled ? note("warn", p(_("The account is disabled, and these keys still work."))) : nothing();
  return section(h2(_("API keys that this person made")), left, ul(cls("plain-list"), each(keys, line)),
                 p(a(href("/admin/keys"), _("Look at the keys"))));
}

Html user_acts(Call const& call, UserView const& view) {
  auto const path = user_path(view.account.id);
  auto const link = view.account.disabled ? nothing() : act_button(call, path + "/links", _("Make a new sign-in link"));
  auto const factor =
      view.account.has_second_factor ? act_button(call, path + "/second-factor-removal", _("Remove the second factor")) : nothing();
  auto const state = view.account.disabled ? act_button(call, path + "/enabling", _("Enable the account"))
                                           : act_button(call, path + "/disabling", _("Disable the account"), "button danger");
  return section(h2(_("Sign-in")),
                 div(cls("actions"), link, act_button(call, path + "/session-endings", _("Sign out everywhere")), factor, state),
                 tablets_part(call, view),
                 p(cls("hint"), _("A disabled account is signed out at once. What its owner did stays in the records.")));
}

}  // namespace

std::string user_path(AccountId id) { return "/admin/users/" + to_text(id); }

Response user_list_page(Call const& call, UserListView const& view) {
  auto const rows = each(view.accounts, [&](Account const& account) { return user_row(call, account); });
  auto const list = view.accounts.empty()
                        ? empty_state(_("Nobody fits."), _("Try fewer letters of the name, or another role."))
                        : office_table(_("People"), {_("Name"), _("E-mail"), _("Roles"), _("Crew"), _("State"), _("Last sign-in")}, rows,
                                       TableShape::cards);
  auto const content = group(told_strip(call, {}), p(a(cls("button"), href("/admin/users/new"), _("Add a person"))), filter_form(view),
                             list, next_page(view));
  return office_page(call, {.title = _("People"), .content = content, .path = "/admin/users"});
}

Response new_user_page(Call const& call, NewUserView const& view) {
  auto const* entered = &view.told.entered;
  auto const fields = group(
      input_field(
          {.name = "name", .label = _("Name"), .entered = entered, .required = true, .attributes = {autocomplete("off"), maxlength(200)}}),
      input_field({.name = "email",
                   .label = _("E-mail address"),
                   .hint = hint(_("The person signs in with it.")),
                   .entered = entered,
                   .required = true,
                   .type = "email",
                   .attributes = {autocomplete("off")}}),
      checkboxes_field({.name = "roles", .label = _("Roles"), .entered = entered, .required = true}, role_options(view.roles)),
      select_field({.name = "crew", .label = _("Crew"), .hint = hint(_("Only for people who work outside.")), .entered = entered},
                   crew_options(call)));
  auto const content =
      group(told_strip(call, view.told), div(cls("read"), post_form({.action = "/admin/users", .csrf_token = call.csrf_token}, fields,
                                                                    submit(_("Add and show the invitation link")))));
  return office_page(call, {.title = _("Add a person"), .content = content, .path = "/admin/users"}, view.told.status);
}

Response user_page(Call const& call, UserView const& view) {
  auto const& account = view.account;
  auto const known = facts({{_("E-mail"), group(account.email)},
                            {_("State"), state_words(account)},
                            {_("Second factor"), group(account.has_second_factor ? _("Yes") : _("No"))},
                            {_("Password"), group(account.has_password ? _("Set") : _("Not set"))},
                            {_("Added"), time_of(call, account.created)},
                            {_("Last sign-in"), account.last_sign_in ? time_of(call, *account.last_sign_in) : nothing()}});
  auto const trail = call.actor.may("admin.audit")
                         ? p(a(href(with_query("/admin/events", {{"actor", account.email}})), _("What this person did")))
                         : nothing();
  auto const content = group(told_strip(call, view.told),
                             div(cls("split"), div(user_forms(call, view)), div(div(cls("panel"), known, trail), user_acts(call, view))),
                             keys_part(call, view), permissions_part(call, view));
  return office_page(call, {.title = account.name.empty() ? account.email : account.name, .content = content, .path = "/admin/users"},
                     view.told.status);
}

Response user_link_page(Call const& call, LinkView const& view) {
  auto const content =
      div(cls("read"),
          p(cls("lead"), sentence(_("Give this link to {name}. It works once, and it is shown only now."), {{"name", strong(view.name)}})),
          p(cls("secret"), view.link),
          p(cls("hint"), sentence(_("It is good until {time}. Send it on a way that only {name} reads."),
                                  {{"time", time_of(call, view.expires)}, {"name", group(view.name)}})),
          p(a(cls("button"), href(view.path), _("Done"))));
  auto response = office_page(call, {.title = _("Sign-in link"), .content = content, .path = "/admin/users"});
  response.compress = false;
  return response;
}

}  // namespace cityhall
