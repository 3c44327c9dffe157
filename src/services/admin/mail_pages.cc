#include "services/admin/mail_pages.h"

#include <array>

#include "services/admin/mail_words.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

constexpr std::array state_names{std::string_view{"queued"}, std::string_view{"sending"}, std::string_view{"sent"},
                                 std::string_view{"failed"}, std::string_view{"uncertain"}};

Message state_words(NoticeState state) {
  switch (state) {
    case NoticeState::queued:
      return _("Waiting");
    case NoticeState::sending:
      return _("Being sent");
    case NoticeState::sent:
      return _("Sent");
    case NoticeState::failed:
      return _("Failed");
    case NoticeState::uncertain:
      return _("Uncertain");
  }
  return _("Waiting");
}

Html state_mark(Notice const& notice) {
  auto const kind = notice.state == NoticeState::sent        ? "badge good"
                    : notice.state == NoticeState::failed    ? "badge late"
                    : notice.state == NoticeState::uncertain ? "badge soon"
                                                             : "badge open";
  return span(cls(kind), state_words(notice.state));
}

Html filter_form(NoticesView const& view) {
  auto const choice = [&](std::string_view word) {
    auto const state = notice_state_from(word).value_or(NoticeState::queued);
    return option(value(word), selected(view.filter.state == state), state_words(state));
  };
  return get_form("/admin/notices", cls("filters"),
                  label(_("State"), select(name("state"), option(value(""), _("All")), each(state_names, choice))),
                  button(type("submit"), _("Show")));
}

Html notice_row(Call const& call, Notice const& notice) {
  bool const stuck = notice.state == NoticeState::failed || notice.state == NoticeState::uncertain;
  auto const again = stuck ? act_button(call, "/admin/notices/" + to_text(notice.id) + "/sending", _("Send again")) : nothing();
  return tr(td(time_of(call, notice.queued)), td(notice.email), td(mail_words(notice.template_name).html()), td(state_mark(notice)),
            td(notice.attempts), td(notice.fault), td(again));
}

Html next_page(NoticesView const& view) {
  if (view.notices.size() < view.filter.most) return nothing();
  auto const state = view.filter.state ? notice_state_name(*view.filter.state) : std::string_view{};
  auto const next = with_query("/admin/notices", {{"state", state}, {"before", to_text(view.notices.back().id)}});
  return nav(cls("pages"), aria("label", _("Pages")), span(), a(href(next), rel("next"), _("Next page")));
}

}  // namespace

std::string_view notice_state_name(NoticeState state) { return state_names.at(static_cast<std::size_t>(state)); }

std::optional<NoticeState> notice_state_from(std::string_view word) {
  for (std::size_t i = 0; i < state_names.size(); ++i)
    if (state_names.at(i) == word) return static_cast<NoticeState>(i);
  return std::nullopt;
}

Response notices_page(Call const& call, NoticesView const& view) {
  auto const rows = each(view.notices, [&](Notice const& notice) { return notice_row(call, notice); });
  auto const list =
      view.notices.empty()
          ? empty_state(_("No mail here."), _("Nothing is in this state."))
          : office_table(_("Mail"),
                         {_("Written"), _("To"), _("Kind"), _("State"), _("Attempts"), _("Answer of the mail server"), _("Change")}, rows);
  auto const content = group(
      told_strip(call, view.told),
      p(cls("hint"),
        _("Uncertain: the program stopped between handing a mail over and hearing that it was taken. Sending it again may make two.")),
      filter_form(view), list, next_page(view));
  return office_page(call, {.title = _("Mail"), .content = content, .path = "/admin/notices"}, view.told.status);
}

}  // namespace cityhall
