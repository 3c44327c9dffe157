#include "services/imports/report.h"

#include <algorithm>
#include <vector>

#include "base/json.h"

namespace cityhall::imports {
namespace {

constexpr std::size_t differences_shown = 20;

using Member = std::pair<char const*, std::uint64_t Counts::*>;
constexpr Member members[]{{"rows", &Counts::rows},         {"added", &Counts::added},   {"updated", &Counts::updated},
                           {"unchanged", &Counts::unchanged}, {"rejected", &Counts::rejected}, {"open", &Counts::open},
                           {"closed", &Counts::closed},     {"overdue", &Counts::overdue}, {"converted", &Counts::converted}};
using AgreementMember = std::pair<char const*, std::uint64_t Agreement::*>;
constexpr AgreementMember agreement_members[]{{"compared", &Agreement::compared},
                                              {"agreed", &Agreement::agreed},
                                              {"default_point", &Agreement::default_point},
                                              {"no_statement", &Agreement::no_statement},
                                              {"no_point", &Agreement::no_point}};

Json agreement_json(Agreement const& agreement, std::size_t most) {
  Json out = Json::object();
  for (auto const& [name, member] : agreement_members) out[name] = agreement.*member;
  std::vector<std::pair<std::uint64_t, std::pair<std::string, std::string>>> sorted;
  for (auto const& [names, count] : agreement.differences) sorted.emplace_back(count, names);
  std::sort(sorted.rbegin(), sorted.rend());
  out["differences"] = Json::array();
  for (auto const& [count, names] : sorted) {
    if (out["differences"].size() == most) break;
    out["differences"].push_back({{"file", names.first}, {"map", names.second}, {"rows", count}});
  }
  return out;
}

std::uint64_t number_in(Json const& object, char const* name) {
  auto const found = object.find(name);
  return found == object.end() || !found->is_number_unsigned() ? 0 : found->get<std::uint64_t>();
}

Json counts_json(Counts const& counts, std::size_t differences_most) {
  Json out = Json::object();
  for (auto const& [name, member] : members) out[name] = counts.*member;
  out["agreement"] = agreement_json(counts.agreement, differences_most);
  return out;
}

}  // namespace

std::string counts_text(Counts const& counts) { return cityhall::to_text(counts_json(counts, 1'000)); }

Counts counts_from(std::string_view text) {
  Counts out;
  auto const json = parse_json(text);
  if (!json || !json->is_object() || !json->contains("agreement")) return out;
  for (auto const& [name, member] : members) out.*member = number_in(*json, name);
  auto const& agreement = (*json)["agreement"];
  for (auto const& [name, member] : agreement_members) out.agreement.*member = number_in(agreement, name);
  for (auto const& difference : agreement["differences"])
    out.agreement.differences[{text_of(difference, "file"), text_of(difference, "map")}] = number_in(difference, "rows");
  return out;
}

Json report_json(Report const& report) {
  Json out = counts_json(report.counts, differences_shown);
  out["agreement"]["share"] = share(report.counts.agreement);
  out["services"] = report.services;
  out["services_made"] = report.services_made;
  out["resumed_at_line"] = report.resumed_at_line;
  out["stopped"] = report.stopped;
  out["seconds"] = report.seconds;
  out["rows_per_second"] = report.seconds > 0 ? static_cast<double>(report.counts.rows) / report.seconds : 0.0;
  out["reject_file"] = report.reject_file;
  return out;
}

double share(Agreement const& agreement) {
  return agreement.compared == 0 ? 1.0 : static_cast<double>(agreement.agreed) / static_cast<double>(agreement.compared);
}

}  // namespace cityhall::imports
