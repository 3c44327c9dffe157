// The file itself, with what the checker says by line.
#include "base/json.h"
#include "base/text.h"
#include "kernel/definitions/print.h"
#include "services/page/parts.h"
#include "services/studio/handlers.h"
#include "services/studio/pages.h"

namespace cityhall::studio {
namespace {

using namespace web;
using namespace web::tag;

struct JsonView {
  DraftView const& draft;
  std::string text{};  // as typed
  std::vector<Clash> clashes{};
  std::string notice{};
  int status = 200;
};

std::string typed_json(Call const& call) {
  std::string text;
  for (char const letter : call.request.form.fields.get("json"))
    if (letter != '\r') text += letter;
  return text;
}

Json read_json(std::string const& text) {
  auto json = parse_json(text, {.bytes = 512U * 1024, .depth = 16});
  if (!json)
    throw invalid("draft.no_json", _("This is no JSON: {fault}.").with("fault", json.error().what), _("Correct it there and save again."));
  if (!json->is_object()) throw invalid("draft.no_json", _("A service is one JSON object."), _("Write { … } around it."));
  return *std::move(json);
}

Html fault_row(cityhall::Fault const& fault) {
  return li(a(href("#line-" + std::to_string(fault.line)), _("Line {number}").with("number", std::to_string(fault.line))), ": ",
            fault.message, " ", span(cls("soft"), fault.fix));
}

/// Each line with its number; those with a fault are marked.
Html numbered(std::string const& text, std::vector<cityhall::Fault> const& faults) {
  Html lines;
  int number = 0;
  for (auto const line : split(text, '\n')) {
    ++number;
    bool const wrong = std::any_of(faults.begin(), faults.end(), [&](cityhall::Fault const& fault) { return fault.line == number; });
    auto const place = id("line-" + std::to_string(number));
    auto const words = group(std::to_string(number), "\t", line, "\n");
    lines += wrong ? mark(place, words) : span(place, words);
  }
  return pre(cls("source"), tabindex(0), lines);
}

Response json_page(Call const& call, JsonView const& view) {
  auto const& draft = view.draft.draft;
  auto const clash = [](Clash const& one) { return li(code(one.pointer), ": ", code(one.mine), " / ", code(one.theirs)); };
  auto const notice = view.notice.empty() ? nothing()
                                          : div(cls("note bad"), role("alert"), p(view.notice),
                                                view.clashes.empty() ? nothing() : ul(each(view.clashes, clash)));
  auto const text = textarea_field({.name = "json",
                                    .label = _("The file"),
                                    .value = view.text,
                                    .required = true,
                                    .attributes = {cls("source whole"), Attr{"spellcheck", std::string_view{"false"}}}});
  auto const faults = view.draft.faults;
  auto const form = post_form({.action = path_of(draft) + "/json", .csrf_token = call.csrf_token, .css_class = "studio"},
                              hidden_field("revision", std::to_string(draft.revision)), text, div(cls("actions"), submit(_("Save"))));
  auto const content = group(call.request.query.has("saved") ? note("good", p(_("Saved."))) : nothing(), notice, h2(_("The file as JSON")),
                             p(cls("hint"), _("Saving writes it in the one style, as the command cityhall service fmt does.")), form,
                             faults.empty() ? nothing()
                                            : section(h2(_("What is to be put right, by line")), ul(each(faults, fault_row)),
                                                      numbered(view.draft.source, faults)));
  return draft_page(call, view.draft, {.title = _("JSON"), .part = "json", .content = content, .status = view.status});
}

}  // namespace

Response show_json(Call& call) {
  auto const view = draft_view(call);
  return json_page(call, {.draft = view, .text = view.source});
}

Response save_json(Call& call) {
  auto const draft = draft_by_id(call.view(), DraftId{parse_id(call.path_value("draft"))});
  auto const mine = read_json(typed_json(call));
  auto const now = read_json(draft.json);
  auto const revision = parse_id(call.request.form.fields.get("revision"));
  auto const base = revision == 0 || revision == draft.revision ? now : read_json(source_of(call.view(), draft.id, revision));
  auto merged = merge(base, mine, now);
  if (!merged.clashes.empty())
    throw conflict("draft.clash", _("Somebody else changed the same place meanwhile."), _("Look at both below. Saving again keeps yours."));
  auto unit = call.unit();
  keep(unit, draft, *merged.file);
  return saved(path_of(draft) + "/json");
}

Response json_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid && refusal.kind != RefusalKind::conflict) throw refusal;
  auto const view = draft_view(call);
  JsonView shown{.draft = view,
                 .text = typed_json(call),
                 .notice = call.text(refusal.message) + " " + call.text(refusal.fix),
                 .status = refusal.kind == RefusalKind::conflict ? 409 : 422};
  if (refusal.code == "draft.clash") {
    auto const base = read_json(source_of(call.view(), view.draft.id, parse_id(call.request.form.fields.get("revision"))));
    shown.clashes = merge(base, read_json(shown.text), *view.file).clashes;
    shown.text = print_definition(*merge(base, *view.file, read_json(shown.text)).file);
  }
  return json_page(call, shown);
}

}  // namespace cityhall::studio
