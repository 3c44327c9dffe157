#include "services/studio/view.h"

#include "base/json.h"
#include "kernel/accounts/account.h"
#include "kernel/definitions/city_context.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/fault_words.h"
#include "kernel/definitions/print.h"

namespace cityhall::studio {

DraftView view_with(Call const& call, Draft const& draft, Json const& file) {
  DraftView view{.draft = draft, .file = std::make_shared<Json const>(file), .context = check_context(call.view())};
  view.source = print_definition(file);
  view.definition = parse_leniently(view.source).definition;
  view.faults = in_language(examine(view.source, view.context), call.city.translations(), call.language);
  if (view.definition != nullptr) view.tests = run_tests(view.definition);
  view.live = call.city.definitions.get()->find(draft.service);
  return view;
}

DraftView draft_view(Call const& call) {
  auto const draft = draft_by_id(call.view(), DraftId{parse_id(call.path_value("draft"))});
  auto json = parse_json(draft.json, {.bytes = 1024U * 1024, .depth = 64});
  return view_with(call, draft, json ? *json : Json::object());
}

Known known_of(DraftView const& view) {
  return {.languages = view.context.languages, .names = view.definition == nullptr ? Type::Fields{} : view.definition->names};
}

std::string title_of(Call const& call, DraftView const& view) {
  auto const title = view.definition == nullptr ? std::string{} : std::string{view.definition->title.in(call.language)};
  return title.empty() ? view.draft.service : title;
}

std::string name_of(Call const& call, AccountId id) {
  return account_name(call.reader, id);
}

std::string path_of(Draft const& draft) { return "/admin/studio/" + to_text(draft.id); }

}  // namespace cityhall::studio
