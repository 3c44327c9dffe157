#include "web/controls.h"

#include <algorithm>

#include "base/text.h"

namespace cityhall::web {
namespace {

using namespace tag;

/// What every control shows around itself.
class Frame {
 public:
  explicit Frame(Control const& control)
      : control_{control}, error_{control.entered != nullptr ? control.entered->error(control.name) : nullptr} {}

  /// A control with a fault has the plain id in each form: the summary leads there.
  std::string id() const {
    bool const apart = !control_.form.empty() && error_ == nullptr;
    return "field-" + (apart ? std::string{control_.form} + "-" : std::string{}) + std::string{control_.name};
  }
  std::string value() const {
    bool const typed = control_.entered != nullptr && control_.entered->values.has(control_.name);
    return typed ? std::string{control_.entered->value(control_.name)} : control_.value;
  }
  std::vector<std::string> values() const {
    auto const* entered = control_.entered;
    auto const typed =
        entered != nullptr && entered->values.has(control_.name) ? entered->values.all(control_.name) : split(control_.value, '\n');
    return {typed.begin(), typed.end()};
  }

  /// name, id, required, what describes it, and the control's own attributes.
  std::vector<Attr> attributes() const { return attributes(control_.required); }
  std::vector<Attr> attributes(bool is_required) const {
    std::vector<Attr> all{name(control_.name), tag::id(id()), required(is_required), described_by()};
    if (control_.needed && !is_required) all.push_back(aria("required", std::string_view{"true"}));
    if (error_ != nullptr) all.push_back(aria("invalid", std::string_view{"true"}));
    all.insert(all.end(), control_.attributes.begin(), control_.attributes.end());
    return all;
  }
  Attr described_by() const {
    std::string ids;
    if (!control_.hint.empty()) ids = id() + "-hint";
    if (error_ != nullptr) ids += (ids.empty() ? "" : " ") + id() + "-error";
    return ids.empty() ? none() : aria("describedby", std::string_view{ids});
  }
  Html notes() const {
    return group(control_.hint.empty() ? nothing() : p(cls("hint"), tag::id(id() + "-hint"), control_.hint),
                 error_ == nullptr ? nothing() : p(cls("error"), tag::id(id() + "-error"), error_->message));
  }
  std::string_view css_class() const { return error_ == nullptr ? "field" : "field wrong"; }

  Html labelled(Html const& input, bool may_be_empty = true) const {
    return div(cls(css_class()), label(for_id(id()), may_be_empty ? label_text() : control_.label.html()), notes(), input);
  }
  Html grouped(Html const& choices) const {
    return fieldset(cls(css_class()), tag::id(id()), described_by(), legend(label_text()), notes(), choices);
  }
  Html label_text() const {
    bool const needed = control_.required || control_.needed;
    return needed ? control_.label.html() : group(control_.label.html(), " ", span(cls("optional"), _("(optional)")));
  }

 private:
  Control const& control_;
  FieldError const* error_;
};

/// Without a script nobody sees it, and it is not sent.
Html offered(Option const& option, Html const& item) { return option.left_out ? element("template", {item}) : item; }

Html choice(Frame const& frame, Control const& control, Option const& option, std::string_view kind) {
  auto const values = frame.values();
  auto const chosen = std::find(values.begin(), values.end(), option.value) != values.end();
  auto const option_id = frame.id() + "-" + option.value;
  auto const item = div(cls("choice"),
                        void_element("input", {type(kind), name(control.name), tag::id(option_id), value(option.value), checked(chosen),
                                               required(control.required && kind == "radio"), control.attributes}),
                        label(for_id(option_id), option.label.html(), option.hint.empty() ? nothing() : span(cls("hint"), option.hint)));
  return offered(option, item);
}

}  // namespace

Html input_field(Control const& control) {
  Frame const frame{control};
  auto const shown = control.type == "password" ? none() : value(frame.value());
  return frame.labelled(void_element("input", {type(control.type), frame.attributes(), shown}));
}

Html textarea_field(Control const& control) {
  Frame const frame{control};
  // A parser drops the first line break of a textarea, so that one is written for it to drop.
  auto const text = frame.value();
  return frame.labelled(element("textarea", {frame.attributes(), text.starts_with('\n') ? "\n" : "", text}));
}

Html select_field(Control const& control, std::span<Option const> options) {
  Frame const frame{control};
  auto const chosen = frame.value();
  auto const item = [&](Option const& each_option) {
    return offered(each_option, option(value(each_option.value), selected(each_option.value == chosen), each_option.label.html()));
  };
  auto const is_empty = [](Option const& each_option) { return each_option.value.empty(); };
  // Where every choice says something, there is nothing to leave out.
  auto const may_be_empty = std::any_of(options.begin(), options.end(), is_empty);
  // HTML: a select may be required only when its first option is empty; without an empty one there is always an answer.
  bool const may_be_required = !options.empty() && is_empty(options.front());
  return frame.labelled(element("select", {frame.attributes(control.required && may_be_required), each(options, item)}), may_be_empty);
}

Html radio_field(Control const& control, std::span<Option const> options) {
  Frame const frame{control};
  return frame.grouped(each(options, [&](Option const& item) { return choice(frame, control, item, "radio"); }));
}

Html checkboxes_field(Control const& control, std::span<Option const> options) {
  Frame const frame{control};
  return frame.grouped(each(options, [&](Option const& item) { return choice(frame, control, item, "checkbox"); }));
}

Html checkbox_field(Control const& control) {
  Frame const frame{control};
  return div(
      cls(frame.css_class()), frame.notes(),
      div(cls("choice"), void_element("input", {type("checkbox"), value("yes"), frame.attributes(), checked(frame.value() == "yes")}),
          label(for_id(frame.id()), control.label.html())));
}

Html file_field(Control const& control) {
  Frame const frame{control};
  return frame.labelled(void_element("input", {type("file"), frame.attributes()}));
}

Html hidden_field(std::string_view field_name, std::string_view text) {
  return void_element("input", {type("hidden"), name(field_name), value(text)});
}

Html post_form(PostForm const& form, Html const& content) {
  return element("form", {Attr{"method", std::string_view{"post"}}, action(form.action),
                          form.files ? Attr{"enctype", std::string_view{"multipart/form-data"}} : none(),
                          form.css_class.empty() ? none() : cls(form.css_class),
                          // The server's own words name every fault at once, in the page's language. A chosen file does not survive them.
                          novalidate(!form.files), form.csrf_token.empty() ? nothing() : hidden_field("csrf", form.csrf_token), content});
}

Html error_summary(std::vector<FieldError> const& errors) {
  if (errors.empty()) return nothing();
  auto const item = [](FieldError const& error) { return li(a(href("#field-" + percent_encode(error.field)), error.message)); };
  return div(cls("error-summary"), role("alert"), tabindex(-1), Attr{"autofocus"}, h2(_("There is a problem")), ul(each(errors, item)));
}

}  // namespace cityhall::web
