#include "services/content/handlers.h"

#include <algorithm>

#include "base/text.h"
#include "services/content/editor_form.h"
#include "services/content/editor_pages.h"
#include "services/content/review_part.h"
#include "services/content/text_review.h"
#include "services/content/words.h"

namespace cityhall::content {
namespace {

PublicationId asked_id(Call const& call) { return PublicationId{parse_id(call.path_value("publication"))}; }

/// That of the address; a new one where the address names none.
Publication asked(Call const& call) {
  if (call.path_value("publication").empty()) return {};
  return publication_by_id(call.view(), asked_id(call));
}

PublicationKind kind_asked(Call const& call) {
  return publication_kind_from(call.request.query.get("kind")).value_or(PublicationKind::page);
}

ContentEditorView editor_of(Call const& call, Publication publication) {
  ContentEditorView view{.publication = std::move(publication)};
  if (!view.publication.id) return view;
  view.checked = true;
  view.revisions = revisions_of(call.view(), view.publication.id);
  return view;
}

/// Faults that keep somebody from reading it keep it from being published.
void require_accessible(Call const& call, Publication const& publication) {
  std::vector<FieldError> errors;
  for (auto const& text : publication.content.texts) {
    for (auto const& finding : review_text(text.body, text.language).findings)
      if (finding.weight == Weight::error)
        errors.push_back({"body." + text.language, "inaccessible",
                          _("Line {line}: {fault}").with("line", std::to_string(finding.line)).with("fault", call.text(finding.what))});
    if (publication.content.picture && trim(text.picture_words).empty())
      errors.push_back({"picture_words." + text.language, "required", _("Say what the picture shows, for those who do not see it.")});
  }
  if (!errors.empty()) throw invalid_fields(std::move(errors));
}

/// What the form says; what is too long to be saved is neither reviewed nor laid out.
Publication sent_publication(Call const& call) {
  auto typed = read_editor_form(call, asked(call));
  for (auto const& text : typed.publication.content.texts)
    if (length(text.body) > publication_body_max)
      typed.errors.push_back({"body." + text.language, "length", _("The text has 1 to 40,000 characters.")});
  if (!typed.errors.empty()) throw invalid_fields(std::move(typed.errors));
  return std::move(typed.publication);
}

web::Response see_editor(PublicationId id, std::string_view told) {
  return web::see_other("/desk/content/" + to_text(id) + "?" + std::string{told} + "=yes");
}

PublicationRevision const& revision_numbered(std::vector<PublicationRevision> const& revisions, std::string_view number) {
  auto const found =
      std::find_if(revisions.begin(), revisions.end(), [&](auto const& revision) { return std::to_string(revision.revision) == number; });
  if (found == revisions.end()) throw not_found(_("There is no such version."), _("Choose one of the list."));
  return *found;
}

}  // namespace

web::Response show_list(Call& call) {
  ContentListView view{.kind = kind_asked(call), .words = shorten(trim(call.request.query.get("q")), 200)};
  view.found = publications(call.view(), view.kind, view.words);
  return content_list_page(call, view);
}

web::Response show_new(Call& call) { return content_editor_page(call, editor_of(call, {.kind = kind_asked(call)})); }

web::Response show_editor(Call& call) { return content_editor_page(call, editor_of(call, asked(call))); }

web::Response write(Call& call) {
  auto const sent = sent_publication(call);
  auto const act = call.request.form.fields.get("act");
  if (act == "publish") require_accessible(call, sent);
  auto unit = call.unit();
  auto const id = save_publication(unit, sent, shorten(trim(call.request.form.fields.get("why")), 300));
  if (act == "publish") publish(unit, id);
  return see_editor(id, act == "publish" ? "published" : "saved");
}

web::Response preview(Call& call) {
  auto view = editor_of(call, sent_publication(call));
  view.preview = view.checked = true;
  return content_editor_page(call, view);
}

web::Response write_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid && refusal.kind != RefusalKind::conflict) throw refusal;
  auto view = editor_of(call, read_editor_form(call, asked(call)).publication);
  view.checked = true;
  view.entered = {.values = call.request.form.fields, .errors = refusal.fields};
  if (refusal.fields.empty()) view.notice = call.text(refusal.message) + " " + call.text(refusal.fix);
  return content_editor_page(call, view, refusal.kind == RefusalKind::conflict ? 409 : 422);
}

web::Response show_review(Call& call) {
  auto const& fields = call.request.form.fields;
  PublicationText const text{.language = std::string{fields.get("language")}, .body = shorten(fields.get("text"), publication_body_max)};
  auto response = web::html(web::render(review_part(text), words_of(call)));
  web::no_store(response);
  return response;
}

web::Response take_down(Call& call) {
  auto unit = call.unit();
  withdraw(unit, asked_id(call));
  return see_editor(asked_id(call), "saved");
}

web::Response restore(Call& call) {
  auto const number = parse_id(call.request.form.fields.get("revision"));
  auto unit = call.unit();
  restore_revision(unit, asked_id(call), number, call.text(_("Version {number} again").with("number", std::to_string(number))));
  return see_editor(asked_id(call), "saved");
}

web::Response show_comparison(Call& call) {
  auto const publication = asked(call);
  auto const revisions = revisions_of(call.view(), publication.id);
  return content_comparison_page(call, {.publication = publication,
                                        .from = revision_numbered(revisions, call.request.query.get("from")),
                                        .to = revision_numbered(revisions, call.request.query.get("to"))});
}

}  // namespace cityhall::content
