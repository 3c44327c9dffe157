#pragma once
// Questions that stand together on one page: what the browser needs to ask them and leave them out while somebody types (ui/questions).
// Without a script the page stays as the server made it.

#include "kernel/definitions/form_conditions.h"
#include "services/call.h"
#include "web/html.h"

namespace cityhall {

/// The conditions as data, and where it is told what is asked besides; nothing when no answer decides about another question. Once a page;
/// the elements in which the questions stand have data("questions", …) with the names of their controls: "answer.{id}".
web::Html asking_data(Call const& call, Definition const& definition, FormContext const& context);
/// `content` as the part of that question. One that is not asked now waits in a <template>: nobody sees it, and it is not sent.
web::Html question_part(std::string const& question, bool asked, web::Html const& content);
/// Waits in a <template>; `part` is one element with data("question", …).
web::Html left_out(std::string const& question, web::Html const& part);

}  // namespace cityhall
