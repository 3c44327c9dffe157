#pragma once
// Incidents: the list, and one with everything that reaches all of its reports.

#include <vector>

#include "kernel/cases/inbox.h"
#include "kernel/cases/incident.h"
#include "services/page/page.h"

namespace cityhall {

/// Where the page of an incident is.
std::string incident_path(std::string_view number);

struct IncidentsView {
  std::vector<Incident> incidents{};
  web::Entered entered{};
  int status = 200;
};
/// The open ones, and the form that makes one.
web::Response incidents_page(Call const& call, IncidentsView const& view);

struct IncidentView {
  Case const& report;
  Incident incident{};
  std::vector<Member> members{};
  IncidentReach reach{};
  std::int64_t hours = 0;          // of the reach; 0: any time
  bool asked = false;              // a choice was asked for
  std::vector<InboxRow> choice{};  // reports that could join
  web::Entered entered{};
  int status = 200;
};
web::Response incident_page(Call const& call, IncidentView const& view);

}  // namespace cityhall
