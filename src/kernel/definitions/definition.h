#pragma once
// One version of a service, compiled and immutable: what parse_definition makes of a service file and what every case is pinned to.
// The format is described in docs/reference/service-format.md.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/json_fwd.h"
#include "kernel/definitions/fee.h"
#include "kernel/definitions/question.h"
#include "kernel/definitions/workflow.h"
#include "kernel/expressions/type.h"

namespace cityhall {

enum class Authentication { none, email, verified_email, account };

struct Who {
  Authentication auth = Authentication::none;
  bool assisted = true;  // staff may enter it for somebody
};

struct Open311Service {
  std::string service_code{};  // empty: not offered through Open311
  std::string group{};
  std::string type = "realtime";
  std::vector<std::string> keywords{};
};

/// A person or office that must agree.
struct Review {
  std::string id{};
  LocalText label{};
  std::vector<std::string> by{};
  FilledText queue{};
  Condition when{};
};

struct InspectionItem {
  std::string id{};
  LocalText text{};
  Condition when{};
  std::string fail{};   // "correct" or "reinspect"
  std::string photo{};  // "always", "on-fail" or empty
};

struct Inspection {
  std::string id{};
  LocalText label{};
  Condition when{};
  std::vector<std::string> after{};
  std::vector<InspectionItem> items{};
};

struct NotifyRule {
  std::string on{};                // "state:closed" or an event: "case.opened"
  std::vector<std::string> to{};   // reporter, applicant, followers, owner, queue or a role
  std::vector<std::string> via{};  // email, sms, push, post, same-channel
  std::string template_name{};
  LocalText text{};  // words of this service that the template puts in
};

/// "reporter", "applicant" and "followers" are told by a notice (kernel/notices), everybody else by the bell (kernel/bell).
inline bool is_told_by_notice(std::string_view who) { return who == "reporter" || who == "applicant" || who == "followers"; }

struct Publish {
  std::string dataset{};
  std::string as{};  // Open311 or BLDS
  std::vector<std::pair<std::string, Condition>> map{};
  std::vector<std::string> hide{};
  bool by_block = false;  // the place is shown as its block only: homes are concerned
};

struct DefinitionTest;  // definitions/definition_tests.h

struct Definition {
  std::string id{};
  int version = 1;
  std::string hash{};       // sha-256 of the canonical print, 64 hex digits
  std::string effective{};  // date, may be empty
  std::string owner{};      // department; also the queue when no rule of `route` fits
  std::string record{};     // request, permit, license …
  std::string number{};     // "SR-{yy}-{seq:6}"
  LocalText title{};
  LocalText description{};
  LocalText next{};     // what happens after sending, and how long it takes
  LocalText warning{};  // shown first: "In danger? Call 911."
  std::string group{};                    // of topics.h; empty: none
  std::vector<std::string> situations{};  // of topics.h
  Who who{};
  std::vector<std::string> channels{};
  Open311Service open311{};
  std::vector<Question> questions{};
  std::vector<Document> documents{};
  std::vector<EligibilityRule> eligibility{};
  std::vector<Fee> fees{};
  std::string fees_as_of{};
  Dedupe dedupe{};
  std::vector<RouteRule> route{};
  std::vector<PriorityRule> priority{};
  Workflow workflow{};
  std::vector<WorkStep> steps{};  // of the work; empty: one work order is all
  std::vector<CheckItem> check_list{};  // of each work order; empty: the usual one
  int work_minutes = 0;           // that a work order usually takes a crew; 0: not said
  std::vector<Review> reviews{};
  std::vector<Inspection> inspections{};
  std::vector<NotifyRule> notify{};
  std::string issue{};  // template of the document that the service issues
  Publish publish{};
  Period retain{};  // zero: for ever
  std::vector<std::shared_ptr<DefinitionTest const>> tests{};
  Type::Fields names{};  // what expressions may read, by name

  Question const* question(std::string_view question_id) const;
  Document const* document(std::string_view document_id) const;
  /// The first question about a place, or null: its answer places the case on the map.
  Question const* place_question() const;
  bool offers(std::string_view channel) const;
};

using DefinitionPtr = std::shared_ptr<Definition const>;

}  // namespace cityhall
