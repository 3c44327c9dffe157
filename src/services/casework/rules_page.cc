#include "services/casework/rules_page.h"

#include <array>
#include <cmath>

#include "services/page/parts.h"

namespace cityhall {

using namespace web;
using namespace web::tag;

Response rules_page(Call const& call, RulesPage const& parts, int status) {
  std::vector<std::pair<std::string_view, Message>> const pages{
      {"/casework/escalation", _("Escalation")}, {"/casework/leads", _("Who leads a queue")},  {"/casework/replies", _("Prepared replies")},
      {"/casework/plans", _("Work in steps")},   {"/casework/recurring", _("Recurring work")}, {"/casework/partners", _("Partners")}};
  auto const rail = nav(aria("label", _("Rules of case work")),
                        ul(cls("rail-list"), each(pages, [&](auto const& entry) {
                             auto const here = entry.first == parts.path;
                             return li(a(href(entry.first), here ? aria("current", "page") : none(), entry.second));
                           })));
  auto const saved = call.request.query.get("saved") == "yes" ? note("good", p(_("Saved."))) : nothing();
  auto const content = div(cls("split rail office"), rail, div(h1(parts.title.html()), saved, parts.content));
  return page(call, {.title = parts.title, .content = content, .surface = Surface::staff, .current = "/casework"}, status);
}

Retold retold(Call const& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid && refusal.kind != RefusalKind::conflict) throw refusal;
  Retold told{.entered = {.values = call.request.form.fields, .errors = refusal.fields},
              .status = refusal.kind == RefusalKind::conflict ? 409 : 422};
  if (told.entered.errors.empty()) told.entered.errors.push_back({"", refusal.code, refusal.message});
  return told;
}

std::string hours_text(std::int64_t minutes) {
  auto text = std::to_string(static_cast<double>(minutes) / 60.0);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text;
}

}  // namespace cityhall
