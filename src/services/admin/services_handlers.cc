#include "services/admin/services_handlers.h"

#include "base/json.h"
#include "base/text.h"
#include "kernel/definitions/city_context.h"
#include "kernel/definitions/definitions_store.h"
#include "kernel/definitions/fault_words.h"
#include "kernel/definitions/print.h"
#include "services/admin/publishers.h"
#include "services/admin/services_pages.h"

namespace cityhall {
namespace {

/// In the reader's language.
std::vector<cityhall::Fault> faults_of(Call const& call, std::string_view json) {
  return in_language(examine(json, check_context(call.view())), call.city.translations(), call.language);
}

constexpr double json_most = 600'000;

bool fits(Definition const& definition, std::string const& words, std::string_view language) {
  return words.empty() || fold(std::string{definition.title.in(language)} + " " + definition.id).find(words) != std::string::npos;
}

/// The file with the next version's number, ready to be changed.
std::string next_draft(Call const& call, std::string_view service) {
  auto const definitions = call.city.definitions.get();
  auto const newest = versions_of(*definitions, service).front()->definition->version;
  auto json = parse_json(definition_source(call.view(), service, newest));
  if (!json) throw not_found();
  (*json)["version"] = newest + 1;
  return print_definition(*json);
}

struct BenchForm {
  std::string json;
  std::optional<web::Upload> file;
};

std::string json_of(Call const& call) {
  auto const form = web::read(web::Form<BenchForm>{web::field("json", &BenchForm::json).most(json_most).lines(),
                                                   web::field("file", &BenchForm::file).bytes_max(512U * 1024)},
                              call.request.form);
  if (form.file) return std::string{form.file->bytes};
  if (trim(form.json).empty()) throw invalid_fields({{"json", "required", _("Choose a file, or paste its text.")}});
  return form.json;
}

BenchView examined(Call const& call, std::string json) {
  BenchView view{.checked = true, .faults = faults_of(call, json)};
  auto const definition = parse_leniently(json).definition;
  view.json = std::move(json);
  if (definition == nullptr) return view;
  if (view.faults.empty() || parse_definition(view.json)) view.tests = run_tests(definition);
  view.live = call.city.definitions.get()->find(definition->id);
  if (view.live) view.diff = diff(*view.live, *definition);
  return view;
}

}  // namespace

web::Response show_office_services(Call& call) {
  ServiceListView view{.words = std::string{trim(call.request.query.get("words"))}};
  auto const words = fold(view.words);
  Publishers publishers{call};
  auto const definitions = call.city.definitions.get();
  for (auto const& service : published_services(call.view())) {
    auto const* newest = definitions->versions(service).back();
    if (fits(*newest->definition, words, call.language)) view.newest.push_back(publishers.shown(*newest));
  }
  return service_list_page(call, view);
}

web::Response show_office_service(Call& call) {
  auto const definitions = call.city.definitions.get();
  auto const service = call.path_value("service");
  auto const versions = versions_of(*definitions, service);
  auto const asked = parse_id(call.request.query.get("version"));
  auto shown = versions.begin();
  if (asked != 0)
    shown = std::find_if(versions.begin(), versions.end(), [&](auto const* each_one) { return each_one->definition->version == asked; });
  if (shown == versions.end()) throw not_found(_("There is no such version."));
  Publishers publishers{call};
  OfficeServiceView view{.shown = publishers.shown(**shown),
                         .source = definition_source(call.view(), service, (*shown)->definition->version)};
  for (auto const* version : versions) view.versions.push_back(publishers.shown(*version));
  view.faults = faults_of(call, view.source);
  return service_page(call, view);
}

web::Response retire_service(Call& call) {
  auto unit = call.unit();
  retire_definition(unit, call.path_value("service"));
  return saved("/admin/services/" + std::string{call.path_value("service")});
}

web::Response show_bench(Call& call) {
  auto const service = call.request.query.get("service");
  return bench_page(call, {.json = service.empty() ? std::string{} : next_draft(call, service)});
}

web::Response check_service(Call& call) { return bench_page(call, examined(call, json_of(call))); }

web::Response publish_service(Call& call) {
  auto const json = json_of(call);
  auto unit = call.unit();
  auto const definition = publish_definition(unit, json, check_context(call.view()));
  return saved("/admin/services/" + definition->id);
}

web::Response bench_again(Call& call, Refusal const& refusal) {
  auto told = told_of(call, refusal);
  if (refusal.code == "form.invalid") return bench_page(call, {.told = std::move(told)});
  auto view = examined(call, json_of(call));
  view.told.status = told.status;
  view.told.notice = refusal.code == "definition.faulty" ? std::string{} : told.notice;
  return bench_page(call, view);
}

}  // namespace cityhall
