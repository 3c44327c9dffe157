#pragma once
// The pages of the studio: all drafts, one draft, one part of it, its JSON, what it changes.

#include <optional>
#include <string>
#include <vector>

#include "services/page/office.h"
#include "services/studio/merge.h"
#include "services/studio/parts.h"

namespace cityhall::studio {

struct ListView {
  std::vector<Draft> open{};
  std::vector<Draft> discarded{};
  std::vector<DefinitionPtr> services{};  // in force, by name
  Told told{};
};
web::Response list_page(Call const& call, ListView const& view);

/// Drafts as rows.
web::Html drafts_table(Call const& call, std::vector<Draft> const& drafts);

/// Around a page of a draft.
struct DraftPage {
  web::Text title;
  std::string_view part{};  // of the menu
  web::Html content;
  int status = 200;
  web::Html beside{};  // on wide screens, with a script
};
web::Response draft_page(Call const& call, DraftView const& view, DraftPage const& page);

/// What is wrong, each with a link to its field; and the tests. Shown above every part, refreshed while typing.
web::Html verdict(DraftView const& view);
/// The same as a part of another page.
web::Html verdict_note(DraftView const& view);

/// A place beside a form for what each channel makes of the draft. A script fills it by asking for the page with ?channel=.
web::Html preview_beside(Call const& call, DraftView const& view, std::string_view at);

web::Response overview_page(Call const& call, DraftView const& view, Told const& told = {});

struct PartView {
  DraftView const& draft;
  Part const& part;
  std::string at{};
  std::vector<FieldError> errors{};
  std::vector<Clash> clashes{};
  std::string notice{};
  bool autosaved = false;  // just now, while somebody types on
  int status = 200;
};
/// The form of a part, below what is wrong with the draft.
web::Response part_page(Call const& call, PartView const& view);

/// Against the version in force; publish, schedule, go back.
web::Response changes_page(Call const& call, DraftView const& view, Told const& told = {});

}  // namespace cityhall::studio
