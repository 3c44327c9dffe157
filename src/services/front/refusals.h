#pragma once
// A Refusal becomes an answer. The only place where that happens for the web.

#include <string>
#include <string_view>

#include "base/refusal.h"
#include "services/call.h"
#include "services/module.h"

namespace cityhall {

int status_of(RefusalKind kind);
/// {"error": {"code", "message", "fix", "fields": [{"field", "code", "message"}], "request"}}
std::string refusal_json(Refusal const& refusal, Translations const& translations, std::string_view language, std::string_view request_id);
/// The answer in the form that the caller of this route reads; people who are not signed in are led to the sign-in page.
web::Response answer_refusal(Call const& call, Refusal const& refusal, Answers answers);

}  // namespace cityhall
