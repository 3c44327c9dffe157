#include "kernel/definitions/definition_set.h"

#include <algorithm>

namespace cityhall {
namespace {

/// Dates as text are in the order of time.
bool counts(Definition const& definition, std::string_view today) { return today.empty() || definition.effective <= today; }

}  // namespace

DefinitionSet::DefinitionSet(std::vector<PublishedDefinition> published, std::string today) : today_{std::move(today)} {
  for (auto& one : published) {
    auto const version = one.definition->version;
    auto const id = one.definition->id;
    services_[id].insert_or_assign(version, std::move(one));
  }
  for (auto const& [id, versions] : services_) {
    auto const counts_now = [&](auto const& one) { return counts(*one.second.definition, today_); };
    auto const found = std::find_if(versions.rbegin(), versions.rend(), counts_now);
    if (found == versions.rend() || found->second.retired) continue;
    auto const& newest = found->second;
    newest_.emplace(id, newest.definition);
    current_.push_back(newest.definition);
    if (auto const& code = newest.definition->open311.service_code; !code.empty()) codes_.emplace(code, newest.definition);
  }
}

std::vector<PublishedDefinition> DefinitionSet::all() const {
  std::vector<PublishedDefinition> out;
  for (auto const& [id, versions] : services_)
    for (auto const& [version, published] : versions) out.push_back(published);
  return out;
}

DefinitionSet DefinitionSet::with(PublishedDefinition published) const {
  auto next = all();
  next.push_back(std::move(published));
  return DefinitionSet{std::move(next), today_};
}

DefinitionSet DefinitionSet::without(std::string_view service_id) const {
  auto next = all();
  for (auto& one : next)
    if (one.definition->id == service_id) one.retired = true;
  return DefinitionSet{std::move(next), today_};
}

DefinitionSet DefinitionSet::on(std::string_view today) const { return DefinitionSet{all(), std::string{today}}; }

bool DefinitionSet::changes_on(std::string_view today) const {
  for (auto const& [id, versions] : services_)
    for (auto const& [version, published] : versions)
      if (counts(*published.definition, today) != counts(*published.definition, today_)) return true;
  return false;
}

DefinitionPtr DefinitionSet::find(std::string_view service_id) const {
  auto const found = newest_.find(service_id);
  return found == newest_.end() ? nullptr : found->second;
}

DefinitionPtr DefinitionSet::find(std::string_view service_id, int version) const {
  auto const service = services_.find(service_id);
  if (service == services_.end()) return nullptr;
  auto const found = service->second.find(version);
  return found == service->second.end() ? nullptr : found->second.definition;
}

DefinitionPtr DefinitionSet::find_code(std::string_view service_code) const {
  auto const found = codes_.find(service_code);
  return found == codes_.end() ? nullptr : found->second;
}

std::vector<PublishedDefinition const*> DefinitionSet::versions(std::string_view service_id) const {
  std::vector<PublishedDefinition const*> out;
  auto const service = services_.find(service_id);
  if (service == services_.end()) return out;
  for (auto const& [version, published] : service->second) out.push_back(&published);
  return out;
}

}  // namespace cityhall
