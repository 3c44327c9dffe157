#include "app/setup.h"

#include "app/catalogue.h"
#include "base/refusal.h"
#include "kernel/accounts/account.h"
#include "kernel/sign_in/sign_in.h"
#include "kernel/definitions/city_context.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/definitions_store.h"
#include "kernel/definitions/parse.h"
#include "kernel/knowledge/article.h"
#include "kernel/run_unit.h"
#include "kernel/settings/settings_store.h"
#include "services/delegates/course.h"
#include "services/field/push.h"

namespace cityhall {
namespace {

constexpr auto first_link_life = std::chrono::hours{72};

Actor const& installer() {
  static Actor const actor = system_actor("setup");
  return actor;
}

std::string first_administrator(City& city, NewCity const& fresh) {
  auto const token = run_unit(city, installer(), [&](Unit& unit) {
    auto const account =
        create_account(unit, {.email = fresh.administrator_email, .name = fresh.administrator_name, .roles = {"administrator"}});
    return make_sign_in_link(unit, account, LinkUse::invitation, first_link_life);
  });
  return sign_in_link_url(city, token);
}

}  // namespace

std::size_t publish_catalogue(City& city) {
  std::size_t published = 0;
  for (auto const name : catalogue_names("services/", ".service.json")) {
    auto const json = catalogue_file(name);
    auto const parsed = parse_definition(json);
    if (!parsed) throw invalid("catalogue.faulty", _("The shipped service {name} is faulty.").with("name", std::string{name}));
    if (city.definitions.get()->find((*parsed)->id)) continue;
    run_unit(city, installer(), [&](Unit& unit) { publish_definition(unit, json, check_context(view_of(unit))); });
    ++published;
  }
  return published;
}

std::size_t add_knowledge(City& city) {
  std::vector<ArticleFile> files;
  for (auto const name : catalogue_names("knowledge/", ".md"))
    if (name != "knowledge/README.md") files.push_back({name, catalogue_file(name)});
  return run_unit(city, installer(), [&](Unit& unit) { return add_articles(unit, files); });
}

std::size_t add_training(City& city) {
  std::vector<delegates::CourseFile> files;
  for (auto const name : catalogue_names("courses/", ".md"))
    if (name != "courses/README.md") files.push_back({name, catalogue_file(name)});
  return run_unit(city, installer(), [&](Unit& unit) { return delegates::add_courses(unit, files); });
}

namespace {

bool is_there(Process& process, NewCity const& fresh) {
  return std::filesystem::exists(process.folder_of(slug_of(fresh.settings.name)));
}

Message already_there(NewCity const& fresh) {
  return _("There is a city called {name} in this data folder already.").with("name", fresh.settings.name);
}

MadeCity made_in(Process& process, std::string const& slug, NewCity const& fresh) {
  MadeCity made{.slug = slug};
  auto served = process.open(slug);
  auto& city = served->city();
  run_unit(city, installer(), [&](Unit& unit) {
    change_settings(unit, fresh.settings);
    make_push_key(unit);
  });
  if (fresh.with_catalogue) {
    made.services = publish_catalogue(city);
    add_knowledge(city);
    add_training(city);
  }
  if (!fresh.administrator_email.empty()) made.sign_in_link = first_administrator(city, fresh);
  return made;
}

}  // namespace

std::map<std::string, std::vector<std::string>> cities_by_host(Process& process) {
  std::map<std::string, std::vector<std::string>> hosts;
  for (auto const& slug : process.slugs()) {
    try {
      auto const opened = process.open_to_read(slug);
      for (auto const& host : opened->city().settings.get()->own_hosts()) hosts[std::string{host}].push_back(slug);
    } catch (Refusal const&) {
      continue;  // the doctor says what is wrong with it
    }
  }
  return hosts;
}

void check_new_city(Process& process, NewCity const& fresh) {
  std::vector<FieldError> faults;
  try {
    check_settings(fresh.settings);
  } catch (Refusal const& refusal) {
    faults = refusal.fields;
  }
  if (is_there(process, fresh)) faults.push_back({"name", "taken", already_there(fresh)});
  auto const taken = cities_by_host(process);
  for (auto const& host : fresh.settings.own_hosts())
    if (taken.contains(std::string{host}))
      faults.push_back({"base_url", "taken", _("Another city on this machine answers to {host}.").with("host", std::string{host})});
  if (!fresh.administrator_email.empty() && !normal_email(fresh.administrator_email))
    faults.push_back({"admin", "malformed", _("Enter an e-mail address, like name@example.org.")});
  if (!faults.empty()) throw invalid_fields(std::move(faults));
}

MadeCity make_city(Process& process, NewCity const& fresh) {
  if (is_there(process, fresh)) throw conflict("city.exists", already_there(fresh), _("Choose another name or another folder."));
  check_new_city(process, fresh);
  auto const slug = slug_of(fresh.settings.name);
  try {
    return made_in(process, slug, fresh);
  } catch (...) {
    std::filesystem::remove_all(process.folder_of(slug));
    throw;
  }
}

}  // namespace cityhall
