#include "services/api/delegations.h"

#include "kernel/accounts/api_key.h"
#include "kernel/delegates/enlist.h"

namespace cityhall {

using namespace web;

std::string version_of(Delegation const& delegation) { return std::to_string(delegation.revision); }

Record<Delegation> const& answer_record(Delegation const*) {
  using D = Delegation;
  static Record<D> const record{
      "Delegation",
      {member("id", &D::id), member("account", &D::account), member("name", &D::name), member("email", &D::email),
       member("organisation", &D::organisation), member("source", &D::source).says("Stands with each report."),
       member("services", &D::services).says("Empty: all."), member("zones", &D::zones).says("Empty: the whole city."),
       member("course", &D::course).says("The training without which it sleeps; empty: none."),
       member("valid_until", &D::valid_until).says("End of the newest certificate of that course."), member("active", &D::active),
       member("revision", &D::revision).says("Also the ETag.")}};
  return record;
}

Record<TrainingResult> const& answer_record(TrainingResult const*) {
  using T = TrainingResult;
  static Record<T> const record{"TrainingResult",
                                {member("course", &T::course), member("version", &T::version).says("Hash of the text that was read."),
                                 member("right", &T::right), member("questions", &T::questions), member("passed", &T::passed),
                                 member("taken_at", &T::taken_at), member("valid_until", &T::valid_until)}};
  return record;
}

namespace api {
namespace {

DelegationId asked_delegation(Call const& call) { return DelegationId{parse_id(call.path_value("delegation"))}; }

ListPage<Delegation> list_delegations(Call& call) { return {.items = delegations(call.view())}; }
Delegation show_delegation(Call& call) { return delegation_by_id(call.view(), asked_delegation(call)); }

Delegation written(DelegationBody const& body, Delegation delegation) {
  delegation.name = body.name;
  delegation.organisation = body.organisation;
  delegation.source = body.source;
  delegation.services = body.services;
  delegation.zones = body.zones;
  delegation.course = body.course;
  delegation.active = body.active;
  return delegation;
}

Created<Delegation> create_delegation(Call& call, DelegationBody const& body) {
  auto unit = call.unit();
  auto const id = enlist(unit, written(body, {.email = body.email}));
  return {delegation_by_id(view_of(unit), id), "/api/v1/delegations/" + to_text(id)};
}
Delegation put_delegation(Call& call, DelegationBody const& body) {
  auto const before = show_delegation(call);
  expect_version(call, version_of(before));
  auto unit = call.unit();
  enlist(unit, written(body, before));
  return delegation_by_id(view_of(unit), before.id);
}
ListPage<TrainingResult> list_training(Call& call) { return {.items = training_of(call.view(), show_delegation(call).account)}; }
Created<DelegationKey> create_delegation_key(Call& call) {
  auto const delegation = show_delegation(call);
  auto unit = call.unit();
  auto const made = create_api_key(unit, {.label = delegation.organisation + " (" + delegation.source + ")",
                                          .contact = delegation.email,
                                          .scopes = {"open311.submit"},
                                          .requests_per_minute = 120});
  lend_key(unit, delegation.id, made.id);
  return {{.id = made.id, .key = made.text}, "/api/v1/keys/" + to_text(made.id)};
}

}  // namespace

Record<DelegationBody> const& body_record(DelegationBody const*) {
  using B = DelegationBody;
  static Record<B> const record{
      "DelegationInput",
      {member("email", &B::email).most(254).says("Of the person, when it is made; it stays."), member("name", &B::name).most(200),
       member("organisation", &B::organisation).required().least(1).most(200),
       member("source", &B::source).required().least(1).most(40).says("Small letters, digits and hyphens."),
       member("services", &B::services).most(500), member("zones", &B::zones).most(500), member("course", &B::course).most(80),
       member("active", &B::active)}};
  return record;
}
Record<DelegationKey> const& answer_record(DelegationKey const*) {
  static Record<DelegationKey> const record{
      "DelegationKey", {member("id", &DelegationKey::id), member("key", &DelegationKey::key).says("Told this once.")}};
  return record;
}

std::vector<Route> delegation_routes() {
  using enum Method;
  constexpr std::string_view group = "Delegations";
  constexpr std::string_view path = "/api/v1/delegations/{delegation}";
  return {endpoint<list_delegations>(GET, "/api/v1/delegations", "delegates.manage", {group, _("Those who report for others")}),
          endpoint<create_delegation>(POST, "/api/v1/delegations", "delegates.manage", {group, _("Let somebody report for others"),
                                        "The account with that address, which is made when there is none, gets the role: the key "
                                       "needs admin.accounts as well."}),
          endpoint<show_delegation>(GET, path, "delegates.manage", {group, _("One delegation")}),
          endpoint<put_delegation>(PUT, path, "delegates.manage", {group, _("Change a delegation")}),
          endpoint<list_training>(GET, "/api/v1/delegations/{delegation}/training", "delegates.manage",
                                  {group, _("Courses that the person took, newest first")}),
          endpoint<create_delegation_key>(POST, "/api/v1/delegations/{delegation}/keys", "delegates.manage",
                                          {group, _("Make a key that reports under the delegation")})};
}

}  // namespace api
}  // namespace cityhall
