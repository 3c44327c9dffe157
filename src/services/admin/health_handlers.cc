#include "services/admin/health_handlers.h"

#include <algorithm>

#include "kernel/health/health.h"
#include "services/page/office.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::vector<JobPlan> planned_jobs(Call const& call) {
  std::vector<JobPlan> plans;
  for (auto const& module : call.around.modules)
    for (auto const& job : module.jobs) plans.push_back({std::string{job.name}, job.every});
  return plans;
}

/// Behind a proxy that ends TLS the request must still say that it came by https; else links, cookies and limits are wrong.
void look_at_proxy(Call const& call, std::vector<Finding>& findings) {
  auto const settings = call.city.settings.get();
  if (settings->base_url.starts_with("https://") && !call.request.secure)
    findings.push_back(
        {Health::bad, _("This request did not come by https, as far as the program can tell."),
         _("Let the proxy send X-Forwarded-Proto and X-Forwarded-For, and add its address to the trusted proxies in the settings.")});
  if (!call.request.header("X-Forwarded-For").empty() && settings->trusted_proxies.empty())
    findings.push_back({Health::warning, _("A proxy is before this program, but none is trusted: every visitor seems to be the proxy."),
                        _("Add its address to the trusted proxies in the settings.")});
}

std::vector<Finding> all_findings(Call const& call) {
  auto findings = examine_city(call.view(), call.now, planned_jobs(call));
  look_at_proxy(call, findings);
  auto const of_folder = examine_folder(call.city.folder(), call.now);
  findings.insert(findings.end(), of_folder.begin(), of_folder.end());
  return findings;
}

Html finding_row(Finding const& finding) {
  auto const mark = finding.health == Health::good      ? span(cls("badge good"), _("Good"))
                    : finding.health == Health::warning ? span(cls("badge soon"), _("Look at it"))
                                                        : span(cls("badge late"), _("Mend it"));
  auto const fix = finding.fix.empty()    ? nothing()
                   : finding.page.empty() ? p(cls("soft"), finding.fix)
                                          : p(cls("soft"), a(href(finding.page), finding.fix));
  return li(mark, div(p(strong(finding.what)), fix));
}

Html connections_form(Call const& call) {
  return section(h2(_("Connections")),
                 p(cls("hint"), _("Tries the mail server and this site's own public address; takes up to some seconds.")),
                 act_button(call, "/admin/health/connections", _("Try the connections now")));
}

Response health_page(Call const& call, std::vector<Finding> findings) {
  std::stable_sort(findings.begin(), findings.end(), [](Finding const& a, Finding const& b) { return a.health > b.health; });
  auto const bad = std::count_if(findings.begin(), findings.end(), [](Finding const& finding) { return finding.health == Health::bad; });
  auto const soon =
      std::count_if(findings.begin(), findings.end(), [](Finding const& each_finding) { return each_finding.health == Health::warning; });
  auto const head = bad == 0 && soon == 0 ? note("good", p(_("Nothing must be mended.")))
                    : bad == 0            ? note("", p(_n("Nothing must be mended; {count} thing is worth a look.",
                                                          "Nothing must be mended; {count} things are worth a look.", soon)))
                                          : note("warn", p(_n("{count} thing must be mended.", "{count} things must be mended.", bad)));
  auto const hint_words = _("The command line tells the same: cityhall doctor. It also checks that nobody changed history.");
  auto const content = group(head, ul(cls("findings"), each(findings, finding_row)), p(cls("hint"), hint_words), connections_form(call));
  return office_page(call, {.title = _("Health"), .content = content, .path = "/admin/health"});
}

}  // namespace

Response show_health_report(Call& call) { return health_page(call, all_findings(call)); }

Response try_connections(Call& call) {
  auto findings = all_findings(call);
  auto const tried = examine_connections(call.city);
  findings.insert(findings.end(), tried.begin(), tried.end());
  return health_page(call, std::move(findings));
}

}  // namespace cityhall
