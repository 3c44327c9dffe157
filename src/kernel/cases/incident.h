#pragma once
// Incidents: one case that stands for many reports. They follow it as a family does (family.h); new ones near it may join by themselves.

#include <string>
#include <string_view>
#include <vector>

#include "kernel/cases/family.h"
#include "kernel/events/event.h"

namespace cityhall {

struct Incident {
  CaseId id{};
  std::string number{};
  std::string title{};
  std::vector<std::string> services{};  // whose new reports join by themselves
  double within_m = 0;                  // when they are so near; 0: none does
  Time made_at{};
  std::size_t reports = 0;  // that follow it
  std::string note{};       // the last public message
  bool is_public = false;
};

struct NewIncident {
  std::string title{};
  std::vector<std::string> services{};
  double within_m = 0;  // at most 50,000
};
/// Makes an incident of a case that stands for itself, or changes one. The title becomes the case's. Appends `incident.declared`.
/// Needs `issues.triage`.
void declare_incident(Unit& unit, Case& report, NewIncident const& incident);
/// Nothing when the case is none.
std::optional<Incident> incident_of(View const& view, CaseId id);
/// The open ones, newest first.
std::vector<Incident> open_incidents(View const& view);

/// Which open reports are meant; every part that is given narrows the choice.
struct IncidentReach {
  std::string service{};
  double within_m = 0;  // of the incident's place
  ZoneId zone{};
  Time since{};
  std::string text{};
};
/// Reports that could join: open, standing for themselves, no incidents; newest first, at most `most`. An empty IncidentReach means none.
std::vector<CaseId> reports_in_reach(View const& view, Case const& incident, IncidentReach const& reach, std::size_t most = 500);

struct Joined {
  std::size_t joined = 0;
  std::vector<std::string> left_out{};  // numbers of those that could not
};
/// Attaches each that can be. Appends `case.merged` for each. Needs `issues.triage`.
Joined attach_reports(Unit& unit, Case const& incident, std::vector<CaseId> const& reports);

/// Consumer of `case.opened` and `case.service_changed`: a report near an open incident joins it.
void join_incident(Unit& unit, Event const& event);

}  // namespace cityhall
