#pragma once
// What of the public list somebody asks for: the same words in the address of the page, its feeds and its files.

#include <string>
#include <vector>

#include "kernel/cases/public_case.h"
#include "services/call.h"
#include "web/form.h"

namespace cityhall {

/// Filters as they stand in the address.
struct ListQuery {
  std::string service{};
  std::string status{};  // "open", "closed" or empty
  std::string zone{};    // id
  std::string words{};
  std::string near{};  // an address or "40.05, -86.1"
  std::string feet{};  // around it
  std::string street{};
  std::string before{};  // where the page begins: "microseconds.id" of the last row of the one before
};
ListQuery list_query(Call const& call);
/// The path with the filters; `before` only where it is given.
std::string list_path(std::string_view path, ListQuery const& query, std::string_view before = {});
/// For the store. Adds to `errors` what cannot be read; the filter then leaves it out.
RequestFilter filter_from(Call const& call, ListQuery const& query, std::vector<FieldError>& errors);
/// As it stands in the address.
std::string cursor_of(RequestFilter::Cursor const& cursor);

}  // namespace cityhall
