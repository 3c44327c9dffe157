#include "services/admin/settings_handlers.h"

#include "services/admin/settings_pages.h"

namespace cityhall {
namespace {

constexpr std::size_t history_shown = 20;

/// As typed: lists by lines.
struct SettingsForm {
  Settings settings{.phone = {}};  // an empty field empties it
  std::string hosts, languages, trusted_proxies;
  std::string smtp_url, mail_user, mail_password, mail_from, mail_inbox;
};

template <class V>
web::Field<SettingsForm> setting(std::string name, V Settings::*member) {
  return {std::move(name), [member](web::FormData const& form, web::FieldRules const& rules, SettingsForm& value,
                                    web::FieldErrors& errors) { web::read_field(form, rules, value.settings.*member, errors); }};
}

web::Form<SettingsForm> settings_form() {
  return {setting("name", &Settings::name).required().most(100),
          setting("phone", &Settings::phone).most(40),
          setting("email", &Settings::email).most(254),
          setting("address", &Settings::address).most(200),
          setting("time_zone", &Settings::time_zone).required().most(64),
          setting("base_url", &Settings::base_url).required().most(300),
          setting("jurisdiction_id", &Settings::jurisdiction_id).most(200),
          setting("staff_second_factor", &Settings::staff_second_factor),
          setting("outbound_everywhere", &Settings::outbound_everywhere),
          setting("north", &Settings::north),
          setting("south", &Settings::south),
          setting("west", &Settings::west),
          setting("east", &Settings::east),
          web::field("hosts", &SettingsForm::hosts).most(4000).lines(),
          web::field("languages", &SettingsForm::languages).required().most(400).lines(),
          web::field("trusted_proxies", &SettingsForm::trusted_proxies).most(4000).lines(),
          web::field("mail.smtp_url", &SettingsForm::smtp_url).most(300),
          web::field("mail.user", &SettingsForm::mail_user).most(254),
          web::field("mail.password", &SettingsForm::mail_password).most(254),
          web::field("mail.from", &SettingsForm::mail_from).most(300),
          web::field("mail.inbox", &SettingsForm::mail_inbox).most(254)};
}

/// What the form does not show stays as it is; an empty password keeps the one that is set.
Settings merged(Settings const& current, SettingsForm const& form) {
  auto next = form.settings;
  next.demo = current.demo;
  next.look = current.look;
  next.hosts = lines_of(form.hosts);
  next.languages = lines_of(form.languages);
  next.holidays = current.holidays;
  next.trusted_proxies = lines_of(form.trusted_proxies);
  next.mail = {.smtp_url = form.smtp_url,
               .user = form.mail_user,
               .password = form.mail_password.empty() ? current.mail.password : form.mail_password,
               .from = form.mail_from,
               .inbox = form.mail_inbox};
  return next;
}

/// The errors of the form and those of the settings as a whole, a field once.
void add_faults(web::FieldErrors& errors, Settings const& next) {
  try {
    check_settings(next);
  } catch (Refusal const& refusal) {
    for (auto const& fault : refusal.fields) {
      bool const known = std::any_of(errors.begin(), errors.end(), [&](FieldError const& error) { return error.field == fault.field; });
      if (!known) errors.push_back(fault);
    }
  }
}

Settings read_settings(Call const& call) {
  auto reading = web::try_read(settings_form(), call.request.form);
  auto next = merged(*call.city.settings.get(), reading.value);
  add_faults(reading.entered.errors, next);
  if (!reading.ok()) throw invalid_fields(std::move(reading.entered.errors));
  return next;
}

}  // namespace

web::Response show_settings(Call& call) {
  auto const settings = call.city.settings.get();
  return settings_page(call, {.settings = *settings, .history = settings_history(call.view(), history_shown)});
}

web::Response save_settings(Call& call) {
  auto const next = read_settings(call);
  auto unit = call.unit();
  change_settings(unit, next);
  return saved("/admin/settings");
}

web::Response undo_settings(Call& call) {
  auto unit = call.unit();
  undo_settings_change(unit, parse_id(call.path_value("change")));
  return saved("/admin/settings");
}

web::Response settings_again(Call& call, Refusal const& refusal) {
  auto const settings = call.city.settings.get();
  return settings_page(call,
                       {.settings = *settings, .history = settings_history(call.view(), history_shown), .told = told_of(call, refusal)});
}

}  // namespace cityhall
