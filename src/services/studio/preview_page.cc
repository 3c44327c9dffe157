// The service in every channel, from the draft itself: each module shows it with its own code.
#include "base/json.h"
#include "base/log.h"
#include "base/refusal.h"
#include "services/module.h"
#include "services/page/parts.h"
#include "services/preview.h"
#include "services/studio/handlers.h"
#include "services/studio/pages.h"
#include "services/studio/places.h"
#include "services/studio/plain_words.h"

namespace cityhall::studio {
namespace {

using namespace web;
using namespace web::tag;

std::vector<PreviewDeclaration const*> previews(Call const& call) {
  std::vector<PreviewDeclaration const*> all;
  for (auto const& module : call.around.modules)
    for (auto const& preview : module.previews) all.push_back(&preview);
  return all;
}

/// Whose answers fill the preview: those of a test, so that what depends on answers can be seen.
std::shared_ptr<Json const> answers_for(DraftView const& view, std::int64_t test) {
  auto const& tests = view.definition->tests;
  bool const known = test > 0 && static_cast<std::size_t>(test) <= tests.size();
  return known ? tests[static_cast<std::size_t>(test) - 1]->answers : std::make_shared<Json const>(Json::object());
}

Html shown_in(Call const& call, PreviewDeclaration const& preview, Previewed const& shown, std::string const& language) {
  auto there = call;
  there.language = language;
  try {
    return preview.show(there, shown);
  } catch (Refusal const&) {
    // the note says it
  } catch (std::exception const& fault) {
    log_error("a channel cannot show a draft", {{"cause", fault.what()}});
  }
  return note("warn", p(_("This cannot be shown before what is wrong is put right.")));
}

bool offered_in(Definition const& definition, PreviewDeclaration const& preview) {
  return preview.offered == nullptr ? definition.offers(preview.channel) : preview.offered(definition);
}

/// Which channel, in which language, with whose answers.
struct Choice {
  PreviewDeclaration const& preview;
  std::string language;
  std::int64_t test = 0;  // from 1
};

Choice choice_of(Call const& call, DraftView const& view, std::int64_t usual_test = 0) {
  auto const all = previews(call);
  auto const& query = call.request.query;
  auto const asked = query.has("channel") ? query.get("channel") : std::string_view{"web"};
  auto const found = std::find_if(all.begin(), all.end(), [&](auto const* one) { return one->channel == asked; });
  auto const wanted = std::string{query.get("in")};
  auto const& languages = view.context.languages;
  bool const known = std::find(languages.begin(), languages.end(), wanted) != languages.end();
  return {found == all.end() ? *all.front() : **found, known ? wanted : call.language,
          query.has("test") ? parse_id(query.get("test")) : usual_test};
}

Html chooser(Call const& call, DraftView const& view, Choice const& choice, Html const& act) {
  std::vector<Html> channels;
  for (auto const* preview : previews(call))
    channels.push_back(option(value(preview->channel), selected(preview->channel == choice.preview.channel), preview->title));
  Html tests = option(value(""), _("Nobody's: as it begins"));
  auto const count = view.definition == nullptr ? 0 : static_cast<std::int64_t>(view.definition->tests.size());
  for (std::int64_t i = 1; i <= count; ++i) {
    auto const index = static_cast<std::size_t>(i) - 1;
    tests += option(value(std::to_string(i)), selected(i == choice.test), test_words(view.definition->tests[index]->name, index));
  }
  auto const one = [&](std::string const& code) {
    return option(value(code), selected(code == choice.language), code == "en" ? "English" : code == "es" ? "Español" : code);
  };
  return get_form(path_of(view.draft) + "/preview", cls("filters"), label(_("Channel"), select(name("channel"), channels)),
                  label(_("Language"), select(name("in"), each(view.context.languages, one))),
                  label(_("Answers of"), select(name("test"), tests)), act);
}

/// What a channel makes of the draft.
Html shown_of(Call const& call, DraftView const& view, Choice const& choice) {
  if (view.definition == nullptr) return p(_("This cannot be shown before what is wrong is put right."));
  Previewed const shown{view.definition, answers_for(view, choice.test)};
  auto const absent =
      offered_in(*view.definition, choice.preview) ? nothing() : note("info", p(_("The service is not offered in this channel yet.")));
  return group(h2(choice.preview.title), absent, div(lang(choice.language), shown_in(call, choice.preview, shown, choice.language)));
}

}  // namespace

Response show_preview(Call& call) {
  auto const view = draft_view(call);
  auto const choice = choice_of(call, view);
  auto const content = group(chooser(call, view, choice, button(type("submit"), _("Show"))),
                             section(cls("panel preview"), id("preview"), shown_of(call, view, choice)));
  return draft_page(call, view, {.title = _("Preview"), .part = "preview", .content = content});
}

Html preview_beside(Call const& call, DraftView const& view, std::string_view at) {
  auto const choice = choice_of(call, view, above(at) == "/tests" ? index_of(at) + 1 : 0);
  // Only a request that names a channel has somebody who looks at it.
  auto const shown = call.request.query.has("channel") ? shown_of(call, view, choice) : nothing();
  auto const apart = button(type("submit"), cls("plain"), Attr{"formtarget", std::string_view{"_blank"}}, _("In a window of its own"));
  return aside(cls("beside"), id("beside"), aria("label", _("Preview")), chooser(call, view, choice, apart),
               div(cls("scroll"), tabindex(0), role("region"), aria("label", _("How it looks")),
                   section(cls("panel preview"), id("preview"), Attr{"inert"}, shown)));
}

}  // namespace cityhall::studio
