#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/accounts/account.h"
#include "kernel/accounts/gate.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "kernel/handover/partner.h"
#include "kernel/secrets/secrets.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

using Map = std::map<std::string, std::string>;

Map map_from(std::string_view text) {
  Map map;
  auto const json = parse_json(text);
  if (!json || !json->is_object()) return map;
  for (auto const& [name, value] : json->items())
    if (value.is_string()) map[name] = value.get<std::string>();
  return map;
}

template <class AnyRow>
Partner partner_from(AnyRow const& row) {
  return {.id = row.template get<PartnerId>(0),
          .name = row.template get<std::string>(1),
          .way = row.template get<std::string>(2) == "open311" ? PartnerWay::open311 : PartnerWay::mail,
          .email = row.template get<std::string>(3),
          .language = row.template get<std::string>(4),
          .endpoint = row.template get<std::string>(5),
          .jurisdiction_id = row.template get<std::string>(6),
          .service_codes = map_from(row.template get<std::string>(7)),
          .statuses = map_from(row.template get<std::string>(8)),
          .told_statuses = map_from(row.template get<std::string>(9)),
          .active = row.template get<bool>(10),
          .polled_until = row.template get<Time>(11),
          .poll_fault = row.template get<std::string>(12)};
}

void check(Unit& unit, Partner const& partner) {
  std::vector<FieldError> errors;
  if (trim(partner.name).empty()) errors.push_back({"name", "required", _("Give the partner a name.")});
  auto const other = unit.tx.maybe_value<PartnerId>(R"sql(SELECT id FROM partners WHERE name = $1)sql", trim(partner.name));
  if (other && *other != partner.id) errors.push_back({"name", "doubled", _("There is a partner with this name already.")});
  if (partner.way == PartnerWay::mail && !normal_email(partner.email))
    errors.push_back({"email", "malformed", _("Enter the e-mail address that takes the requests.")});
  bool const is_web = partner.endpoint.starts_with("https://") || partner.endpoint.starts_with("http://");
  if (partner.way == PartnerWay::open311 && !is_web)
    errors.push_back({"endpoint", "malformed", _("Enter the address of the Open311 endpoint, such as https://county.example/open311/v2.")});
  if (partner.way == PartnerWay::open311 && partner.service_codes.empty())
    errors.push_back(
        {"service_codes", "required", _("Say which of our services is which of theirs: pothole = POTHOLE, one on each line.")});
  if (!errors.empty()) throw invalid_fields(std::move(errors));
}

std::string sealed_key(Unit& unit, Partner const& partner) {
  if (!partner.api_key.empty()) return unit.city.gate().secrets().seal(partner.api_key);
  return unit.tx.maybe_value<std::string>(R"sql(SELECT api_key FROM partners WHERE id = $1)sql", partner.id).value_or("");
}

}  // namespace

std::string_view to_text(PartnerWay way) { return way == PartnerWay::open311 ? "open311" : "mail"; }

std::string Partner::code_for(std::string_view service) const {
  auto found = service_codes.find(std::string{service});
  if (found == service_codes.end()) found = service_codes.find("*");
  return found == service_codes.end() ? std::string{} : found->second;
}

std::string Partner::status_for(std::string_view theirs) const {
  auto const folded = to_lower_ascii(theirs);
  for (auto const& [word, ours] : statuses)
    if (to_lower_ascii(word) == folded) return ours;
  return folded;
}

std::string Partner::told_for(std::string_view ours) const {
  auto const found = told_statuses.find(std::string{ours});
  return found == told_statuses.end() ? std::string{} : found->second;
}

std::vector<Partner> partners(View const& view) {
  std::vector<Partner> all;
  for (auto const row : view.reader.query(
           R"sql(SELECT id, name, way, email, language, endpoint, jurisdiction_id, service_codes, statuses, told_statuses, active,
                        polled_until, poll_fault
                 FROM partners ORDER BY name)sql"))
    all.push_back(partner_from(row));
  return all;
}

Partner partner(View const& view, PartnerId id) {
  auto const row = view.reader.maybe(
      R"sql(SELECT id, name, way, email, language, endpoint, jurisdiction_id, service_codes, statuses, told_statuses, active,
              polled_until, poll_fault, api_key
            FROM partners WHERE id = $1)sql",
      id);
  if (!row) throw not_found(_("There is no such partner."));
  auto found = partner_from(*row);
  auto const sealed = row->get<std::string>(13);
  if (!sealed.empty()) found.api_key = view.city.gate().secrets().open(sealed).value_or("");
  return found;
}

PartnerId save_partner(Unit& unit, Partner const& partner) {
  require(unit.actor, "casework.rules");
  check(unit, partner);
  auto const id = partner.id ? partner.id : unit.city.ids().make<PartnerId>();
  unit.tx.run(
      R"sql(INSERT INTO partners (id, name, way, email, language, endpoint, api_key, jurisdiction_id, service_codes, statuses,
              told_statuses, active, polled_until, next_poll, poll_fault)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, '')
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, way = excluded.way, email = excluded.email, language = excluded.language,
              endpoint = excluded.endpoint, api_key = excluded.api_key, jurisdiction_id = excluded.jurisdiction_id,
              service_codes = excluded.service_codes, statuses = excluded.statuses,
              told_statuses = excluded.told_statuses, active = excluded.active, poll_fault = '')sql",
      id, trim(partner.name), to_text(partner.way), normal_email(partner.email).value_or(""), partner.language, partner.endpoint,
      sealed_key(unit, partner), partner.jurisdiction_id, to_text(Json(partner.service_codes)), to_text(Json(partner.statuses)),
      to_text(Json(partner.told_statuses)), partner.active, unit.now);
  append(unit, "partner.saved", {}, Json{{"partner", to_text(id)}, {"name", trim(partner.name)}, {"way", to_text(partner.way)}});
  return id;
}

}  // namespace cityhall
