#pragma once
// Cases that are handled together: duplicates of one report, or the reports about one incident. A member follows its main case: closing,
// reopening and answering the main one reaches all of them. Nothing is moved. Followers, photos and history stay with the member, and the
// main case shows them as well; so taking a member out again loses nothing.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/cases/actions.h"
#include "kernel/cases/case.h"

namespace cityhall {

enum class Bond { duplicate, incident };
std::string_view to_text(Bond bond);

struct Member {
  CaseId id{};
  std::string number{};
  Bond bond = Bond::duplicate;
  Time since{};
  std::string by{};
};

/// Puts `report` (and what follows it already) under `main`, or under the case that `main` itself follows. Open work orders of `report`
/// are withdrawn. Appends `case.merged` to both. Needs `issues.triage`. Throws Refusal(conflict): "case.already_closed", "case.merged",
/// "case.merge_self".
void merge(Unit& unit, Case& report, Case const& main, Bond bond = Bond::duplicate);
/// Takes it out again, together with what it had brought along; its withdrawn work orders are made anew. Appends `case.unmerged` to both.
/// Needs `issues.triage`.
void unmerge(Unit& unit, Case& report);

/// Who follows this case, oldest first.
std::vector<Member> members_of(View const& view, CaseId main);
std::size_t count_members(View const& view, CaseId main);
struct MainCase {
  CaseId id{};
  std::string number{};
  Bond bond = Bond::duplicate;
  bool is_public = false;
};
/// The case that this one follows; nothing when it stands for itself.
std::optional<MainCase> main_of(View const& view, Case const& report);

/// Its own files and those of its duplicates, each once.
std::vector<CaseFile> family_files_of(View const& view, CaseId main);

/// Throws Refusal(conflict, "case.merged") that names the main case: a member is decided upon with it.
void refuse_member(View const& view, Case const& report);
/// After `main` was closed or reopened: the same happens to its members, silently, because they are told with it.
void carry_members(Unit& unit, Case const& main, ActionFields const& fields);
/// A member that is reopened reopens its main case, and with it the whole family; brings `report` up to date.
void reopen_with_main(Unit& unit, Case& report, ActionFields const& fields);

/// Open cases that stand for themselves, near this one and of the same service, nearest first: what it may be a duplicate of.
struct NearCase {
  CaseId id{};
  std::string number{};
  std::string address{};
  std::string description{};
  Time opened_at{};
  double metres = 0;
};
std::vector<NearCase> near_cases(View const& view, Case const& report, double metres = 200, std::size_t most = 5);

}  // namespace cityhall
