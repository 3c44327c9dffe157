// The service in every channel, from the draft itself: each module shows it with its own code.
#include "base/json.h"
#include "base/log.h"
#include "base/refusal.h"
#include "services/module.h"
#include "services/page/parts.h"
#include "services/preview.h"
#include "services/studio/handlers.h"
#include "services/studio/pages.h"

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

Html chooser(Call const& call, DraftView const& view, std::string_view channel) {
  auto const& query = call.request.query;
  auto const language = query.has("in") ? query.get("in") : std::string_view{call.language};
  std::vector<Html> channels;
  for (auto const* preview : previews(call))
    channels.push_back(option(value(preview->channel), selected(preview->channel == channel), preview->title));
  Html tests = option(value(""), _("Nobody's: as it begins"));
  for (std::size_t i = 0; i < view.definition->tests.size(); ++i) {
    auto const number = std::to_string(i + 1);
    tests += option(value(number), selected(query.get("test") == number), view.definition->tests[i]->name);
  }
  auto const one = [&](std::string const& code) {
    return option(value(code), selected(code == language), code == "en" ? "English" : code == "es" ? "Español" : code);
  };
  return get_form(path_of(view.draft) + "/preview", cls("filters"), label(_("Channel"), select(name("channel"), channels)),
                  label(_("Language"), select(name("in"), each(view.context.languages, one))),
                  label(_("Answers of"), select(name("test"), tests)), button(type("submit"), _("Show")));
}

Html content_of(Call const& call, DraftView const& view) {
  auto const all = previews(call);
  auto const asked = call.request.query.get("channel");
  auto const found = std::find_if(all.begin(), all.end(), [&](auto const* one) { return one->channel == asked; });
  auto const& preview = found == all.end() ? *all.front() : **found;
  auto const wanted = std::string{call.request.query.get("in")};
  auto const& languages = view.context.languages;
  auto const language = std::find(languages.begin(), languages.end(), wanted) == languages.end() ? call.language : wanted;
  Previewed const shown{view.definition, answers_for(view, parse_id(call.request.query.get("test")))};
  auto const absent =
      offered_in(*view.definition, preview) ? nothing() : note("info", p(_("The service is not offered in this channel yet.")));
  return group(chooser(call, view, preview.channel), absent,
               section(cls("panel preview"), id("preview"), h2(preview.title),
                       div(lang(language), shown_in(call, preview, shown, language))));
}

}  // namespace

Response show_preview(Call& call) {
  auto const view = draft_view(call);
  auto const content =
      view.definition == nullptr ? p(_("This cannot be shown before what is wrong is put right.")) : content_of(call, view);
  return draft_page(call, view, {.title = _("Preview"), .part = "preview", .content = content});
}

}  // namespace cityhall::studio
