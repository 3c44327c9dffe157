#include "kernel/files/file.h"

#include "base/crypto.h"
#include "base/json.h"
#include "base/refusal.h"
#include "kernel/accounts/gate.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "kernel/files/files_store.h"
#include "kernel/files/photo_workshop.h"
#include "kernel/files/prepared.h"
#include "kernel/run_unit.h"
#include "kernel/secrets/secrets.h"
#include "store/blobs.h"

namespace cityhall {
namespace {

constexpr std::string_view words[] = {"1600", "640", "160"};

std::size_t index_of(PhotoSize size) { return static_cast<std::size_t>(size); }

std::string signature_of(City& city, FileId id, PhotoSize size) {
  return city.gate().secrets().sign("file", to_text(id) + "/" + std::string{to_text(size)}).substr(0, 22);
}

/// Who works with requests, at a desk, on the telephone or in the street.
bool handles_requests(Actor const& actor) {
  return actor.may("issues.read") || actor.may("contact.handle") || actor.may("field.work");
}

bool may_see(View const& view, File const& file, PhotoSize size, std::string_view signature) {
  if (view.actor.is_staff() && handles_requests(view.actor)) return true;
  if (file.visibility == Visibility::hidden) return false;
  if (file.visibility == Visibility::everyone) return true;
  if (file.account && file.account == view.actor.account) return true;
  if (file.key && file.key == view.actor.key) return true;
  return equal_secrets(signature_of(view.city, file.id, size), signature);
}

}  // namespace

std::string_view to_text(Visibility visibility) {
  return visibility == Visibility::everyone ? "everyone" : visibility == Visibility::hidden ? "hidden" : "staff";
}
std::string_view to_text(PhotoSize size) { return words[index_of(size)]; }

std::optional<PhotoSize> photo_size_from(std::string_view word) {
  for (auto const size : photo_sizes)
    if (to_text(size) == word) return size;
  return {};
}

PreparedPhoto store_photo(City& city, std::string_view bytes) {
  auto* const workshop = city.photos();
  if (workshop == nullptr)
    throw unavailable("photo.helper", _("Photos cannot be taken in at this moment."),
        _("Send the form without the photo, or try again later."));
  auto const decoded = workshop->decode(bytes);
  auto photo = store_pictures(city, decoded.pictures);
  if (decoded.position) photo.taken_at = Point{decoded.position->latitude, decoded.position->longitude};
  return photo;
}

PreparedPhoto store_pictures(City& city, PhotoWorkshop::Pictures const& pictures) {
  PreparedPhoto photo;
  for (std::size_t i = 0; i < pictures.size(); ++i)
    photo.renditions[i] = {.hash = city.blobs().put(pictures[i].jpeg),
                           .width = pictures[i].width,
                           .height = pictures[i].height,
                           .bytes = static_cast<std::int64_t>(pictures[i].jpeg.size())};
  return photo;
}

FileId register_file(Unit& unit, PreparedPhoto const& photo, NewFile const& fresh) {
  File const file{.id = unit.city.ids().make<FileId>(),
                  .media_type = "image/jpeg",
                  .purpose = fresh.purpose,
                  .visibility = fresh.visibility,
                  .account = unit.actor.account,
                  .key = unit.actor.key,
                  .uploaded = unit.now,
                  .renditions = photo.renditions};
  files_store::insert(unit.tx, file);
  return file.id;
}

void set_visibility(Unit& unit, FileId id, Visibility visibility) {
  require(unit.actor, "issues.screen");
  if (!files_store::set_visibility(unit.tx, id, visibility)) throw not_found(_("There is no such file."));
  append(unit, "file.screened", {}, {{"file", to_text(id)}, {"visibility", to_text(visibility)}});
}

std::optional<File> find_file(View const& view, FileId id) { return files_store::find(view.reader, id); }

ServedFile file_for(View const& view, FileId id, PhotoSize size, std::string_view signature) {
  auto const file = files_store::find(view.reader, id);
  if (!file || !may_see(view, *file, size, signature)) throw not_found();
  auto const& rendition = file->renditions[index_of(size)];
  return {.blob = rendition.hash,
          .media_type = file->media_type,
          .etag = "\"" + rendition.hash.substr(0, 32) + "\"",
          .bytes = rendition.bytes,
          .everyone = file->visibility == Visibility::everyone};
}

std::string file_path(FileId id, PhotoSize size) { return "/files/" + to_text(id) + "/" + std::string{to_text(size)} + ".jpg"; }

std::string signed_file_path(City& city, FileId id, PhotoSize size) { return file_path(id, size) + "?s=" + signature_of(city, id, size); }

int sweep_blobs(City& city) {
  return city.blobs().sweep([&city](std::string_view hash) {
    return city.db().read([&](store::Reader& reader) { return files_store::refers_to(reader, hash); });
  });
}

}  // namespace cityhall
