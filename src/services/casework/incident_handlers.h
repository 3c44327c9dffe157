#pragma once
// The routes of incidents.
#include "services/module.h"

namespace cityhall {

/// GET /desk/incidents
web::Response show_incidents(Call& call);
/// GET /desk/incidents/{number}, with a choice of reports that could join
web::Response show_incident(Call& call);
/// POST /desk/incidents: makes one of a request
web::Response create_incident(Call& call);
web::Response incidents_again(Call& call, Refusal const& refusal);
/// POST /desk/incidents/{number}/reports
web::Response add_reports(Call& call);
web::Response incident_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
