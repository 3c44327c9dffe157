#pragma once
// Faults of a service file in a reader's language. The checker, the command line and the API speak English; the pages of clerks say the
// same in theirs. The sentences are recognised by their form, so that the checker goes on to write plain text.

#include <string>
#include <string_view>
#include <vector>

#include "base/message.h"
#include "kernel/definitions/fault.h"

namespace cityhall {

/// The fault with its sentences in that language; what is not known stays English.
Fault in_language(Fault fault, Translations const& translations, std::string_view language);
std::vector<Fault> in_language(std::vector<Fault> faults, Translations const& translations, std::string_view language);

/// `There is no state "opn".` as the message "There is no state {name}." with its value; an empty one where none has that form.
Message recognised(std::string_view english, std::vector<Message> const& forms);

// The forms: what is wrong, what to do, what is wrong with an expression, and what a file is made of.
std::vector<Message> const& fault_sentences();
std::vector<Message> const& fault_remedies();
std::vector<Message> const& expression_problems();
std::vector<Message> const& things_of_a_file();

}  // namespace cityhall
