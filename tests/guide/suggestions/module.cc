#include "module.h"

#include "services/page/page.h"
#include "store/migrations.h"
#include "suggestions.h"
#include "web/form.h"

namespace cityhall {

std::span<store::Migration const> suggestions_migrations();

namespace {

using namespace web;
using namespace web::tag;

struct SuggestionForm {
  std::string text;
  std::string author;
};

Form<SuggestionForm> suggestion_form() {
  return {field("text", &SuggestionForm::text).required().most(200), field("author", &SuggestionForm::author).most(80)};
}

Response suggestions_page(Call const& call, Entered const& entered, int status) {
  auto const list = ul(each(suggestions(call.view(), 50), [](Suggestion const& each) { return li(each.text); }));
  auto const form = post_form({.action = "/suggestions", .csrf_token = call.csrf_token},
                              input_field({.name = "text", .label = _("Your suggestion"), .entered = &entered, .required = true}),
                              input_field({.name = "author", .label = _("Your name"), .entered = &entered}), submit(_("Send")));
  return page(call, {.title = _("Suggestions"), .content = group(h1(_("Suggestions")), error_summary(entered.errors), form, list)}, status);
}

Response show_suggestions(Call& call) { return suggestions_page(call, {}, 200); }

Response create_suggestion(Call& call) {
  auto const form = read(suggestion_form(), call.request.form);
  auto unit = call.unit();
  suggest(unit, form.text, form.author);
  return see_other("/suggestions");
}

Response suggestions_again(Call& call, Refusal const& refusal) {
  return suggestions_page(call, {.values = call.request.form.fields, .errors = refusal.fields}, 422);
}

}  // namespace

Module suggestions_module() {
  return {.name = "suggestions",
          .title = _("Suggestions"),
          .publishes = {"suggestion.made"},
          .routes = {{.method = Method::GET,
                      .path = "/suggestions",
                      .permission = "public",
                      .access = Access::read,
                      .handler = show_suggestions,
                      .summary = _("What people suggested")},
                     {.method = Method::POST,
                      .path = "/suggestions",
                      .permission = "public",
                      .access = Access::write,
                      .handler = create_suggestion,
                      .summary = _("Suggest something"),
                      .redisplay = suggestions_again}},
          .migrations = suggestions_migrations()};
}

}  // namespace cityhall
