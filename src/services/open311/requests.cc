#include <fmt/format.h>

#include <map>

#include "base/json.h"
#include "base/text.h"
#include "kernel/cases/public_case.h"
#include "kernel/cases/removed.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/files/file.h"
#include "services/open311/answer.h"
#include "services/open311/handlers.h"
#include "services/open311/request_list.h"

namespace cityhall::open311 {
namespace {

/// Signed: only photos that the public may see come this far, and nobody has a session here.
std::string photo_address(Call const& call, FileId file) { return address_of(call, signed_file_path(call.city, file, PhotoSize::large)); }

/// The report's photo while the request is open, the finished work's once it is closed.
std::string media_of(Call const& call, PublicCase const& report) {
  if (report.files.empty()) return {};
  return photo_address(call, report.status == CaseStatus::closed ? report.files.back() : report.files.front());
}

std::vector<std::string> texts_of(Json const& value) {
  std::vector<std::string> texts;
  if (value.is_array())
    for (auto const& one : value) texts.push_back(one.is_string() ? one.get<std::string>() : to_text(one));
  else texts.push_back(value.is_string() ? value.get<std::string>() : to_text(value));
  return texts;
}

/// The answers that the service publishes.
std::vector<api::Answer> published_answers(PublicCase const& report) {
  auto const answers = parse_json(report.answers);
  std::vector<api::Answer> out;
  if (answers && answers->is_object())
    for (auto const& [code, value] : answers->items())
      if (!value.is_object()) out.push_back({code, texts_of(value)});
  return out;
}

api::Extensions extensions_of(Call const& call, PublicCase const& report, std::vector<PublicNote> const& notes) {
  api::Extensions more{.attributes = published_answers(report), .channel = std::string{to_text(report.channel)}};
  if (report.place.point) {
    more.x = report.place.point->longitude;
    more.y = report.place.point->latitude;
  }
  for (auto const file : report.files) more.photos.push_back(photo_address(call, file));
  for (auto const& note : notes) more.notes.push_back({note.at, note.text, note.type});
  return more;
}

/// Fills `out`, which is used again for every row of a list.
void fill(api::ServiceRequest& out, Call const& call, PublicCase const& report) {
  auto const& definition = *report.definition;
  out.id = report.number;
  out.status = to_text(report.status);
  out.status_notes = report.notes;
  out.service_name = definition.title.in(call.language);
  out.service_code = definition.open311.service_code.empty() ? definition.id : definition.open311.service_code;
  out.description = report.description;
  out.agency_responsible = report.agency.empty() ? definition.owner : report.agency;
  out.service_notice = definition.next.in(call.language);
  out.requested = report.opened_at;
  out.updated = report.updated_at;
  out.expected = report.due_at;
  out.address = report.place.address;
  out.address_id = report.place.address_id ? to_text(report.place.address_id) : std::string{};
  out.zipcode = report.place.zip;
  out.latitude = report.place.point ? std::optional{report.place.point->latitude} : std::nullopt;
  out.longitude = report.place.point ? std::optional{report.place.point->longitude} : std::nullopt;
  out.media_url = media_of(call, report);
}

std::vector<std::string> services_of(Call const& call, std::vector<std::string> const& codes, std::vector<api::Fault>& faults) {
  std::vector<std::string> ids;
  auto const set = call.city.definitions.get();
  for (auto const& code : codes) {
    if (auto const definition = set->find_code(code)) ids.push_back(definition->id);
    else faults.push_back({404, fmt::format("service_code \"{}\" was not found", shorten(code, 60))});
  }
  return ids;
}

RequestFilter filter_of(Call const& call, api::RequestQuery const& query, std::vector<api::Fault>& faults) {
  RequestFilter filter{.numbers = query.ids,
                       .services = services_of(call, query.service_codes, faults),
                       .updated_after = query.updated_after,
                       .updated_before = query.updated_before};
  if (query.requested) {
    filter.opened_from = query.requested->from;
    filter.opened_to = query.requested->to;
  }
  if (query.statuses.size() == 1) filter.status = query.statuses.front() == "open" ? CaseStatus::open : CaseStatus::closed;
  if (query.box)
    filter.box = RequestFilter::Box{query.box->north_east.latitude, query.box->north_east.longitude, query.box->south_west.latitude,
                                    query.box->south_west.longitude};
  filter.most = static_cast<std::size_t>(query.page_size);
  filter.offset = filter.most * static_cast<std::size_t>(query.page - 1);
  return filter;
}

std::vector<CaseId> ids_of(std::vector<PublicCase> const& reports) {
  std::vector<CaseId> ids;
  for (auto const& report : reports) ids.push_back(report.id);
  return ids;
}

constexpr std::string_view box_too_great =
    "there are too many requests in and around this bbox to look through at once: give a smaller bbox, or start_date and end_date closer "
    "together";

}  // namespace

std::string request_list(Call const& call, api::Style style, std::vector<PublicCase> reports, bool extended) {
  std::map<CaseId, std::vector<PublicNote>> notes;
  if (extended) {
    read_published_answers(call.view(), reports);
    notes = public_notes(call.view(), ids_of(reports));
  }
  std::string out;
  out.reserve(reports.size() * 800 + 100);
  api::RequestWriter writer{out, style};
  api::ServiceRequest request;
  for (auto const& report : reports) {
    fill(request, call, report);
    if (extended) request.extensions = extensions_of(call, report, notes[report.id]);
    writer.add(request);
  }
  writer.finish();
  return out;
}

web::Response list_requests(Call& call) {
  Spelling const spelling{call};
  auto const fields = fields_of(call);
  auto [query, faults] = api::read_request_query(fields, spelling.zone(), call.now);
  check_jurisdiction(call, query.jurisdiction_id, faults);
  auto const filter = filter_of(call, query, faults);
  refuse_faults(faults);
  auto page = requests(call.view(), filter);
  // Only a box can be too great: every other filter of this call is answered by an index.
  if (page.cut) faults.push_back({400, std::string{box_too_great}});
  refuse_faults(faults);
  return spelling.answer(request_list(call, spelling.style(), std::move(page.rows), query.extensions));
}

web::Response show_request(Call& call) {
  Spelling const spelling{call};
  auto const fields = fields_of(call);
  auto [query, faults] = api::read_request_query(fields, spelling.zone(), call.now);
  faults.clear();  // filters mean nothing here
  check_jurisdiction(call, query.jurisdiction_id, faults);
  auto const id = call.path_value("id");
  if (auto const removed = removed_case(call.view(), id); removed && removed->is_public) refuse_removed();
  if (faults.empty() && !case_id_by_number(call.view(), id))
    faults.push_back({404, fmt::format("service_request_id \"{}\" was not found", shorten(id, 60))});
  refuse_faults(faults);
  return spelling.answer(request_list(call, spelling.style(), {public_case(call.view(), id)}, query.extensions));
}

}  // namespace cityhall::open311
