#include "services/admin/notices_preview.h"

#include "kernel/definitions/evaluate.h"
#include "kernel/notices/wording.h"
#include "services/page/event_words.h"
#include "services/page/page.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

/// "A request was closed" for case.closed, the state's label for "state:closed".
Html moment_words(Call const& call, Definition const& definition, std::string_view on) {
  constexpr std::string_view state = "state:";
  if (!on.starts_with(state)) return group(event_words(on).html());
  auto const* entered = definition.workflow.state(std::string{on.substr(state.size())});
  return entered == nullptr ? group(on) : sentence(_("It becomes “{state}”"), {{"state", group(public_label(*entered, call.language))}});
}

Html mail_of(Call const& call, NotifyRule const& rule) {
  auto const actor = system_actor("preview");  // whoever writes a service may read the shipped words
  View const view{call.city, call.reader, actor};
  auto const mail = preview_wording(view, wording_of(view, rule.template_name, call.language), {});
  return group(p(strong(mail.subject)), pre(cls("source letter"), tabindex(0), mail.plain));
}

}  // namespace

Html preview_notices(Call const& call, Previewed const& shown) {
  auto const& rules = shown.definition->notify;
  if (rules.empty()) return p(_("This service sends no mails."));
  return each(rules, [&](NotifyRule const& rule) {
    auto const own = rule.text.in(call.language);
    return section(h3(moment_words(call, *shown.definition, rule.on)), mail_of(call, rule),
                   own.empty() ? nothing() : p(cls("hint"), _("The words of this service in it:"), " ", own));
  });
}

}  // namespace cityhall
