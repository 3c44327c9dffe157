#include <fmt/format.h>

#include "base/text.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/public_case.h"
#include "kernel/files/file.h"
#include "services/open311/answer.h"
#include "services/open311/handlers.h"
#include "services/open311/media.h"

namespace cityhall::open311 {
namespace {

/// The nearest of the extended statuses: how it was closed where that is one of them, "in_progress" for what has begun.
std::string status_of(PublicUpdate const& update) {
  auto const known = api::extended_statuses();
  auto const is_known = [&](std::string_view word) { return std::find(known.begin(), known.end(), word) != known.end(); };
  if (update.status == CaseStatus::closed) return is_known(update.outcome) ? update.outcome : "closed";
  if (update.reopened) return "reopen";
  if (is_known(update.state)) return update.state;
  return update.state == "working" || update.state == "waiting" ? "in_progress" : "open";
}

api::RequestUpdate update_of(Call const& call, PublicUpdate const& update) {
  api::RequestUpdate out{.id = to_text(update.id),
                         .request_id = update.number,
                         .status = status_of(update),
                         .description = update.description,
                         .updated = update.at,
                         .external_status_code = update.state};
  for (auto const file : update.files) out.media_urls.push_back(address_of(call, signed_file_path(call.city, file, PhotoSize::large)));
  return out;
}

std::string text_of(api::NewUpdate const& update) {
  if (update.title.empty()) return update.description;
  return update.description.empty() ? update.title : update.title + "\n" + update.description;
}

CaseId case_of(Call const& call, api::NewUpdate const& update, std::vector<api::Fault>& faults) {
  if (update.request_id.empty()) return {};  // said already
  auto id = case_id_by_number(call.view(), update.request_id);
  // A key speaks of what it reported itself; what it may not speak of is not there for it.
  if (id && !call.actor.may("open311.update_all") && key_that_opened(call.view(), *id) != call.actor.key) id.reset();
  if (!id) faults.push_back({404, fmt::format("service_request_id \"{}\" was not found", shorten(update.request_id, 60))});
  return id.value_or(CaseId{});
}

OutsideUpdate outside_update(Call const& call, api::NewUpdate const& update) {
  OutsideUpdate out{.source = "key:" + to_text(call.actor.key),
                    .update_id = update.update_id,
                    .status = update.status,
                    .description = text_of(update),
                    .at = update.updated.value_or(call.now)};
  out.by = {.name = std::string{trim(update.first_name + " " + update.last_name)}, .email = update.email, .phone = update.phone};
  for (auto const& upload : call.uploads) out.files.push_back(upload.file);
  return out;
}

}  // namespace

web::Response list_updates(Call& call) {
  Spelling const spelling{call};
  auto const fields = fields_of(call);
  auto [query, faults] = api::read_update_query(fields, spelling.zone(), call.now);
  check_jurisdiction(call, query.jurisdiction_id, faults);
  refuse_faults(faults);
  std::vector<api::RequestUpdate> updates;
  auto const size = static_cast<std::size_t>(query.page_size);
  UpdateSpan const span{query.updated.from, query.updated.to, size, static_cast<std::size_t>(query.page - 1) * size};
  for (auto const& update : public_updates(call.view(), span)) updates.push_back(update_of(call, update));
  return spelling.answer(api::write(std::span<api::RequestUpdate const>{updates}, spelling.style()));
}

web::Response create_update(Call& call) {
  require(call.actor, "open311.update");
  Spelling const spelling{call};
  auto const fields = fields_of(call);
  auto [update, faults] = api::read_new_update(fields, spelling.zone());
  check_jurisdiction(call, update.jurisdiction_id, faults);
  auto const id = case_of(call, update, faults);
  refuse_faults(faults);
  auto unit = call.unit();
  auto report = load_case(call.view(), id);
  auto const answer = update_from_outside(unit, report, outside_update(call, update));
  if (!answer.repeated) note_media(unit, id, update.media_urls, report.closed() ? Shows::finished_work : Shows::report);
  return spelling.answer(api::write_update_id(to_text(answer.update), spelling.style()));
}

}  // namespace cityhall::open311
