#include "base/line_diff.h"

#include <algorithm>
#include <cstdint>
#include <span>

#include "base/text.h"

namespace cityhall {
namespace {

using Lines = std::span<std::string_view const>;
constexpr std::size_t cells_most = 4'000'000;

std::vector<std::string_view> lines_in(std::string_view text) {
  auto lines = split(text, '\n');
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

void add(std::vector<DiffLine>& out, LineChange change, Lines lines) {
  for (auto const line : lines) out.push_back({change, line});
}

/// Longest common subsequence, by the table of the lengths of all remainders.
void add_middle(std::vector<DiffLine>& out, Lines a, Lines b) {
  if (a.size() * b.size() > cells_most) {
    add(out, LineChange::removed, a);
    return add(out, LineChange::added, b);
  }
  auto const width = b.size() + 1;
  std::vector<std::uint32_t> common((a.size() + 1) * width, 0);
  for (auto i = a.size(); i-- > 0;)
    for (auto j = b.size(); j-- > 0;)
      common[i * width + j] =
          a[i] == b[j] ? common[(i + 1) * width + j + 1] + 1 : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (a[i] == b[j]) {
      out.push_back({LineChange::same, a[i]});
      ++i, ++j;
    } else if (common[(i + 1) * width + j] >= common[i * width + j + 1]) {
      out.push_back({LineChange::removed, a[i++]});
    } else {
      out.push_back({LineChange::added, b[j++]});
    }
  }
  add(out, LineChange::removed, a.subspan(i));
  add(out, LineChange::added, b.subspan(j));
}

/// Leaves out equal lines that are far from every change.
std::vector<DiffLine> without_distant(std::vector<DiffLine> const& all, std::size_t context) {
  std::vector<bool> near(all.size(), false);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].change == LineChange::same) continue;
    auto const end = std::min(all.size(), i + context + 1);
    for (auto k = i > context ? i - context : 0; k < end; ++k) near[k] = true;
  }
  std::vector<DiffLine> out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (near[i]) out.push_back(all[i]);
    else if (out.empty() || out.back().change != LineChange::skipped) out.push_back({LineChange::skipped, {}});
  }
  return out;
}

}  // namespace

std::vector<DiffLine> line_diff(std::string_view before, std::string_view after, std::size_t context) {
  auto const a = lines_in(before), b = lines_in(after);
  std::size_t start = 0, end = 0;
  auto const least = std::min(a.size(), b.size());
  while (start < least && a[start] == b[start]) ++start;
  while (end < least - start && a[a.size() - 1 - end] == b[b.size() - 1 - end]) ++end;
  std::vector<DiffLine> all;
  Lines const left{a}, right{b};
  add(all, LineChange::same, left.first(start));
  add_middle(all, left.subspan(start, a.size() - start - end), right.subspan(start, b.size() - start - end));
  add(all, LineChange::same, left.last(end));
  return without_distant(all, context);
}

}  // namespace cityhall
