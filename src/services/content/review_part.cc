#include "services/content/review_part.h"

#include "services/content/text_review.h"

namespace cityhall::content {
namespace {

using namespace web;
using namespace web::tag;

Message scale_words(Readability const& reading) {
  auto const number = std::to_string(static_cast<int>(reading.value + (reading.value < 0 ? -0.5 : 0.5)));
  if (reading.scale == ReadingScale::grade)
    return reading.plain ? _("Reading grade {number}: plain").with("number", number)
                         : _("Reading grade {number}: hard. Aim at 8 or below.").with("number", number);
  return reading.plain ? _("INFLESZ {number}: plain").with("number", number)
                       : _("INFLESZ {number}: hard. Aim at 55 or above.").with("number", number);
}

Html finding_row(Finding const& finding) {
  auto const weight = finding.weight == Weight::error ? span(cls("badge late"), _("Error")) : span(cls("badge soon"), _("Hint"));
  return li(weight, p(sentence(_("Line {number}:"), {{"number", group(finding.line)}}), " ", finding.what, " ", strong(finding.fix)));
}

}  // namespace

Html review_part(PublicationText const& text) {
  auto const review = review_text(text.body, text.language);
  auto const reading = review.reading ? p(cls("small"), scale_words(*review.reading)) : nothing();
  auto const found = review.findings.empty() ? p(cls("small soft"), _("No accessibility faults, no hints."))
                                             : ul(cls("findings"), each(review.findings, finding_row));
  return section(cls("checks"), h2(_("Checks")), reading, found);
}

}  // namespace cityhall::content
