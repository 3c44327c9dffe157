#include "services/issues/story_parts.h"

#include <algorithm>

#include "kernel/definitions/evaluate.h"
#include "services/issues/public_words.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string_view name_of_state(Call const& call, PublicCase const& report, std::string_view id) {
  auto const* state = report.definition->workflow.state(id);
  return state == nullptr ? std::string_view{} : public_label(*state, call.language);
}

Html story_step(Call const& call, PublicCase const& report, PublicStep const& step) {
  return li(cls(step.kind == PublicStepKind::closed ? "good" : ""), strong(step_words(call, report, step)), time_of(call, step.at),
            step.text.empty() ? nothing() : p(cls("quote"), step.text));
}

Message photo_title(PublicPhoto const& photo) {
  if (photo.after()) return _("After: the finished work");
  return photo.purpose == FilePurpose::work_before ? _("Before: as the crew found it") : _("Before: as it was reported");
}

/// Says what can be known without seeing it: which moment, of what, where.
Message photo_alt(PublicPhoto const& photo) {
  if (photo.after()) return _("After the work: {title}, {place}");
  return _("Before the work: {title}, {place}");
}

Html photo_figure(Call const& call, PublicCase const& report, PublicPhoto const& one) {
  auto const place = report.place.address.empty() ? report.number : report.place.address;
  auto const alt = photo_alt(one).with("title", public_title(call, report)).with("place", place);
  return li(figure(photo(call, one.file, alt), figcaption(photo_title(one), ", ", date_of(call, one.at))));
}

}  // namespace

Html step_words(Call const& call, PublicCase const& report, PublicStep const& step) {
  auto const name = name_of_state(call, report, step.state);
  switch (step.kind) {
    case PublicStepKind::moved:
      return name.empty() ? group(_("Status changed")) : group(name);
    case PublicStepKind::given:
      return group(_("Given to a crew"));
    case PublicStepKind::begun:
      return group(_("Work has begun"));
    case PublicStepKind::closed:
      return closing_words(step.outcome, step.state, name);
    case PublicStepKind::reopened:
      return group(_("Opened again"));
    case PublicStepKind::replied:
      return group(_("Message from the city"));
  }
  return nothing();
}

Html public_timeline(Call const& call, PublicCase const& report, std::vector<PublicStep> const& steps) {
  return ol(cls("timeline"), li(strong(_("Reported")), time_of(call, report.opened_at)),
            each(steps, [&](PublicStep const& step) { return story_step(call, report, step); }));
}

Html before_and_after(Call const& call, PublicCase const& report, std::vector<PublicPhoto> const& photos) {
  if (photos.empty()) return nothing();
  auto in_order = photos;
  std::stable_partition(in_order.begin(), in_order.end(), [](PublicPhoto const& one) { return !one.after(); });
  return ul(cls("photos stages"), each(in_order, [&](PublicPhoto const& one) { return photo_figure(call, report, one); }));
}

Html thumbnail(Call const& call, PublicPhoto const* photo) {
  if (photo == nullptr) return nothing();
  // The words beside it name the request; here it only says which moment it shows.
  auto const alt = photo->after() ? _("Photo after the work") : _("Photo before the work");
  return img(signed_file_path(call.city, photo->file, PhotoSize::small), Alt{alt}, cls("thumbnail"), width(160), height(120),
             loading("lazy"));
}

}  // namespace cityhall
