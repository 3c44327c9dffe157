#include "kernel/files/upload.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/refusal.h"
#include "kernel/city.h"
#include "kernel/files/file.h"
#include "kernel/files/uploads_store.h"
#include "kernel/run_unit.h"

namespace cityhall {
namespace {

using uploads_store::UploadRow;

constexpr std::int64_t unfinished_max = 500;  // of one account
constexpr std::int64_t unfinished_bytes_max = 1'000'000'000;
constexpr auto forgotten_after = std::chrono::hours{24 * 14};

bool is_device_id(std::string_view id) {
  return id.size() >= 8 && id.size() <= 64 &&
         id.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_") == std::string_view::npos;
}

void check(UploadPlan const& plan, UploadPart const& part) {
  auto const length = static_cast<std::int64_t>(part.bytes.size());
  bool const is_hash = plan.hash.size() == 64 && plan.hash.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!is_device_id(plan.id) || !is_hash)
    throw invalid("upload.malformed", _("This part of a photo does not say to which photo it belongs."));
  if (plan.bytes <= 0 || plan.bytes > upload_bytes_max)
    throw invalid("photo.too_large", _("This photo is too large."), _("Send a photo of at most 25 MB."));
  if (length == 0 || length > upload_part_bytes_max || part.start < 0 || part.start + length > plan.bytes)
    throw invalid("upload.malformed", _("This part of a photo is longer than the photo."));
}

Refusal other_upload() {
  return conflict("upload.other", _("Another photo has this number already."), _("Make a new number for each photo."));
}

/// Somebody else's upload is one that does not exist.
std::optional<UploadRow> own(store::Reader& reader, Actor const& actor, std::string_view id) {
  auto row = uploads_store::find(reader, id);
  if (row && row->account != actor.account) return std::nullopt;
  return row;
}

UploadState state_of(UploadRow const& row) { return {.received = row.received, .file = row.file}; }

/// The part, when it is the next one; a late or repeated one changes nothing.
UploadState keep_part(Unit& unit, UploadPlan const& plan, UploadPart const& part) {
  auto row = uploads_store::find(unit.tx, plan.id);
  if (row && (row->account != unit.actor.account || row->plan.hash != plan.hash || row->plan.bytes != plan.bytes)) throw other_upload();
  if (!row) {
    auto const waiting = uploads_store::unfinished(unit.tx, unit.actor.account);
    if (waiting.count >= unfinished_max || waiting.bytes + plan.bytes > unfinished_bytes_max)
      throw conflict("upload.too_many", _("Too many photos are on their way."), _("Let some of them arrive first."));
    uploads_store::insert(unit, plan);
    row = UploadRow{.plan = plan, .account = unit.actor.account};
  }
  if (row->file || part.start != row->received) return state_of(*row);
  uploads_store::add(unit, plan.id, part);
  return {.received = part.start + static_cast<std::int64_t>(part.bytes.size())};
}

UploadState register_once(Unit& unit, std::string_view id, PreparedPhoto const& photo) {
  auto const row = uploads_store::find(unit.tx, id);
  if (!row) return {};
  if (row->file) return state_of(*row);  // the last part came twice at the same time
  auto const file = register_file(unit, photo, {.purpose = "upload"});
  uploads_store::finish(unit, id, file);
  return {.received = row->plan.bytes, .file = file};
}

/// What cannot be read as a photo is not kept: it would be decoded again with each part that still comes.
PreparedPhoto decoded(City& city, Actor const& actor, UploadPlan const& plan, std::string_view bytes) {
  try {
    return store_photo(city, bytes);
  } catch (Refusal const& refusal) {
    if (refusal.kind == RefusalKind::invalid) run_unit(city, actor, [&](Unit& unit) { uploads_store::remove(unit, plan.id); });
    throw;
  }
}

UploadState complete(City& city, Actor const& actor, UploadPlan const& plan) {
  auto const bytes = run_view(city, actor, [&](View const& view) { return uploads_store::content(view.reader, plan.id); });
  // Empty: the other request of two was faster, and the photo is a file.
  if (bytes.empty()) return run_view(city, actor, [&](View const& view) { return upload_state(view, plan.id); });
  if (sha256_hex(bytes) != plan.hash) {
    run_unit(city, actor, [&](Unit& unit) { uploads_store::restart(unit, plan.id); });
    return {.damaged = true};
  }
  auto const photo = decoded(city, actor, plan, bytes);
  return run_unit(city, actor, [&](Unit& unit) { return register_once(unit, plan.id, photo); });
}

}  // namespace

UploadState upload_state(View const& view, std::string_view id) {
  auto const row = own(view.reader, view.actor, id);
  return row ? state_of(*row) : UploadState{};
}

FileId uploaded_file(View const& view, std::string_view id) { return upload_state(view, id).file; }

UploadState add_part(City& city, Actor const& actor, UploadPlan const& plan, UploadPart const& part) {
  check(plan, part);
  auto const state = run_unit(city, actor, [&](Unit& unit) { return keep_part(unit, plan, part); });
  if (state.file || state.received < plan.bytes) return state;
  return complete(city, actor, plan);
}

int sweep_uploads(City& city) {
  auto const limit = city.clock().now() - forgotten_after;
  return city.db().write([&](store::Transaction& tx) { return uploads_store::remove_before(tx, limit); }, store::Lane::bulk);
}

}  // namespace cityhall
