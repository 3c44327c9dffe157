#pragma once
// The one exception that ends a request. It is mapped to an HTML page, JSON, Open311 XML and command-line text in one place.

#include <exception>
#include <string>
#include <vector>

#include "base/message.h"

namespace cityhall {

enum class RefusalKind { invalid, unauthenticated, forbidden, not_found, conflict, too_many, unavailable };

struct FieldError {
  std::string field;  // the name of the form field
  std::string code;   // "required", "too_long" …
  Message message;
};

class Refusal final : public std::exception {
 public:
  RefusalKind kind;
  std::string code;  // stable, dotted: "case.already_closed"
  Message message;   // what happened
  Message fix;       // what to do next; may be empty
  std::vector<FieldError> fields{};

  Refusal(RefusalKind kind_, std::string code_, Message message_, Message fix_ = {}, std::vector<FieldError> fields_ = {});
  char const* what() const noexcept override { return what_.c_str(); }

 private:
  std::string what_;
};

Refusal invalid(std::string code, Message message, Message fix = {}, std::vector<FieldError> fields = {});
/// The usual refusal of a form: every wrong field at once.
Refusal invalid_fields(std::vector<FieldError> fields);
Refusal unauthenticated();
Refusal forbidden(std::string code, Message message, Message fix = {});
/// Also used where an object exists but is not the actor's to see: the same answer.
Refusal not_found(Message message = _("There is nothing at this address."), Message fix = {});
Refusal conflict(std::string code, Message message, Message fix = {});
Refusal unavailable(std::string code, Message message, Message fix = {});

}  // namespace cityhall
