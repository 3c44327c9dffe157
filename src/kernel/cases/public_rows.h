#pragma once
// Rows of cases as everybody may see them, for the files of this folder.

#include <vector>

#include "kernel/cases/public_case.h"
#include "store/reader.h"

namespace cityhall {

class DefinitionSet;

/// True when the definition never publishes what is called that.
bool hides(Definition const& definition, std::string_view name);
/// "12 Main St, Unit 4" → "12 Main St": which door of a house it is concerns its neighbours only. Names of places keep their commas.
std::string without_unit(std::string line);
/// The place as the definition lets everybody see it: whole, as its block, or not at all.
Place published_place(Definition const& definition, Place place);

/// A SELECT to which conditions are added; read each row with public_from, or all of them with public_cases.
store::Query select_public();
/// Without photos.
PublicCase public_from(DefinitionSet const& definitions, store::Row const& row);
/// The photos of all of them.
void read_public_files(View const& view, std::vector<PublicCase>& reports);
/// The ids of many cases, so many at a time as one statement asks for.
std::vector<std::vector<CaseId>> in_parts(std::vector<CaseId> const& ids);
std::vector<std::vector<CaseId>> in_parts(std::vector<PublicCase> const& reports);
std::vector<PublicCase> public_cases(View const& view, store::Query const& query);

}  // namespace cityhall
