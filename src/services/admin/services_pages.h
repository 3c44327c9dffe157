#pragma once
// Services: the list, one with its versions, and the bench where a file is checked and published.

#include <optional>
#include <vector>

#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/definition_tests.h"
#include "kernel/definitions/diff.h"
#include "kernel/definitions/fault.h"
#include "services/page/office.h"

namespace cityhall {

/// One published version, with the name of whoever published it.
struct PublishedView {
  PublishedDefinition const* published = nullptr;
  std::string by{};
};

struct ServiceListView {
  std::string words{};
  std::vector<PublishedView> newest{};  // of each service
};
web::Response service_list_page(Call const& call, ServiceListView const& view);

struct OfficeServiceView {
  PublishedView shown{};
  std::vector<PublishedView> versions{};  // newest first
  std::string source{};                   // canonical JSON
  std::vector<Fault> faults{};            // by today's rules
};
web::Response service_page(Call const& call, OfficeServiceView const& view);

struct BenchView {
  std::string json{};
  bool checked = false;
  std::vector<Fault> faults{};
  std::vector<TestResult> tests{};
  DefinitionPtr live{};                  // the version in force, when there is one
  std::optional<DefinitionDiff> diff{};  // against it
  Told told{};
};
web::Response bench_page(Call const& call, BenchView const& view);

}  // namespace cityhall
