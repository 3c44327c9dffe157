#pragma once
// A report that is being written. It is kept after every page, so that neither a lost connection nor a closed browser loses an answer.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/cases/case.h"
#include "kernel/definitions/definition.h"
#include "services/call.h"
#include "services/page/unfinished.h"

namespace cityhall {

/// So long a report that was not sent is kept after its last change.
inline constexpr auto draft_life = unfinished_life;
inline constexpr std::size_t photos_of_a_report = 5;
/// not_found, for a draft that nobody has or that was not touched for so long.
Refusal draft_gone();

struct DraftFile {
  std::string question{};  // empty: the service asks for no photo, and one was given all the same
  FileId file{};
};

struct Draft {
  std::string token{};  // stands in the address; stored as a hash
  DefinitionPtr definition{};
  std::string language{};
  Channel channel = Channel::web;
  Json answers = Json::object();
  std::vector<DraftFile> files{};
  NewParty contact{};
  CaseId case_id{};     // once it was sent
  std::string alike{};  // number of the request that is followed instead; "new" once none of those shown was it
  std::string number{};
  std::string sitting{};  // of a kiosk: only it may go on with the draft

  bool sent() const { return static_cast<bool>(case_id); }
  bool joined() const { return !alike.empty() && alike != "new"; }
};

/// Keeps a new draft and gives it its token.
void begin_draft(Unit& unit, Draft& draft);
void save_draft(Unit& unit, Draft const& draft);
/// Throws not_found for a token that nobody has; drafts end after seven days without change.
Draft draft_by_token(View const& view, std::string_view token);
/// Nobody can open it any more, whether it was a draft or a beginning; the job removes it with its photos. A report that was sent stays.
void end_draft(Unit& unit, std::string_view token);
/// The one that a call to /report/{token}/… is about.
Draft asked_draft(Call const& call);

Place place_of(Draft const& draft);
/// Of {lat, long, address} as drafts keep it; without a point and an address where nothing is known.
Place place_from(Json const& known);
/// The words in which somebody described the problem: the first long text that is not personal.
std::string description_of(Draft const& draft);
/// Opens the case. A draft that was sent before gives the same case again.
OpenedCase send_draft(Unit& unit, Draft& draft);

/// Job: removes drafts and beginnings that nobody touched for seven days, and the photos that belong to nothing else.
void forget_old_drafts(City& city);

}  // namespace cityhall
