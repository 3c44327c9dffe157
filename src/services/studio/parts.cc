#include "services/studio/parts.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/json.h"
#include "base/text.h"
#include "services/studio/places.h"
#include "services/studio/plain_words.h"

namespace cityhall::studio {
namespace {

using namespace web;
using namespace web::tag;

/// Which part edits a member of the file; all others are in "more".
std::string_view part_of(std::string_view member) {
  static std::map<std::string_view, std::string_view> const known{
      {"title", "texts"},   {"description", "texts"}, {"next", "texts"},       {"warning", "texts"},     {"questions", "questions"},
      {"route", "routing"}, {"priority", "routing"},  {"dedupe", "routing"},   {"workflow", "workflow"}, {"notify", "notices"},
      {"tests", "tests"},   {"documents", "more"},    {"eligibility", "more"}, {"fees", "more"},         {"fees_as_of", "more"},
      {"steps", "more"},    {"check_list", "more"},   {"reviews", "more"},
      {"inspections", "more"}, {"publish", "more"},      {"issue", "more"}};
  auto const found = known.find(member);
  return found == known.end() ? "identity" : found->second;
}

/// The entry that has a page of its own: a question, a state.
std::string entry_of(std::vector<std::string> const& steps) {
  if (steps.size() >= 2 && (steps[0] == "questions" || steps[0] == "tests")) return below('/' + steps[0], steps[1]);
  if (steps.size() >= 3 && steps[0] == "workflow" && steps[1] == "states") return below("/workflow/states", steps[2]);
  return {};
}

/// Every text of the file that has a place in the format, in the order of the file.
void add_texts(std::vector<std::string>& found, Json const& json, ValueForm const& form, std::string const& at) {
  if (form.kind == ValueKind::local_text) return void(found.push_back(at));
  if (form.kind == ValueKind::object && json.is_object())
    for (auto const& member : form.object().members)
      if (auto const inner = json.find(member.name); inner != json.end()) add_texts(found, *inner, member.value, below(at, member.name));
  if (form.kind == ValueKind::list && json.is_array())
    for (std::size_t i = 0; i < json.size(); ++i) add_texts(found, json[i], *form.element, below(at, i));
  if (form.kind == ValueKind::map && json.is_object())
    for (auto const& [key, inner] : json.items()) add_texts(found, inner, *form.element, below(at, key));
}

bool lacks_a_language(Sheet const& sheet, std::string const& at) {
  auto const* text = find_at(*sheet.view.file, at);
  auto const& languages = sheet.view.context.languages;
  return text != nullptr && text->is_object() && std::any_of(languages.begin(), languages.end(), [&](std::string const& language) {
           return trim(text_of(*text, language)).empty();
         });
}

}  // namespace

std::span<Part const> parts() {
  static std::array<Part, 9> const all{{{"texts", _("Texts"), texts_part},
                                        {"identity", _("Name, channels, place"), identity_part},
                                        {"questions", _("Questions"), questions_part},
                                        {"routing", _("Routing and priority"), routing_part},
                                        {"due", _("Due times"), due_part},
                                        {"workflow", _("Workflow"), workflow_part},
                                        {"notices", _("Notices"), notices_part},
                                        {"more", _("Work, papers, fees, data"), more_part},
                                        {"tests", _("Tests"), tests_part}}};
  return all;
}

Part const* find_part(std::string_view id) {
  auto const all = parts();
  auto const found = std::find_if(all.begin(), all.end(), [&](Part const& part) { return part.id == id; });
  return found == all.end() ? nullptr : &*found;
}

std::string page_for(Draft const& draft, std::string_view pointer) {
  auto const steps = steps_to(pointer);
  if (steps.empty()) return path_of(draft) + "/json";
  auto const page = path_of(draft) + "/parts/" + std::string{part_of(steps[0])};
  return with_query(page, {{"at", entry_of(steps)}}) + "#field-" + percent_encode(control_of(pointer));
}

Html identity_part(Sheet const& sheet, std::string const&) {
  auto const fixed = sheet.view.draft.base_version > 0;
  auto const id = fixed ? p(_("Name in files"), ": ", code(sheet.view.draft.service)) : members(sheet, "", {"id"});
  return group(
      id, members(sheet, "", {"owner", "group", "situations", "channels", "who", "open311", "record", "number", "effective", "retain"}));
}

Html texts_part(Sheet const& sheet, std::string const&) {
  std::vector<std::string> found;
  add_texts(found, *sheet.view.file, *form_at("").value, "");
  Html others;
  std::size_t missing = 0;
  for (auto const& at : found) {
    if (lacks_a_language(sheet, at)) ++missing;
    if (steps_to(at).size() > 1) others += local_text_at(sheet, at, place_words(sheet, at));
  }
  auto const count = missing == 0 ? p(span(cls("badge good"), _("Every text is there in every language.")))
                                  : p(span(cls("badge late"), _n("{count} text is missing in a language.",
                                                                 "{count} texts are missing in a language.", static_cast<long>(missing))));
  return group(count, members(sheet, "", {"title", "description", "next", "warning"}),
               others.empty() ? nothing() : section(h2(_("All other texts")), others));
}

Html routing_part(Sheet const& sheet, std::string const&) { return members(sheet, "", {"route", "priority", "dedupe"}); }
Html notices_part(Sheet const& sheet, std::string const&) { return members(sheet, "", {"notify"}); }
Html more_part(Sheet const& sheet, std::string const&) {
  return members(sheet, "",
                 {"steps", "check_list", "documents", "eligibility", "fees", "fees_as_of", "reviews", "inspections", "issue", "publish"});
}

}  // namespace cityhall::studio
