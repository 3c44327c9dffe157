#pragma once
// One case with everything on one screen.

#include <vector>

#include "kernel/accounts/account.h"
#include "kernel/assets/asset_link.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/family.h"
#include "kernel/casework/related.h"
#include "kernel/cases/timeline.h"
#include "kernel/handover/handover.h"
#include "kernel/parcels/parcel.h"
#include "kernel/retention/hold.h"
#include "kernel/replies/prepared_reply.h"
#include "kernel/cases/chain.h"
#include "kernel/tasks/task.h"
#include "services/page/page.h"

namespace cityhall {

inline constexpr std::size_t parcel_cases_most = 100;

struct CaseView {
  Case const& report;
  std::vector<Step> steps{};
  std::vector<CaseFile> files{};
  std::vector<FileId> redacted{};  // those of them with hidden parts
  std::vector<Task> tasks{};
  std::vector<OfferedAction> actions{};
  std::vector<Account> staff{};  // who may be assigned
  std::optional<Party> reporter{};
  std::string personal_answers{};  // JSON object
  std::optional<MainCase> main{};  // the case that it is handled together with
  std::vector<Member> members{};
  std::vector<NearCase> near{};  // what it may be a duplicate of
  CaseAssets assets{};           // what it is about, and what is near
  struct Parcels {
    std::vector<Parcel> all{};
    std::size_t cases = 0;  // on the first of them; at most parcel_cases_most are counted
  };
  Parcels parcels{};  // its place lies on
  std::vector<RelatedCase> related{};
  OtherReports others{};  // of the same reporter
  std::vector<std::string> tags{};
  std::vector<LegalHold> holds{};  // on it, and on who reported it
  bool is_incident = false;
  struct HandedOver {
    Handover handover{};
    std::vector<LogLine> log{};
  };
  std::vector<HandedOver> handovers{};
  std::vector<Partner> partners{};  // that take this service
  std::vector<ChainStep> chain{};   // planned steps of the work
  std::vector<TaskPlan> plans{};
  std::vector<PreparedReply> replies{};  // prepared ones that fit
  std::int64_t chosen_reply = 0;
  web::Entered entered{};
  std::string notice{};  // what went wrong with the act just tried, in words
};

web::Response case_page(Call const& call, CaseView const& view, int status = 200);

}  // namespace cityhall
