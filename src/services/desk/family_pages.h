#pragma once
// The pages of a correction and a split, and what the case page shows of cases that are handled together.

#include <vector>

#include "kernel/cases/family.h"
#include "services/desk/case_page.h"

namespace cityhall {

struct CorrectionView {
  Case const& report;
  DefinitionPtr to{};
  std::vector<std::string> missing{};  // ids of the questions that the form asks
  std::string known{};                 // what carries over, a JSON object; personal answers among them
  web::Entered entered{};
  int status = 200;
};
web::Response correction_page(Call const& call, CorrectionView const& view);

struct SplitView {
  Case const& report;
  DefinitionPtr to{};
  std::vector<std::string> missing{};
  std::vector<CaseFile> files{};
  web::Entered entered{};
  int status = 200;
};
web::Response split_page(Call const& call, SplitView const& view);

/// Asked before what is far apart or of different kinds is handled together.
web::Response merge_question_page(Call const& call, Case const& report, Case const& main);

/// On the case page: which case it follows, or who follows it.
web::Html family_section(Call const& call, CaseView const& view);
/// The form to merge, with near cases to choose from.
web::Html merge_act(Call const& call, CaseView const& view);

}  // namespace cityhall
