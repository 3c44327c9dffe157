#include <functional>
#include <iostream>

#include "app/commands/commands.h"
#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/accounts/account.h"
#include "kernel/accounts/api_key.h"
#include "kernel/layers/layers.h"
#include "kernel/places/zone.h"
#include "kernel/run_unit.h"
#include "kernel/sign_in/sign_in.h"

namespace cityhall {
namespace {

Actor const& operator_actor() {
  static Actor const actor = system_actor("command line");
  return actor;
}

std::vector<std::string> listed(std::string const& text) {
  std::vector<std::string> words;
  for (auto const word : split(text, ','))
    if (!trim(word).empty()) words.emplace_back(trim(word));
  return words;
}

std::string link_for(City& city, AccountId account) {
  return sign_in_link_url(city, run_unit(city, operator_actor(), [&](Unit& unit) {
                            return make_sign_in_link(unit, account, LinkUse::invitation, std::chrono::hours{72});
                          }));
}

void print_json(Json const& json) { std::cout << json.dump(2) << '\n'; }

Account account_named(City& city, Arguments const& arguments) {
  auto const found = run_view(city, operator_actor(), [&](View const& view) { return find_account(view, arguments.text("EMAIL")); });
  if (!found) throw not_found(_("There is no account with this e-mail address."), _("List them with: cityhall user list"));
  return *found;
}

ExitCode run_user_add(Arguments const& arguments) {
  Process process{arguments.text("data")};
  auto served = open_named_city(process, arguments, "/admin/users");
  auto const id = run_unit(served->city(), operator_actor(), [&](Unit& unit) {
    return create_account(unit,
                          {.email = arguments.text("EMAIL"), .name = arguments.text("name"), .roles = listed(arguments.text("roles"))});
  });
  auto const link = link_for(served->city(), id);
  if (arguments.has("json")) print_json({{"id", to_text(id)}, {"email", arguments.text("EMAIL")}, {"link", link}});
  else std::cout << "Account made. Sign-in link, once, for three days:\n" << link << '\n';
  return ExitCode::ok;
}

ExitCode run_user_link(Arguments const& arguments) {
  Process process{arguments.text("data")};
  auto served = open_named_city(process, arguments, "/admin/users");
  auto const found = account_named(served->city(), arguments);
  auto const link = link_for(served->city(), found.id);
  if (arguments.has("json")) print_json({{"id", to_text(found.id)}, {"email", found.email}, {"link", link}});
  else std::cout << link << '\n';
  return ExitCode::ok;
}

Json user_json(Account const& account) {
  auto const time = [](std::optional<Time> const& at) { return at ? Json(to_rfc3339(*at)) : Json(nullptr); };
  return {{"id", to_text(account.id)}, {"email", account.email},
          {"name", account.name},      {"roles", account.roles},
          {"disabled", time(account.disabled)}, {"last_sign_in", time(account.last_sign_in)}};
}

void print_user(Account const& account) {
  std::cout << account.email << '\t' << account.name << '\t' << join(account.roles, ",") << (account.disabled ? "\tdisabled" : "") << '\n';
}

ExitCode run_user_list(Arguments const& arguments) {
  Process process{arguments.text("data")};
  auto served = open_named_city_to_read(process, arguments);
  auto const all = run_view(served->city(), operator_actor(),
                            [](View const& view) { return accounts(view, {.kind = AccountKind::staff, .most = 10'000}); });
  if (arguments.has("json")) {
    auto list = Json::array();
    for (auto const& account : all) list.push_back(user_json(account));
    print_json(list);
    return ExitCode::ok;
  }
  for (auto const& account : all) print_user(account);
  return ExitCode::ok;
}

/// Changes one account and prints how it stands then.
ExitCode change_user(Arguments const& arguments, std::function<void(Unit&, Account const&)> const& change) {
  Process process{arguments.text("data")};
  auto served = open_named_city(process, arguments, "/admin/users");
  auto const before = account_named(served->city(), arguments);
  run_unit(served->city(), operator_actor(), [&](Unit& unit) { change(unit, before); });
  auto const after = account_named(served->city(), arguments);
  if (arguments.has("json")) print_json(user_json(after));
  else print_user(after);
  return ExitCode::ok;
}

ExitCode run_user_disable(Arguments const& arguments) {
  return change_user(arguments, [](Unit& unit, Account const& account) { disable_account(unit, account.id); });
}

ExitCode run_user_enable(Arguments const& arguments) {
  return change_user(arguments, [](Unit& unit, Account const& account) { enable_account(unit, account.id); });
}

ExitCode run_user_reset_factor(Arguments const& arguments) {
  return change_user(arguments, [](Unit& unit, Account const& account) { remove_second_factor(unit, account.id); });
}

ExitCode run_user_roles(Arguments const& arguments) {
  auto const roles = listed(arguments.text("ROLES"));
  return change_user(arguments, [&](Unit& unit, Account const& account) { set_roles(unit, account.id, roles); });
}

ExitCode run_key_add(Arguments const& arguments) {
  Process process{arguments.text("data")};
  auto served = open_named_city(process, arguments, "/admin/keys");
  auto const made = run_unit(served->city(), operator_actor(), [&](Unit& unit) {
    return create_api_key(unit, {.label = arguments.text("LABEL"),
                                 .contact = arguments.text("contact"),
                                 .scopes = listed(arguments.text("scopes")),
                                 .requests_per_minute = arguments.number("per-minute")});
  });
  if (arguments.has("json")) print_json({{"id", to_text(made.id)}, {"label", arguments.text("LABEL")}, {"key", made.text}});
  else std::cout << "API key, shown this once:\n" << made.text << '\n';
  return ExitCode::ok;
}

Json key_json(ApiKey const& key) {
  auto const time = [](std::optional<Time> const& at) { return at ? Json(to_rfc3339(*at)) : Json(nullptr); };
  return {{"id", to_text(key.id)},
          {"label", key.label},
          {"contact", key.contact},
          {"scopes", key.scopes},
          {"requests_per_minute", key.requests_per_minute},
          {"disabled", time(key.disabled)},
          {"last_used", time(key.last_used)}};
}

ExitCode run_key_list(Arguments const& arguments) {
  Process process{arguments.text("data")};
  auto served = open_named_city_to_read(process, arguments);
  auto const keys = run_view(served->city(), operator_actor(), [](View const& view) { return api_keys(view); });
  auto list = Json::array();
  for (auto const& key : keys) {
    list.push_back(key_json(key));
    if (!arguments.has("json"))
      std::cout << to_text(key.id) << '\t' << key.label << '\t' << key.contact << '\t' << join(key.scopes, ",")
                << (key.disabled ? "\tdisabled" : "") << '\n';
  }
  if (arguments.has("json")) print_json(list);
  return ExitCode::ok;
}

/// By its number, or by what it is for where only one live key is for that.
ApiKey key_named(City& city, std::string const& named) {
  auto const keys = run_view(city, operator_actor(), [](View const& view) { return api_keys(view); });
  std::vector<ApiKey> fit;
  for (auto const& key : keys)
    if (!key.disabled && (key.label == named || to_text(key.id) == named)) fit.push_back(key);
  if (fit.empty()) throw not_found(_("There is no live key {name}.").with("name", named), _("List them with: cityhall key list"));
  if (fit.size() > 1)
    throw invalid("key.several", _("Several keys are called {name}.").with("name", named), _("Give the number, from: cityhall key list"));
  return fit.front();
}

ExitCode run_key_disable(Arguments const& arguments) {
  Process process{arguments.text("data")};
  auto served = open_named_city(process, arguments, "/admin/keys");
  auto const key = key_named(served->city(), arguments.text("KEY"));
  run_unit(served->city(), operator_actor(), [&](Unit& unit) { disable_api_key(unit, key.id); });
  if (arguments.has("json")) print_json({{"id", to_text(key.id)}, {"label", key.label}, {"disabled", true}});
  else std::cout << key.label << " is disabled.\n";
  return ExitCode::ok;
}

ExitCode run_zone_list(Arguments const& arguments) {
  Process process{arguments.text("data")};
  auto served = open_named_city_to_read(process, arguments);
  auto const zones = served->city().zones.get();
  auto list = Json::array();
  for (auto const& zone : zones->all()) {
    list.push_back({{"layer", zone.layer}, {"name", zone.name}});
    if (!arguments.has("json")) std::cout << zone.layer << '\t' << zone.name << '\n';
  }
  if (arguments.has("json")) print_json(list);
  return ExitCode::ok;
}

void print_layer_users(std::string const& layer, LayerUsers const& users) {
  std::cout << "The layer " << layer << ": " << users.zones << " zones; " << users.cases << " requests lie in them and keep their names.\n";
  if (!users.services.empty()) std::cout << "Services that read it: " << join(users.services, ", ") << '\n';
  if (!users.crews.empty()) std::cout << "Crews that cover its zones: " << join(users.crews, ", ") << '\n';
}

ExitCode run_zone_remove(Arguments const& arguments) {
  Process process{arguments.text("data")};
  bool const rehearsed = arguments.has("dry-run");
  auto served = rehearsed ? open_named_city_to_read(process, arguments) : open_named_city(process, arguments, "/admin/zones");
  auto const layer = arguments.text("LAYER");
  auto const users = run_view(served->city(), operator_actor(), [&](View const& view) { return users_of_layer(view, layer); });
  if (!arguments.has("json")) print_layer_users(layer, users);
  if (!rehearsed) run_unit(served->city(), operator_actor(), [&](Unit& unit) { return remove_layer(unit, layer); });
  if (arguments.has("json"))
    print_json({{"layer", layer},
                {"zones", users.zones},
                {"cases", users.cases},
                {"services", users.services},
                {"crews", users.crews},
                {"removed", !rehearsed}});
  else if (!rehearsed) std::cout << "It is removed.\n";
  return ExitCode::ok;
}

ExitCode run_zone_rename(Arguments const& arguments) {
  Process process{arguments.text("data")};
  auto served = open_named_city(process, arguments, "/admin/zones");
  auto const layer = arguments.text("LAYER");
  auto const name = arguments.text("NAME");
  auto const zones = run_unit(served->city(), operator_actor(), [&](Unit& unit) { return rename_layer(unit, layer, name); });
  if (arguments.has("json")) print_json({{"layer", layer}, {"name", name}, {"zones", zones}});
  else std::cout << "The layer " << layer << " is the layer " << name << " now.\n";
  return ExitCode::ok;
}

CommandOption email_option() { return {.name = "EMAIL", .summary = "E-mail address of the account", .required = true}; }

std::vector<Command> user_commands() {
  return {
      {"user add",
       "Makes a staff account and prints its sign-in link.",
       {email_option(),
        {.name = "--name", .summary = "Name of the person", .required = true},
        {.name = "--roles", .summary = "Roles, by commas", .fallback = "agent"},
        data_option(),
        city_option(),
        json_option()},
       run_user_add},
      {"user link",
       "Prints a new sign-in link for an account: also the way back in for an administrator.",
       {email_option(), data_option(), city_option(), json_option()},
       run_user_link},
      {"user list", "Lists the staff accounts.", {data_option(), city_option(), json_option()}, run_user_list},
      {"user disable",
       "Disables an account: nobody signs in with it, and who is signed in is signed out.",
       {email_option(), data_option(), city_option(), json_option()},
       run_user_disable},
      {"user enable", "Enables an account again.", {email_option(), data_option(), city_option(), json_option()}, run_user_enable},
      {"user reset-factor",
       "Removes the second factor of an account, after a lost phone: its owner sets up a new one.",
       {email_option(), data_option(), city_option(), json_option()},
       run_user_reset_factor},
      {"user roles",
       "Gives an account these roles and no others.",
       {email_option(),
        {.name = "ROLES", .summary = "Roles, by commas", .required = true},
        data_option(),
        city_option(),
        json_option()},
       run_user_roles},
  };
}

std::vector<Command> key_commands() {
  return {
      {"key add",
       "Makes an API key for another program.",
       {{.name = "LABEL", .summary = "What the key is for", .required = true},
        {.name = "--contact", .summary = "E-mail address of whoever runs the client", .required = true},
        {.name = "--scopes", .summary = "What it may do, by commas", .fallback = "open311.submit"},
        {.name = "--per-minute", .kind = OptionKind::number, .summary = "How often it may ask in a minute", .fallback = "600"},
        data_option(),
        city_option(),
        json_option()},
       run_key_add},
      {"key list", "Lists the API keys.", {data_option(), city_option(), json_option()}, run_key_list},
      {"key disable",
       "Disables an API key; it is never enabled again.",
       {{.name = "KEY", .summary = "What it is for, or its number", .required = true}, data_option(), city_option(), json_option()},
       run_key_disable},
  };
}

std::vector<Command> zone_commands() {
  return {
      {"zone list", "Lists the zones by layer.", {data_option(), city_option(), json_option()}, run_zone_list},
      {"zone rename",
       "Gives a layer another name; its zones and what lies in them stay.",
       {{.name = "LAYER", .summary = "The layer", .required = true},
        {.name = "NAME", .summary = "Its new name", .required = true},
        data_option(),
        city_option(),
        json_option()},
       run_zone_rename},
      {"zone remove",
       "Takes a layer out of the map and says what counted on it; requests keep the names of its zones.",
       {{.name = "LAYER", .summary = "The layer", .required = true},
        {.name = "--dry-run", .kind = OptionKind::flag, .summary = "Say what counts on it, and change nothing"},
        data_option(),
        city_option(),
        json_option()},
       run_zone_remove},
  };
}

}  // namespace

std::vector<Command> office_commands() {
  auto all = user_commands();
  for (auto const& part : {key_commands(), zone_commands()}) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace cityhall
