#include "services/imports/columns.h"

#include "base/refusal.h"
#include "base/text.h"

namespace cityhall::imports {

Columns::Columns(Profile const& profile, standards::CsvHeader const& header) : count_{header.names().size()} {
  std::vector<FieldError> missing;
  auto const find = [&](std::string const& name) {
    auto const column = header.find(name);
    if (column >= 0 || name.empty()) return column;
    auto const meant = did_you_mean(name, header.names());
    missing.push_back({.field = name, .code = "missing",
                       .message = meant.empty() ? _("The file has no such column.")
                                                : _("The file has no such column. Did you mean \"{meant}\"?").with("meant", meant)});
    return -1;
  };
  at_.fill(-1);
  for (auto const& [fact, name] : profile.columns) at_[static_cast<std::size_t>(fact)] = find(name);
  due_counts_ = find(profile.due_counts_when);
  compared_ = profile.compare ? find(profile.compare->column) : -1;
  if (missing.empty()) return;
  throw invalid("import.columns",
                _("The file does not have the columns of the profile {profile}. Nothing was imported.").with("profile", profile.id),
                _("Choose another profile, or correct the first line of the file or the profile."), std::move(missing));
}

std::string_view Columns::cell(standards::CsvRow const& row, int column) {
  return column < 0 ? std::string_view{} : trim(row.fields[static_cast<std::size_t>(column)]);
}

}  // namespace cityhall::imports
