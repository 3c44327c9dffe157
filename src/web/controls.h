#pragma once
// Form controls with their label, hint and error: <div class="field">. A control without a name or label does not compile.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "web/form.h"
#include "web/tags.h"

namespace cityhall::web {

struct Control {
  std::string_view name;
  Text label;
  Html hint{};
  Entered const* entered = nullptr;  // what was typed before and what was wrong with it
  std::string value{};               // when nothing was typed yet
  bool required = false;
  bool needed = false;             // wanted in the end, but the form may be kept without it: marked as needed, not enforced by the browser
  std::string_view type = "text";  // of input_field: text, email, tel, number, date, time, search, url, password
  std::vector<Attr> attributes{};  // autocomplete, inputmode, maxlength …
  std::string_view form{};         // where several forms of a page ask for the same name: keeps their ids apart
};

struct Option {
  std::string value;
  Text label;
  Html hint{};
  bool left_out = false;  // not offered now: it waits in a <template> for a script that follows the answers
};

Html input_field(Control const& control);
Html textarea_field(Control const& control);
Html select_field(Control const& control, std::span<Option const> options);
/// One of several, as radio buttons in a fieldset.
Html radio_field(Control const& control, std::span<Option const> options);
/// Any number of several; the value is a list with line breaks between.
Html checkboxes_field(Control const& control, std::span<Option const> options);
/// One yes; the value sent is "yes".
Html checkbox_field(Control const& control);
/// `accept` in the attributes; add multiple() for several.
Html file_field(Control const& control);
Html hidden_field(std::string_view name, std::string_view value);

/// The short forms.
inline Html text_input(std::string_view name, Text label) { return input_field({.name = name, .label = std::move(label)}); }
inline Html textarea(std::string_view name, Text label) { return textarea_field({.name = name, .label = std::move(label)}); }
inline Html submit(Text const& label) { return tag::button(tag::type("submit"), tag::cls("button"), label.html()); }

/// <form method="post"> with the token against forged requests in a hidden field (left out when empty).
struct PostForm {
  Url action;
  std::string_view csrf_token;
  bool files = false;  // multipart/form-data
  std::string_view css_class{};
};
Html post_form(PostForm const& form, Html const& content);
Html post_form(PostForm const& form, auto const&... parts) { return post_form(form, group(parts...)); }
Html get_form(Url const& action, auto const&... parts) {
  return element("form", {Attr{"method", std::string_view{"get"}}, tag::action(action), parts...});
}

/// All wrong fields at the top of the page, each a link to its control; nothing when there is none.
Html error_summary(std::vector<FieldError> const& errors);

}  // namespace cityhall::web
