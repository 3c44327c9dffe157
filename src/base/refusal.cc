#include "base/refusal.h"

namespace cityhall {

Refusal::Refusal(RefusalKind kind_, std::string code_, Message message_, Message fix_, std::vector<FieldError> fields_)
    : kind{kind_}, code{std::move(code_)}, message{std::move(message_)}, fix{std::move(fix_)}, fields{std::move(fields_)} {
  what_ = code + ": " + in_english(message);
  for (auto const& field : fields) what_ += " [" + field.field + ": " + in_english(field.message) + "]";
}

Refusal invalid(std::string code, Message message, Message fix, std::vector<FieldError> fields) {
  return {RefusalKind::invalid, std::move(code), std::move(message), std::move(fix), std::move(fields)};
}
Refusal invalid_fields(std::vector<FieldError> fields) {
  auto const count = static_cast<long>(fields.size());
  return invalid("form.invalid", _n("There is a problem with one answer.", "There are problems with {count} answers.", count),
                 _("Correct what is marked and send it again. Nothing that you entered is lost."), std::move(fields));
}
Refusal unauthenticated() {
  return {RefusalKind::unauthenticated, "account.sign_in_needed", _("You need to sign in to do this."), _("Sign in and try again.")};
}
Refusal forbidden(std::string code, Message message, Message fix) {
  return {RefusalKind::forbidden, std::move(code), std::move(message), std::move(fix)};
}
Refusal not_found(Message message, Message fix) { return {RefusalKind::not_found, "not_found", std::move(message), std::move(fix)}; }
Refusal conflict(std::string code, Message message, Message fix) {
  return {RefusalKind::conflict, std::move(code), std::move(message), std::move(fix)};
}
Refusal unavailable(std::string code, Message message, Message fix) {
  return {RefusalKind::unavailable, std::move(code), std::move(message), std::move(fix)};
}

}  // namespace cityhall
