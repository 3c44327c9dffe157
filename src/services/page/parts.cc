#include "services/page/parts.h"

#include "kernel/definitions/definition.h"
#include "kernel/directory/directory.h"
#include "kernel/interactions/interaction.h"
#include "services/page/channel_words.h"
#include "services/page/event_words.h"

namespace cityhall {

using namespace web;
using namespace web::tag;

Html state_badge(Case const& report, std::string_view language) {
  return span(cls(report.closed() ? "badge good" : "badge open"), state_label(report, language));
}

Html due_badge(std::optional<Time> due, bool paused, bool closed, Time now) {
  if (closed) return nothing();
  if (paused) return span(cls("badge"), _("On hold"));
  if (!due) return nothing();
  if (*due < now) return span(cls("badge late"), sentence(_("Due {when}"), {{"when", group(how_long(now, *due))}}));
  auto const soon = *due - now < std::chrono::hours{24};
  return span(cls(soon ? "badge soon" : "badge"), sentence(_("Due {when}"), {{"when", group(how_long(now, *due))}}));
}

Html closing_words(std::string_view outcome, std::string_view state, std::string_view label) {
  // The name of the state says what was done ("Cleaned"): true only where the work was done, or where the state is the outcome.
  if (!label.empty() && (outcome == "fixed" || outcome.empty() || outcome == state)) return group(label);
  if (outcome == "fixed") return group(_("Fixed"));
  if (outcome == "duplicate") return group(_("Already reported"));
  if (outcome == "not_found") return group(_("Nothing found"));
  if (outcome == "not_ours" || outcome == "declined") return group(_("Not the city's to fix"));
  return group(_("Closed"));
}

namespace {

/// What a crew did, in words that a reporter understands as well.
Message work_words(std::string_view state) {
  if (state == "accepted") return _("The crew has taken it on");
  if (state == "en_route") return _("The crew is on its way");
  if (state == "started") return _("The crew is at work");
  if (state == "paused") return _("The work is paused");
  if (state == "declined") return _("The crew has handed it back");
  if (state == "cancelled") return _("Work order canceled");
  return _("Work order given to a crew");
}

Message escalation_words(std::string_view step) {
  if (step == "raise_priority") return _("Waited too long: made more urgent");
  if (step == "move_queue") return _("Waited too long: moved to another queue");
  return _("Waited too long: somebody was told");
}

Html work_order_title(Call const& call, Step const& step) {
  auto const directory = call.city.directory.get();
  auto const* crew = directory->crew(step.crew);
  return crew == nullptr ? group(_("Work order made")) : sentence(_("Work order for {to}"), {{"to", group(crew->name)}});
}

/// What was put on the case: `to` says what.
Html tagged_title(Step const& step) {
  if (step.event == "case.reply_withdrawn") return group(_("The message was taken back before it was sent"));
  if (step.event == "case.tagged") return sentence(_("Tagged {tag}"), {{"tag", group(step.to)}});
  if (step.event == "case.asset_linked") return sentence(_("Linked to {asset}"), {{"asset", group(step.to)}});
  if (step.event == "case.asset_unlinked") return sentence(_("No longer linked to {asset}"), {{"asset", group(step.to)}});
  if (step.event == "task.checked") return sentence(_("Ticked: {item}"), {{"item", group(step.to)}});
  if (step.event == "task.unchecked") return sentence(_("No longer ticked: {item}"), {{"item", group(step.to)}});
  return sentence(_("Made an incident: {title}"), {{"title", group(step.to)}});
}

Html other_title(Step const& step) {
  if (step.event == "case.supported") return group(_("One more person told us about this"));
  if (step.event == "case.rated") return group(_("Rated by the reporter"));
  if (step.event == "file.redacted") return group(_("A part of a photo was hidden"));
  if (step.event == "file.redaction_undone") return group(_("The hidden parts of a photo are shown again"));
  if (step.event == "file.original_viewed") return group(_("Somebody looked at the original of a photo"));
  return group(event_words(step.event).html());
}

/// "Phone: Rosa Diaz, told how a request stands"; for those who handle contacts it leads there.
Html contact_title(Call const& call, Step const& step) {
  auto const words = group(channel_words(channel_from(step.channel)), step.from.empty() ? nothing() : group(": ", step.from));
  auto const* const end = wrap_up_from(step.outcome);
  auto const how = end == nullptr ? nothing() : group(" · ", end->words);
  if (!call.actor.may("contact.handle")) return group(words, how);
  return group(a(href("/desk/contact/" + to_text(step.contact)), words), how);
}

Html step_title(Call const& call, Step const& step) {
  switch (step.kind) {
    case StepKind::opened:
      return group(_("Reported"));
    case StepKind::state_changed:
      return step.state_label.empty() ? group(_("Status changed")) : group(step.state_label);
    case StepKind::closed:
      return closing_words(step.outcome, step.to, step.state_label);
    case StepKind::reopened:
      return group(_("Opened again"));
    case StepKind::assigned:
      return sentence(_("Assigned to {to}"), {{"to", group(step.to)}});
    case StepKind::service_changed:
      return sentence(_("Service changed from {from} to {to}"), {{"from", group(step.from)}, {"to", group(step.to)}});
    case StepKind::priority_changed:
      return sentence(_("Priority changed from {from} to {to}"), {{"from", group(step.from)}, {"to", group(step.to)}});
    case StepKind::replied:
      return group(_("Message from the city"));
    case StepKind::reporter_wrote:
      return group(_("Message from the reporter"));
    case StepKind::noted:
      return group(_("Internal note"));
    case StepKind::file_added:
      return group(_("Photo added"));
    case StepKind::task_created:
      return work_order_title(call, step);
    case StepKind::task_moved:
      return group(work_words(step.to));
    case StepKind::task_done:
      return group(_("Work finished"));
    case StepKind::followed:
      return group(_("Somebody follows this"));
    case StepKind::overdue:
      return group(_("The due time has passed"));
    case StepKind::outside_update:
      return group(_("Update from a partner"));
    case StepKind::imported:
      return group(_("Imported"));
    case StepKind::merged:
      return sentence(step.outward ? _("Handled together with {number}") : _("{number} is handled together with this"),
                      {{"number", group(step.number)}});
    case StepKind::unmerged:
      return sentence(step.outward ? _("No longer handled together with {number}") : _("{number} stands for itself again"),
                      {{"number", group(step.number)}});
    case StepKind::split:
      return sentence(step.outward ? _("Taken out of {number}") : _("A part of this became {number}"), {{"number", group(step.number)}});
    case StepKind::escalated:
      return group(escalation_words(step.outcome));
    case StepKind::tagged:
      return tagged_title(step);
    case StepKind::message:
      return group(channel_words(channel_from(step.channel)), ": ", step.from);
    case StepKind::contact:
      return contact_title(call, step);
    case StepKind::other:
      break;
  }
  return other_title(step);
}

std::string_view step_class(Step const& step) {
  if (step.kind == StepKind::closed || step.kind == StepKind::task_done) return "good";
  bool const is_private = step.kind == StepKind::noted || step.kind == StepKind::message || step.kind == StepKind::contact;
  return is_private ? "private" : "";
}

}  // namespace

Html timeline_list(Call const& call, std::vector<Step> const& steps, Audience audience) {
  return ol(cls("timeline"), each(steps, [&](Step const& step) {
              return li(cls(step_class(step)), strong(step_title(call, step)),
                        audience == Audience::staff && !step.by.empty() ? span(cls("soft small"), " · ", step.by) : nothing(),
                        time_of(call, step.at), step.text.empty() ? nothing() : p(cls("quote"), step.text),
                        step.files.empty() ? nothing() : ul(cls("photos"), each(step.files, [&](FileId file) {
                                                              return li(photo(call, file, _("Photo of this step")));
                                                            })));
            }));
}

Html photo(Call const& call, FileId file, Text const& alt) {
  auto const path = [&](PhotoSize size) { return call.actor.is_staff() ? file_path(file, size) : signed_file_path(call.city, file, size); };
  return a(href(path(PhotoSize::large)),
           img(path(PhotoSize::medium), Alt{render(alt, words_of(call))}, width(640), height(480), loading("lazy")));
}

Html facts(std::vector<std::pair<Text, Html>> const& rows) {
  return dl(cls("facts"),
            each(rows, [](auto const& row) { return row.second.empty() ? nothing() : group(dt(row.first.html()), dd(row.second)); }));
}

std::string queue_words(Call const& call, std::string_view pattern) {
  auto const directory = call.city.directory.get();
  if (pattern == "*") return call.text(_("All queues"));
  if (!pattern.ends_with("/*")) return directory->title_of(pattern, call.language);
  pattern.remove_suffix(2);
  return call.text(_("all of {queue}").with("queue", directory->title_of(pattern, call.language)));
}

Html empty_state(Message const& what, Message const& then) { return div(cls("empty"), h2(what), p(cls("soft"), then)); }

Html folded_when_narrow(std::string_view css_class, Text const& title, Html const& content) {
  return details(cls("narrow-fold " + std::string{css_class}), summary(title.html()), content);
}

Html note(std::string_view kind, Html const& content) { return div(cls("note " + std::string{kind}), role("status"), content); }

}  // namespace cityhall
