#include "services/desk/samples.h"

#include "services/desk/inbox_columns.h"
#include "services/desk/words.h"
#include "services/sample.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;
using std::chrono::hours;

InboxRow sample_row(Call const& call, std::int64_t id, hours due_in) {
  InboxRow row;
  row.id = CaseId{id};
  row.number = "SR-27-00012" + std::to_string(id);
  row.title = call.text(_("Pothole"));
  row.state_label = call.text(_("Open"));
  row.queue = "streets";
  row.address = "12 Oak Ridge Road";
  row.opened_at = call.now - hours{20};
  row.due_at = call.now + due_in;
  return row;
}

InboxView sample_inbox(Call const& call) {
  InboxView view;
  auto urgent = sample_row(call, 1, hours{-5});
  urgent.priority = 1;
  urgent.overdue = true;
  auto assigned = sample_row(call, 2, hours{3});
  assigned.priority = 2;
  assigned.assignee = AccountId{1};
  assigned.channel = Channel::phone;
  auto closed = sample_row(call, 3, hours{-30});
  closed.status = CaseStatus::closed;
  closed.state_label = call.text(_("Closed"));
  view.page.rows = {urgent, assigned, closed};
  Account ana;
  ana.id = AccountId{1};
  ana.name = "Ana Ruiz";
  view.staff = {ana};
  return view;
}

std::vector<Sample> inbox_samples(Call const& call) {
  return {{_("Overdue and urgent; due today and assigned; closed"), inbox_table(call, sample_inbox(call))}};
}

std::vector<Sample> priority_samples(Call const&) {
  return {{_("From the most urgent on"),
           p(priority_badge(1), " ", priority_badge(2), " ", priority_badge(3), " ", priority_badge(4))}};
}

std::vector<Sample> column_choice_samples(Call const& call) { return {{_("As it comes"), column_boxes(sample_inbox(call))}}; }

}  // namespace

std::vector<Component> desk_components() {
  return {{"inbox_table", _("Requests as rows to choose from; cards on small screens."), inbox_samples, "staff"},
          {"priority_badge", _("How urgent a request is."), priority_samples, "staff"},
          {"column_boxes", _("Which columns the inbox has."), column_choice_samples, "staff"}};
}

}  // namespace cityhall
