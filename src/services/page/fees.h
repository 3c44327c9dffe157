#pragma once
// What a service costs, in words: the fee tables of its definition, before anybody has answered, and the bill once the answers are known.

#include "kernel/definitions/definition.h"
#include "kernel/definitions/quote.h"
#include "services/page/page.h"

namespace cityhall {

/// "$1,250.00"; with a minus before it what is let off.
std::string dollars(Decimal const& amount);
/// Every fee with its rule, and their sum where it hangs on no answer; "Free" only for a service without fees.
web::Html fee_lines(Call const& call, DefinitionPtr const& definition);
/// The lines of a bill and its total; nothing for a service without fees. Says when an answer is still missing.
web::Html quote_lines(Call const& call, Quote const& quote);

}  // namespace cityhall
