#pragma once
// The words of mails: shipped with the program, or the city's own.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"
#include "kernel/notices/notice_template.h"
#include "kernel/unit.h"

namespace cityhall {

/// What a city says in its own words. Immutable.
class OwnWordings {
 public:
  OwnWordings() = default;
  /// By name and language.
  using Texts = std::map<std::pair<std::string, std::string>, NoticeTemplate>;
  explicit OwnWordings(Texts texts) : texts_{std::move(texts)} {}
  /// Null where the shipped words are used.
  NoticeTemplate const* find(std::string_view template_name, std::string_view language) const;

 private:
  Texts texts_;
};
std::shared_ptr<OwnWordings const> load_wordings(store::Reader& reader);

/// The city's own words, else the shipped ones; null when there are none in that language.
std::shared_ptr<NoticeTemplate const> wording(City const& city, std::string_view template_name, std::string_view language);

struct Wording {
  std::string template_name{};
  std::string language{};
  std::string text{};  // subject, an empty line, paragraphs: as catalogue/notices/README.md says
  bool own = false;    // the city's words
  Time changed_at{};   // of own words
  std::string changed_by{};
};
/// Every template in each of the city's languages that it is shipped in. Needs `admin.notices`, as the rest.
std::vector<Wording> wordings(View const& view);
/// Throws not_found.
Wording wording_of(View const& view, std::string_view template_name, std::string_view language);
/// Checks that every placeholder exists and that none is lost without which the mail is useless. Appends `wording.changed`.
void change_wording(Unit& unit, std::string_view template_name, std::string_view language, std::string_view text);
/// Back to the shipped words. Appends `wording.reset`.
void reset_wording(Unit& unit, std::string_view template_name, std::string_view language);
/// Faults of a text as field errors of "text".
std::vector<FieldError> wording_faults(std::string_view template_name, std::string_view language, std::string_view text);
/// Of the newest case, for a preview on something real; empty where there is none, or none that may be seen.
std::string newest_number(View const& view);
/// The mail as the reporter of that case would get it; with examples where there is no case. `number` may be empty. Refuses a case that
/// does not exist or that whoever asks may not see.
RenderedNotice preview_wording(View const& view, Wording const& wording, std::string_view number);

}  // namespace cityhall
