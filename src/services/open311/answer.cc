#include "services/open311/answer.h"

#include <fmt/format.h>

#include "base/refusal.h"
#include "base/text.h"

namespace cityhall::open311 {

Spelling::Spelling(Call const& call)
    : zone_{call.city.settings.get()->time_zone}, format_{call.path_value("format") == "json" ? api::Format::json : api::Format::xml},
      safe_{web::is_safe(call.request.method)} {}

web::Response Spelling::answer(std::string text, int status) const {
  auto response = format_ == api::Format::json ? web::json(std::move(text), status) : web::xml(std::move(text), status);
  response.with_etag = status == 200 && safe_;
  return response;
}

void refuse_faults(std::vector<api::Fault> const& faults) {
  if (faults.empty()) return;
  std::vector<FieldError> errors;
  bool missing = false;
  for (auto const& fault : faults) {
    missing = missing || fault.code == 404;
    errors.push_back(
        {.field = "", .code = fault.code == 404 ? "not_found" : "invalid", .message = _("{fault}").with("fault", fault.description)});
  }
  throw Refusal{missing ? RefusalKind::not_found : RefusalKind::invalid,
                "open311.faults",
                _("The request cannot be taken as it is."),
                {},
                std::move(errors)};
}

FieldList fields_of(Call const& call) {
  if (!call.request.form.fault.empty()) refuse_faults({{400, "the body could not be read: " + call.request.form.fault}});
  std::vector<api::Fault> faults;
  FieldList fields;
  for (auto const* list : {&call.request.query, &call.request.form.fields})
    for (auto const& [name, value, fault] : *list) {
      if (fault == web::TextFault::none) fields.emplace_back(name, value);
      else
        faults.push_back(
            {400, fmt::format("{} is not readable text: send UTF-8 without control characters, percent-encoded", shorten(name, 60))});
    }
  refuse_faults(faults);
  return fields;
}

void check_jurisdiction(Call const& call, std::string_view given, std::vector<api::Fault>& faults) {
  auto const settings = call.city.settings.get();
  if (given.empty() || settings->jurisdiction_id.empty() || equals_ignoring_case(given, settings->jurisdiction_id)) return;
  faults.push_back(
      {404, fmt::format("jurisdiction_id \"{}\" was not found; here it is \"{}\"", shorten(given, 60), settings->jurisdiction_id)});
}

std::string address_of(Call const& call, std::string_view path) {
  auto const settings = call.city.settings.get();
  std::string_view base = settings->base_url;
  while (base.ends_with('/')) base.remove_suffix(1);
  return std::string{base} + std::string{path};
}

}  // namespace cityhall::open311
