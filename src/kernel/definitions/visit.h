#pragma once
// Goes through all texts, conditions and filled texts of a definition, with the place of each in the file.

#include <functional>
#include <string>

#include "kernel/definitions/definition.h"

namespace cityhall {

/// A text for people: where it stands, what it says, how long it may be.
using TextVisitor = std::function<void(std::string const& pointer, LocalText const& text, std::size_t most)>;
void visit_texts(Definition const& definition, TextVisitor const& visit);

/// Every expression that was written.
using ConditionVisitor = std::function<void(std::string const& pointer, Condition const& condition)>;
void visit_conditions(Definition const& definition, ConditionVisitor const& visit);

using FilledVisitor = std::function<void(std::string const& pointer, FilledText const& text)>;
void visit_filled(Definition const& definition, FilledVisitor const& visit);

/// "/questions/2" and "/workflow/states/open": pointers of list entries and of members.
std::string entry_at(std::string_view list, std::size_t index);
std::string member_at(std::string_view object, std::string_view name);

}  // namespace cityhall
