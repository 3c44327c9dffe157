#include <algorithm>
#include <array>
#include <map>

#include "base/json.h"
#include "base/text.h"
#include "base/time_zone.h"
#include "kernel/addresses.h"
#include "kernel/cases/case.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "kernel/notices/wording.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

constexpr std::array<std::string_view, 3> always_there{"base_url", "city", "phone"};
constexpr std::size_t text_most = 8000;
constexpr std::size_t subject_most = 150;

std::optional<Wording> own_wording(store::Reader& reader, std::string_view template_name, std::string_view language) {
  auto const row = reader.maybe(R"sql(SELECT text, changed_at, changed_by FROM wordings WHERE template = $1 AND language = $2)sql",
                                template_name, language);
  if (!row) return std::nullopt;
  return Wording{.template_name = std::string{template_name},
                 .language = std::string{language},
                 .text = row->get<std::string>(0),
                 .own = true,
                 .changed_at = row->get<Time>(1),
                 .changed_by = row->get<std::string>(2)};
}

/// Without these the mail is of no use: where its main button leads, and codes.
std::vector<std::string> needed_placeholders(NoticeTemplate const& shipped) {
  auto needed = shipped.placeholders;
  std::erase_if(needed, [](std::string const& name) { return name != "link" && name != "code"; });
  return needed;
}

void check_placeholders(NoticeTemplate const& shipped, NoticeTemplate const& written, std::vector<FieldError>& faults) {
  auto known = shipped.placeholders;
  known.insert(known.end(), always_there.begin(), always_there.end());
  auto const& used = written.placeholders;
  for (auto const& name : used) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    auto const near = did_you_mean(name, known);
    faults.push_back({"text", "unknown_placeholder",
                      near.empty() ? _("This mail knows no {placeholder}. It knows: {known}.")
                                         .with("placeholder", "{" + name + "}")
                                         .with("known", join(known, ", "))
                                   : _("This mail knows no {placeholder}. Did you mean {near}?")
                                         .with("placeholder", "{" + name + "}")
                                         .with("near", "{" + near + "}")});
  }
  for (auto const& name : needed_placeholders(shipped))
    if (std::find(used.begin(), used.end(), name) == used.end())
      faults.push_back({"text", "missing_placeholder",
                        _("Keep {placeholder}: without it the mail is of no use.").with("placeholder", "{" + name + "}")});
}

void take_effect(Unit& unit) {
  unit.tx.after_commit([&city = unit.city, fresh = load_wordings(unit.tx)] { city.wordings.set(fresh); });
}

/// What no case tells: codes, names, counts. A placeholder without an example shows itself.
NoticeValues example_values(Settings const& settings, NoticeTemplate const& text) {
  NoticeValues values{{"number", "SR-27-000123"},
                      {"place", "12 Main St"},
                      {"due", "2027-03-05"},
                      {"until", "2027-03-05"},
                      {"date", "2027-03-05"},
                      {"duplicate_of", "SR-27-000100"},
                      {"name", "Pat"},
                      {"by", "Pat"},
                      {"inviter", "Pat"},
                      {"code", "123456"},
                      {"count", "3"},
                      {"minutes", "10"},
                      {"reference", "W-2027-0815"},
                      {"city", settings.name},
                      {"phone", settings.phone}};
  values["base_url"] = settings.base_url;
  for (auto const& name : {"link", "rate", "photos"}) values[name] = settings.base_url + "/…";
  for (auto const& name : text.placeholders) values.try_emplace(name, "{" + name + "}");
  return values;
}

void add_case(NoticeValues& values, Case const& report, Wording const& wording, Settings const& settings) {
  values["number"] = report.number;
  values["title"] = title_of(report, wording.language);
  values["place"] = report.place.address;
  values["message"] = report.closing_message.empty() ? report.public_note : report.closing_message;
  values["note"] = report.public_note;
  values["link"] = settings.base_url + public_address(report.number);
  if (report.due_at) values["due"] = to_iso(TimeZone{settings.time_zone}.date_of(*report.due_at));
}

}  // namespace

NoticeTemplate const* OwnWordings::find(std::string_view template_name, std::string_view language) const {
  if (texts_.empty()) return nullptr;
  auto const found = texts_.find({std::string{template_name}, std::string{language}});
  return found == texts_.end() ? nullptr : &found->second;
}

std::shared_ptr<OwnWordings const> load_wordings(store::Reader& reader) {
  OwnWordings::Texts texts;
  for (auto const row : reader.query(R"sql(SELECT template, language, text FROM wordings)sql"))
    texts.emplace(std::pair{row.get<std::string>(0), row.get<std::string>(1)}, parse_notice_template(row.get<std::string>(2)));
  return std::make_shared<OwnWordings const>(std::move(texts));
}

std::shared_ptr<NoticeTemplate const> wording(City const& city, std::string_view template_name, std::string_view language) {
  auto const own = city.wordings.get();
  if (auto const* found = own->find(template_name, language)) return {own, found};
  return {std::shared_ptr<void const>{}, notice_template(template_name, language)};  // the shipped ones live as long as the program
}

std::vector<Wording> wordings(View const& view) {
  require(view.actor, "admin.notices");
  std::vector<Wording> all;
  for (auto const& name : notice_template_names())
    for (auto const& language : view.city.settings.get()->languages)
      if (notice_template(name, language)) all.push_back(wording_of(view, name, language));
  return all;
}

Wording wording_of(View const& view, std::string_view template_name, std::string_view language) {
  require(view.actor, "admin.notices");
  auto const shipped = shipped_notice_text(template_name, language);
  if (!shipped) throw not_found(_("There is no such mail in this language."));
  if (auto own = own_wording(view.reader, template_name, language)) return std::move(*own);
  return {.template_name = std::string{template_name}, .language = std::string{language}, .text = std::string{*shipped}};
}

std::vector<FieldError> wording_faults(std::string_view template_name, std::string_view language, std::string_view text) {
  std::vector<FieldError> faults;
  auto const shipped = notice_template(template_name, language);
  if (!shipped) throw not_found(_("There is no such mail in this language."));
  if (text.size() > text_most)
    faults.push_back({"text", "too_long", _("Use at most {most} characters.").with("most", std::to_string(text_most))});
  auto const written = parse_notice_template(text);
  if (written.subject.empty() || written.paragraphs.empty())
    faults.push_back({"text", "incomplete", _("Write the subject on the first line, then an empty line, then the text.")});
  if (length(written.subject) > subject_most)
    faults.push_back({"text", "subject_long",
                      _("The subject is the first line: use at most {most} characters.").with("most", std::to_string(subject_most))});
  check_placeholders(*shipped, written, faults);
  return faults;
}

void change_wording(Unit& unit, std::string_view template_name, std::string_view language, std::string_view text) {
  require(unit.actor, "admin.notices");
  if (auto faults = wording_faults(template_name, language, text); !faults.empty()) throw invalid_fields(std::move(faults));
  unit.tx.run(R"sql(INSERT INTO wordings (template, language, text, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT (template, language) DO UPDATE
                      SET text = excluded.text, changed_at = excluded.changed_at, changed_by = excluded.changed_by)sql",
              template_name, language, text, unit.now, unit.actor.name);
  append(unit, "wording.changed", {}, Json{{"template", template_name}, {"language", language}});
  take_effect(unit);
}

void reset_wording(Unit& unit, std::string_view template_name, std::string_view language) {
  require(unit.actor, "admin.notices");
  if (unit.tx.run(R"sql(DELETE FROM wordings WHERE template = $1 AND language = $2)sql", template_name, language) == 0)
    throw conflict("wording.shipped", _("These are the shipped words already."));
  append(unit, "wording.reset", {}, Json{{"template", template_name}, {"language", language}});
  take_effect(unit);
}

std::string newest_number(View const& view) {
  if (!view.actor.may("issues.read")) return {};
  return view.reader.maybe_value<std::string>(R"sql(SELECT number FROM cases ORDER BY id DESC LIMIT 1)sql").value_or(std::string{});
}

RenderedNotice preview_wording(View const& view, Wording const& wording, std::string_view number) {
  require(view.actor, "admin.notices");
  auto const settings = view.city.settings.get();
  auto const text = parse_notice_template(wording.text);
  auto values = example_values(*settings, text);
  if (!number.empty()) add_case(values, case_by_number(view, number), wording, *settings);
  NoticeFrame const frame{.language = wording.language,
                          .city = settings->name,
                          .signature = settings->name + "\n" + settings->phone + "\n" + settings->address,
                          .reason = {},
                          .photo_cid = {},
                          .photo_alt = {}};
  return render_notice(text, values, frame);
}

}  // namespace cityhall
