#include "services/desk/view_handlers.h"

#include "kernel/directory/directory.h"
#include "services/desk/inbox_page.h"
#include "services/desk/view_parts.h"
#include "services/page/parts.h"
#include "web/form.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

struct ViewForm {
  std::string name;
  std::string shared;
  std::string query;
};

Form<ViewForm> view_form() {
  return {field("name", &ViewForm::name).required().most(60), field("shared", &ViewForm::shared).most(80),
          field("query", &ViewForm::query).most(1000)};
}

Html shared_words(Call const& call, SavedView const& saved) {
  if (saved.shared.empty()) return group(_("Only you"));
  if (saved.shared == "*") return group(_("All staff"));
  return group(call.city.directory.get()->title_of(saved.shared, call.language));
}

Html view_row(Call const& call, SavedView const& saved) {
  bool const may_delete = saved.account == call.actor.account || call.actor.may("issues.triage");
  auto const removal = post_form({.action = "/desk/views/" + to_text(saved.id) + "/removal", .csrf_token = call.csrf_token},
                                 button(type("submit"), cls("quiet"), _("Delete"), span(cls("visually-hidden"), " ", saved.name)));
  return tr(th(scope("row"), a(href(saved.path), saved.name)), td(shared_words(call, saved)), td(may_delete ? removal : nothing()));
}

Response views_page(Call const& call, Entered const& entered, int status) {
  auto const views = saved_views(call.view(), "*");
  auto const list = views.empty()
                        ? empty_state(_("No views yet."), _("Filter the inbox, then save what you see under a name."))
                        : table(caption(cls("visually-hidden"), _("Views")),
                                thead(tr(th(scope("col"), _("Name")), th(scope("col"), _("Seen by")), th(scope("col"), _("Act")))),
                                tbody(each(views, [&](SavedView const& saved) { return view_row(call, saved); })));
  auto const query = std::string{entered.value("query")};
  auto const again =
      entered.errors.empty() ? nothing() : section(cls("panel"), h2(_("Save this view")), view_form_of(call, query, entered));
  auto const told = call.request.query.has("saved") ? note("good", p(_("Saved."))) : error_summary(entered.errors);
  return page(call,
              {.title = _("Views"),
               .content = div(cls("read"), group(a(cls("back"), href("/desk"), _("Inbox")), h1(_("Views")), told, again, list)),
               .surface = Surface::staff,
               .current = "/desk"},
              status);
}

}  // namespace

Html view_form_of(Call const& call, std::string const& query, Entered const& entered) {
  std::vector<Option> shares{{"", _("Only me")}};
  if (call.actor.may("issues.triage")) {
    shares.push_back({"*", _("All staff")});
    for (auto const& count : queue_counts(call.view(), call.now))
      if (!count.queue.empty()) shares.push_back({count.queue, call.city.directory.get()->title_of(count.queue, call.language)});
  }
  return post_form(
      {.action = "/desk/views", .csrf_token = call.csrf_token}, hidden_field("query", query),
      input_field({.name = "name", .label = _("Name of the view"), .entered = &entered, .required = true, .attributes = {maxlength(60)}}),
      select_field({.name = "shared", .label = _("Who sees it"), .entered = &entered}, shares),
      div(cls("actions"), button(type("submit"), _("Save"))));
}

Html view_links(Call const& call, std::vector<SavedView> const& views, std::string const& here) {
  if (views.empty()) return nothing();
  auto const link_to = [&](SavedView const& saved) {
    return li(a(href(saved.path), saved.path == here ? aria("current", "true") : none(), span(saved.name),
                saved.shared.empty() ? nothing() : span(cls("soft small"), shared_words(call, saved))));
  };
  return nav(aria("label", _("Views")), ul(cls("rail-list"), each(views, link_to)),
             p(cls("small"), a(href("/desk/views"), _("All views"))));
}

Response show_views(Call& call) { return views_page(call, {}, 200); }

Response create_view(Call& call) {
  auto const form = read(view_form(), call.request.form);
  auto const path = canonical_inbox_path(parse_urlencoded(form.query).parameters);
  auto unit = call.unit();
  save_view(unit, {.name = form.name, .shared = form.shared, .path = path});
  return see_other(path);
}

Response views_again(Call& call, Refusal const& refusal) {
  if (refusal.kind != RefusalKind::invalid) throw refusal;
  return views_page(call, {.values = call.request.form.fields, .errors = refusal.fields}, 422);
}

Response remove_view(Call& call) {
  auto unit = call.unit();
  delete_view(unit, SavedViewId{parse_id(call.path_value("view"))});
  return see_other("/desk/views?saved=yes");
}

}  // namespace cityhall
