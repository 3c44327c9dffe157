#pragma once
// What happened to a request, step by step, and its photos before and after the work, as everybody may see them.

#include <map>
#include <string>
#include <vector>

#include "kernel/cases/public_case.h"

namespace cityhall {

enum class PublicStepKind { moved, given, begun, closed, reopened, replied };

struct PublicStep {
  PublicStepKind kind = PublicStepKind::moved;
  Time at{};
  std::string state{};    // id of the state that the request came into
  std::string outcome{};  // of a closure: "fixed", "not_found"
  std::string text{};     // what the city wrote; e-mail addresses and phone numbers removed
};

/// Oldest first, without the report itself. A step that says the same as the one before, and writes nothing, is left out.
std::vector<PublicStep> public_steps(View const& view, PublicCase const& report);

struct PublicPhoto {
  FileId file{};
  FilePurpose purpose = FilePurpose::reported;
  Time at{};
  bool after() const { return purpose == FilePurpose::work_after; }
};

/// Of the files of the case (public_case fills them, with those of its duplicates): the finished work first, the newest of it before the
/// others; then how it was before.
std::vector<PublicPhoto> public_photos(View const& view, PublicCase const& report);
/// One photo for each case that has any: the finished work where there is one, else the first that was sent.
std::map<CaseId, PublicPhoto> cover_photos(View const& view, std::vector<PublicCase> const& reports);

}  // namespace cityhall
