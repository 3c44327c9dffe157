#include <iostream>

#include "app/commands/commands.h"
#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/accounts/account.h"
#include "kernel/accounts/api_key.h"
#include "kernel/sign_in/sign_in.h"
#include "kernel/places/zone.h"
#include "kernel/run_unit.h"

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

ExitCode run_user_add(Arguments const& arguments) {
  Process process{arguments.text("data")};
  auto served = open_named_city(process, arguments, "/admin/users");
  auto const id = run_unit(served->city(), operator_actor(), [&](Unit& unit) {
    return create_account(unit,
                          {.email = arguments.text("EMAIL"), .name = arguments.text("name"), .roles = listed(arguments.text("roles"))});
  });
  std::cout << "Account made. Sign-in link, once, for three days:\n" << link_for(served->city(), id) << '\n';
  return ExitCode::ok;
}

ExitCode run_user_link(Arguments const& arguments) {
  Process process{arguments.text("data")};
  auto served = open_named_city(process, arguments, "/admin/users");
  auto const found =
      run_view(served->city(), operator_actor(), [&](View const& view) { return find_account(view, arguments.text("EMAIL")); });
  if (!found) throw not_found(_("There is no account with this e-mail address."), _("List them with: cityhall user list"));
  std::cout << link_for(served->city(), found->id) << '\n';
  return ExitCode::ok;
}

ExitCode run_user_list(Arguments const& arguments) {
  Process process{arguments.text("data")};
  auto served = open_named_city(process, arguments, "/admin/users");
  auto const all = run_view(served->city(), operator_actor(),
                            [](View const& view) { return accounts(view, {.kind = AccountKind::staff, .most = 10'000}); });
  for (auto const& account : all)
    std::cout << account.email << '\t' << account.name << '\t' << join(account.roles, ",") << (account.disabled ? "\tdisabled" : "")
              << '\n';
  return ExitCode::ok;
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
  std::cout << "API key, shown this once:\n" << made.text << '\n';
  return ExitCode::ok;
}

ExitCode run_key_list(Arguments const& arguments) {
  Process process{arguments.text("data")};
  auto served = open_named_city(process, arguments, "/admin/keys");
  auto const keys = run_view(served->city(), operator_actor(), [](View const& view) { return api_keys(view); });
  for (auto const& key : keys)
    std::cout << key.label << '\t' << key.contact << '\t' << join(key.scopes, ",") << (key.disabled ? "\tdisabled" : "") << '\n';
  return ExitCode::ok;
}

ExitCode run_zone_list(Arguments const& arguments) {
  Process process{arguments.text("data")};
  auto served = open_named_city(process, arguments, "/admin/zones");
  auto const zones = served->city().zones.get();
  if (arguments.has("json")) {
    auto list = Json::array();
    for (auto const& zone : zones->all()) list.push_back({{"layer", zone.layer}, {"name", zone.name}});
    std::cout << list.dump(2) << '\n';
    return ExitCode::ok;
  }
  for (auto const& zone : zones->all()) std::cout << zone.layer << '\t' << zone.name << '\n';
  return ExitCode::ok;
}

CommandOption email_option() { return {.name = "EMAIL", .summary = "E-mail address of the account", .required = true}; }

}  // namespace

std::vector<Command> office_commands() {
  return {
      {"user add",
       "Makes a staff account and prints its sign-in link.",
       {email_option(),
        {.name = "--name", .summary = "Name of the person", .required = true},
        {.name = "--roles", .summary = "Roles, by commas", .fallback = "agent"},
        data_option(),
        city_option()},
       run_user_add},
      {"user link",
       "Prints a new sign-in link for an account: also the way back in for an administrator.",
       {email_option(), data_option(), city_option()},
       run_user_link},
      {"user list", "Lists the staff accounts.", {data_option(), city_option()}, run_user_list},
      {"key add",
       "Makes an API key for another program.",
       {{.name = "LABEL", .summary = "What the key is for", .required = true},
        {.name = "--contact", .summary = "E-mail address of whoever runs the client", .required = true},
        {.name = "--scopes", .summary = "What it may do, by commas", .fallback = "open311.submit"},
        {.name = "--per-minute", .kind = OptionKind::number, .summary = "How often it may ask in a minute", .fallback = "600"},
        data_option(),
        city_option()},
       run_key_add},
      {"key list", "Lists the API keys.", {data_option(), city_option()}, run_key_list},
      {"zone list",
       "Lists the zones by layer.",
       {data_option(), city_option(), {.name = "--json", .kind = OptionKind::flag, .summary = "Answer as JSON"}},
       run_zone_list},
  };
}

}  // namespace cityhall
