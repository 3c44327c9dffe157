#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/bell/bell.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/case_rows.h"
#include "kernel/casework/note_rows.h"
#include "kernel/city.h"

namespace cityhall {
namespace {

bool is_word_letter(char letter) {
  auto const byte = static_cast<unsigned char>(letter);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}
bool is_inside(char letter) { return is_word_letter(letter) || letter == '.' || letter == '-' || letter == '_'; }

/// The word that begins here, without a full stop or dash that ends the sentence.
std::string_view word_at(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_inside(text[end])) ++end;
  while (end > 0 && !is_word_letter(text[end - 1])) --end;
  return text.substr(0, end);
}

void add_once(std::vector<std::string>& list, std::string word) {
  if (!word.empty() && std::find(list.begin(), list.end(), word) == list.end()) list.push_back(std::move(word));
}

bool is_called(Colleague const& colleague, std::string_view handle) { return colleague.handle == handle; }

[[noreturn]] void refuse_handle(std::string const& handle, std::vector<Colleague> const& all) {
  std::vector<std::string> handles;
  for (auto const& colleague : all) handles.push_back(colleague.handle);
  auto const begins = std::find_if(handles.begin(), handles.end(), [&](std::string const& one) { return one.starts_with(handle); });
  auto const meant = begins == handles.end() ? did_you_mean(handle, handles) : *begins;
  throw invalid_fields(
      {{"note", "unknown_person",
        meant.empty() ? _("Nobody here is called @{handle}.").with("handle", handle)
                      : _("Nobody here is called @{handle}. Did you mean @{other}?").with("handle", handle).with("other", meant)}});
}

void ring_for(Unit& unit, Case const& report, EventId event, std::string_view text) {
  auto const handles = marks_in(text).mentions;
  if (handles.empty()) return;
  auto const all = colleagues(view_of(unit));
  for (auto const& handle : handles) {
    bool anyone = false;
    for (auto const& colleague : all) {
      if (!is_called(colleague, handle)) continue;
      anyone = true;
      ring(unit, colleague.account,
           {.key = "mention/" + to_text(event) + "/" + to_text(colleague.account),
            .kind = "mention",
            .case_id = report.id,
            .by = unit.actor.name,
            .text = std::string{text}});
      insert_mention(unit, event, colleague.account);
    }
    if (!anyone) refuse_handle(handle, all);
  }
}

/// People who see a request may say something about it to each other; a program that was let in to read may not.
void require_word(Actor const& actor) { require(actor, actor.key ? "issues.triage" : "issues.read"); }

}  // namespace

void note(Unit& unit, Case& report, std::string_view text) {
  require_word(unit.actor);
  auto const clean = without_control_characters(trim(text));
  if (clean.empty()) throw invalid_fields({{"note", "required", _("Write a few words.")}});
  if (length(clean) > 4000) throw invalid_fields({{"note", "too_long", _("Write at most 4,000 characters.")}});
  save(unit, report);
  apply_marks(unit, report, append(unit, "case.noted", {.case_id = report.id}, Json{{"message", clean}}), clean);
}

NoteMarks marks_in(std::string_view text) {
  NoteMarks marks;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((text[i] != '@' && text[i] != '#') || (i > 0 && is_inside(text[i - 1]))) continue;  // an address of mail is no mention
    auto const word = word_at(text.substr(i + 1));
    if (word.empty()) continue;
    if (text[i] == '@') add_once(marks.mentions, fold(word));
    else add_once(marks.tags, normal_tag(word));
  }
  return marks;
}

std::string handle_of(std::string_view name) {
  std::string handle;
  auto const folded = fold(name);
  for (auto const part : split(folded, ' ')) {
    auto const word = word_at(part);
    if (word.empty()) continue;
    if (!handle.empty()) handle += '.';
    handle += word;
  }
  return handle;
}

std::string normal_tag(std::string_view text) {
  auto folded = fold(text);
  if (!folded.empty() && folded.front() == '#') folded.erase(0, 1);
  std::replace(folded.begin(), folded.end(), ' ', '-');
  bool const fits = !folded.empty() && length(folded) <= 40 && std::all_of(folded.begin(), folded.end(), is_inside) &&
                    folded.find_first_not_of("0123456789.-_") != std::string::npos;  // "#4" is a number of something
  return fits ? folded : std::string{};
}

void apply_marks(Unit& unit, Case const& report, EventId event, std::string_view text) {
  insert_note(unit, report, event);
  auto const marks = marks_in(text);
  ring_for(unit, report, event, text);
  for (auto const& tag : marks.tags) {
    insert_tag(unit, report.id, tag);
    count_tag(unit, event, tag);
  }
}

bool tag_case(Unit& unit, Case const& report, std::string_view text) {
  require_word(unit.actor);
  auto const tag = normal_tag(text);
  if (tag.empty()) throw invalid_fields({{"tag", "malformed", _("A tag is one word of letters, at most 40, such as winter-storm.")}});
  if (!insert_tag(unit, report.id, tag)) return false;
  count_tag(unit, append(unit, "case.tagged", {.case_id = report.id}, Json{{"tag", tag}}), tag);
  return true;
}

bool untag_case(Unit& unit, Case const& report, std::string_view text) {
  require_word(unit.actor);
  auto const tag = normal_tag(text);
  if (!delete_tag(unit, report.id, tag)) return false;
  append(unit, "case.untagged", {.case_id = report.id}, Json{{"tag", tag}});
  return true;
}

std::vector<Colleague> colleagues(View const& view) {
  auto all = staff_names(view);
  for (auto& colleague : all) colleague.handle = handle_of(colleague.name);
  return all;
}

}  // namespace cityhall
