#include "services/admin/wordings_handlers.h"

#include <algorithm>

#include "base/text.h"
#include "services/admin/wordings_pages.h"

namespace cityhall {
namespace {

struct WordingForm {
  std::string text;
  std::string number;
};

WordingForm read_wording(Call const& call) {
  auto form = web::read(web::Form<WordingForm>{web::field("text", &WordingForm::text).required().most(8000).lines(),
                                               web::field("number", &WordingForm::number).most(40)},
                        call.request.form);
  std::erase(form.text, '\r');
  return form;
}

WordingView asked_wording(Call const& call) {
  WordingView view{.wording = wording_of(call.view(), call.path_value("template"), call.path_value("language"))};
  view.placeholders = notice_template(view.wording.template_name, view.wording.language)->placeholders;
  return view;
}

std::string wording_path_of(Call const& call) {
  return "/admin/wordings/" + std::string{call.path_value("template")} + "/" + std::string{call.path_value("language")};
}

}  // namespace

web::Response show_wordings(Call& call) { return wordings_page(call, wordings(call.view())); }

web::Response show_wording(Call& call) {
  auto view = asked_wording(call);
  view.number = newest_number(call.view());
  view.preview = preview_wording(call.view(), view.wording, view.number);
  return wording_page(call, view);
}

web::Response save_wording(Call& call) {
  auto const form = read_wording(call);
  auto unit = call.unit();
  change_wording(unit, call.path_value("template"), call.path_value("language"), form.text);
  return saved(wording_path_of(call));
}

web::Response wording_again(Call& call, Refusal const& refusal) {
  auto view = asked_wording(call);
  view.told = told_of(call, refusal);
  return wording_page(call, view);
}

web::Response preview_wording_text(Call& call) {
  auto const form = read_wording(call);
  auto view = asked_wording(call);
  view.wording.text = form.text;
  view.number = std::string{trim(form.number)};
  view.told.entered.values = call.request.form.fields;
  view.told.entered.errors = wording_faults(view.wording.template_name, view.wording.language, form.text);
  try {
    view.preview = preview_wording(call.view(), view.wording, view.number);
  } catch (Refusal const&) {
    view.told.entered.errors.push_back({"number", "unknown", _("There is no request {number}.").with("number", view.number)});
  }
  view.told.status = view.told.entered.errors.empty() ? 200 : 422;
  return wording_page(call, view);
}

web::Response reset_wording_text(Call& call) {
  auto unit = call.unit();
  reset_wording(unit, call.path_value("template"), call.path_value("language"));
  return saved(wording_path_of(call));
}

}  // namespace cityhall
