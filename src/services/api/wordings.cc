#include "services/api/wordings.h"

#include "base/refusal.h"

namespace cityhall {

using namespace web;

Record<Wording> const& answer_record(Wording const*) {
  using W = Wording;
  static Record<W> const record{
      "Wording",
      {member("template", &W::template_name), member("language", &W::language),
       member("text", &W::text).says("The subject, an empty line, paragraphs; placeholders in braces."),
       member("own", &W::own).says("The city's words; else those that the program brings."),
       told<W>("changed_at", [](W const& one) { return one.own ? std::optional{one.changed_at} : std::nullopt; }),
       member("changed_by", &W::changed_by)}};
  return record;
}

namespace api {
namespace {

constexpr double wording_most = 20'000;

Wording asked_wording(Call const& call) { return wording_of(call.view(), call.path_value("template"), call.path_value("language")); }

ListPage<Wording> list_wordings(Call& call) { return {.items = wordings(call.view())}; }
Wording show_wording(Call& call) { return asked_wording(call); }
Wording put_wording(Call& call, WordingBody const& body) {
  auto const before = asked_wording(call);
  auto unit = call.unit();
  change_wording(unit, before.template_name, before.language, body.text);
  return wording_of(view_of(unit), before.template_name, before.language);
}
void reset_words(Call& call) {
  auto const before = asked_wording(call);
  auto unit = call.unit();
  reset_wording(unit, before.template_name, before.language);
}
WordingSample create_sample(Call& call, WordingTry const& body) {
  auto wording = asked_wording(call);
  wording.text = body.text;
  auto faults = wording_faults(wording.template_name, wording.language, body.text);
  if (!faults.empty()) throw invalid_fields(std::move(faults));
  auto const shown = preview_wording(call.view(), wording, body.number);
  return {.subject = shown.subject, .plain = shown.plain, .html = shown.html};
}

}  // namespace

Record<WordingBody> const& body_record(WordingBody const*) {
  static Record<WordingBody> const record{"WordingInput",
                                          {member("text", &WordingBody::text).required().least(1).lines().most(wording_most)}};
  return record;
}
Record<WordingTry> const& body_record(WordingTry const*) {
  using T = WordingTry;
  static Record<T> const record{"WordingPreview",
                                {member("text", &T::text).required().least(1).lines().most(wording_most),
                                 member("number", &T::number).most(40).says("Of the request that it is shown with; empty: examples.")}};
  return record;
}
Record<WordingSample> const& answer_record(WordingSample const*) {
  using S = WordingSample;
  static Record<S> const record{"WordingSample", {member("subject", &S::subject), member("plain", &S::plain), member("html", &S::html)}};
  return record;
}

std::vector<Route> wording_routes() {
  using enum Method;
  constexpr std::string_view group = "Words of mails";
  constexpr std::string_view path = "/api/v1/wordings/{template}/{language}";
  return {endpoint<list_wordings>(GET, "/api/v1/wordings", "admin.notices", {group, _("The words of every mail in every language")}),
          endpoint<show_wording>(GET, path, "admin.notices", {group, _("The words of one mail in one language")}),
          endpoint<put_wording>(PUT, path, "admin.notices", {group, _("Change the words of a mail")}),
          endpoint<reset_words>(DELETE, path, "admin.notices", {group, _("Back to the shipped words of a mail")}),
          endpoint<create_sample>(POST, "/api/v1/wordings/{template}/{language}/preview", "admin.notices",
                                  {group, _("Show a mail as it would be; changes nothing")})};
}

}  // namespace api
}  // namespace cityhall
