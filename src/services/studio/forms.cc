#include "services/studio/forms.h"

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "services/studio/controls.h"
#include "services/studio/relevance.h"
#include "services/studio/words.h"

namespace cityhall::studio {
namespace {

using namespace web;
using namespace web::tag;

/// What an entry is called for those who cannot see where a button stands.
std::string entry_name(Sheet const& sheet, std::string const& at) {
  auto const* entry = find_at(*sheet.view.file, at);
  auto const id = entry != nullptr && entry->is_object() ? text_of(*entry, "id") + text_of(*entry, "name") : std::string{};
  auto const index = index_of(at);
  return !id.empty() ? id : index >= 0 ? std::to_string(index + 1) : last_step(at);
}

}  // namespace

Html members(Sheet const& sheet, std::string const& at, std::vector<std::string_view> const& only) {
  auto const place = form_at(at);
  if (place.value == nullptr || place.value->kind != ValueKind::object) return nothing();
  Html usual, more;
  auto const* json = find_at(*sheet.view.file, at);
  for (auto const& member : place.value->object().members) {
    bool const named = std::find(only.begin(), only.end(), member.name) != only.end();
    auto const how = only.empty() ? relevance(place.value->object(), member, json) : named ? Relevance::usual : Relevance::none;
    if (how != Relevance::none) (how == Relevance::usual ? usual : more) += member_at(sheet, below(at, member.name));
  }
  return group(usual, more.empty() ? nothing() : details(cls("more-fields"), summary(_("More settings")), more));
}

Html local_text_at(Sheet const& sheet, std::string const& at, Text const& words, Message const& help) {
  auto const* value = find_at(*sheet.view.file, at);
  bool const empty = value == nullptr || value->empty();
  auto const* member = form_at(at).member;
  bool const must = !empty || (member != nullptr && member->required);
  auto const column = [&](std::string const& language) {
    auto const text = value != nullptr && value->is_object() ? text_of(*value, language) : std::string{};
    bool const missing = !empty && trim(text).empty();
    auto const place = below(at, language);  // the control only looks at its name
    Control control{.name = place,
                    .label = Text{render(group(language == "en"   ? "English"
                                               : language == "es" ? "Español"
                                                                  : language,
                                               missing ? group(" ", _("(missing)")) : nothing()),
                                         words_of(sheet.call))},
                    .entered = &sheet.entered,
                    .value = text,
                    .required = must,
                    .attributes = {lang(language)}};
    return div(cls(missing ? "grow missing" : "grow"), textarea_field(control));
  };
  return fieldset(cls("field texts"), id("field-" + at), legend(words.html()), help.empty() ? nothing() : p(cls("hint"), help),
                  notes_at(sheet, at), div(cls("sides"), each(sheet.view.context.languages, column)));
}

Html notes_at(Sheet const& sheet, std::string_view at) {
  Html notes;
  for (auto const& error : sheet.entered.errors)
    if (error.field == at) notes += p(cls("error"), error.message);
  return notes;
}

Html sheet_button(std::string const& act, Html const& words, std::string_view css_class) {
  // What is not filled in yet can be saved all the same: the checker tells.
  return button(type("submit"), Attr{"formnovalidate"}, cls(css_class), name("act"), value(act), words);
}

Html entry_acts(Sheet const& sheet, std::string const& at) {
  auto const act = [&](std::string_view what, Message const& words) {
    return sheet_button(std::string{what} + ' ' + at, group(words, span(cls("visually-hidden"), ": ", entry_name(sheet, at))),
                        "quiet small-act");
  };
  auto const place = form_at(above(at));
  bool const ordered = place.value != nullptr && place.value->kind == ValueKind::list;
  auto const index = index_of(at);
  auto const* list = find_at(*sheet.view.file, above(at));
  bool const last = list == nullptr || index + 1 >= static_cast<int>(list->size());
  return div(cls("actions entry-acts"), ordered && index > 0 ? act("up", _("Up")) : nothing(),
             ordered && !last ? act("down", _("Down")) : nothing(), act("remove", _("Remove")));
}

Html entries_at(Sheet const& sheet, std::string const& at) {
  auto const place = form_at(at);
  auto const& element = place.value->element->object();
  auto const* list = find_at(*sheet.view.file, at);
  bool const named = place.value->kind == ValueKind::map;
  auto const known = list == nullptr ? Json::object() : *list;
  Html all;
  std::size_t count = 0;
  for (auto const& [key, entry] : known.items()) {
    auto const here = named ? below(at, key) : below(at, count);
    ++count;
    auto const heading = named ? group(entry_words(element), " ", key) : group(entry_words(element), " ", count);
    auto const key_field = named ? input_field({.name = std::string{control::key} + here,
                                                .label = _("Short name"),
                                                .entered = &sheet.entered,
                                                .value = key,
                                                .required = true})
                                 : nothing();
    all += fieldset(cls("panel"), id("field-" + here), legend(heading), notes_at(sheet, here), key_field, members(sheet, here),
                    entry_acts(sheet, here));
  }
  auto const help = help_of(place);
  auto const add = div(cls("actions"), sheet_button("add " + at, group(_("Add"), ": ", entry_words(element)), "quiet"));
  return section(cls("entries"), id("field-" + at), h3(label_of(place)), help.empty() ? nothing() : p(cls("hint"), help),
                 notes_at(sheet, at), all, add);
}

std::string control_of(std::string_view pointer) {
  std::string at;
  auto place = form_at("");
  for (auto const& step : steps_to(pointer)) {
    auto const kind = place.value->kind;
    bool const one_deeper = kind == ValueKind::local_text || kind == ValueKind::due || kind == ValueKind::periods ||
                            (kind == ValueKind::map && place.value->element->kind != ValueKind::object);
    if (one_deeper) return below(at, step);
    if (kind != ValueKind::object && !has_entries(*place.value)) return at;
    auto next = below(at, step);
    place = form_at(next);
    if (place.value == nullptr) return at;
    at = std::move(next);
  }
  return at;
}

Sheet sheet_of(Call const& call, DraftView const& view, std::vector<FieldError> errors) {
  Sheet sheet{call, view, {.errors = std::move(errors)}};
  // What could not be put into the file is shown as it was typed.
  auto const& typed = call.request.form.fields;
  for (auto const& error : sheet.entered.errors)
    if (typed.has(error.field)) sheet.entered.values.add(error.field, std::string{typed.get(error.field)});
  for (auto const& fault : view.faults)
    sheet.entered.errors.push_back(
        {control_of(fault.pointer), "fault", _("{message}").with("message", fault.message + (fault.fix.empty() ? "" : ' ' + fault.fix))});
  return sheet;
}

Html sheet_form(Sheet const& sheet, std::string const& action, Html const& content, Html const& state) {
  return post_form({.action = action, .csrf_token = sheet.call.csrf_token, .css_class = "studio"},
                   hidden_field("revision", std::to_string(sheet.view.draft.revision)),
                   button(type("submit"), Attr{"formnovalidate"}, name("act"), value("save"), hidden(), tabindex(-1), _("Save")), content,
                   div(cls("actions save-bar"), sheet_button("save", group(_("Save")), "button"), state));
}

}  // namespace cityhall::studio
