#include "services/api/files.h"

#include "base/refusal.h"
#include "kernel/cases/actions.h"

namespace cityhall {

using namespace web;

Record<File> const& answer_record(File const*) {
  static Record<File> const record{
      "File",
      {member("id", &File::id), member("media_type", &File::media_type), member("purpose", &File::purpose),
       told<File>("everyone", [](File const& file) { return file.visibility == Visibility::everyone; })
           .says("Whether everybody may see it."),
       told<File>("width", [](File const& file) { return file.renditions[0].width; }),
       told<File>("height", [](File const& file) { return file.renditions[0].height; }), member("uploaded", &File::uploaded),
       told<File>("large", [](File const& file) { return file_path(file.id, PhotoSize::large); })
           .says("Address of the photo, at most 1600 pixels a side."),
       told<File>("medium", [](File const& file) { return file_path(file.id, PhotoSize::medium); }),
       told<File>("small", [](File const& file) { return file_path(file.id, PhotoSize::small); })}};
  return record;
}

namespace api {
namespace {

bool may_use(Call const& call, File const& file) {
  auto const ours = (call.actor.key && file.key == call.actor.key) || (call.actor.account && file.account == call.actor.account);
  return ours || call.actor.may("issues.read");
}

File asked_file(Call const& call) {
  auto file = find_file(call.view(), FileId{parse_id(call.path_value("file"))});
  if (!file || !may_use(call, *file)) throw not_found();
  return *file;
}

File show_file(Call& call) { return asked_file(call); }

Created<File> create_file(Call& call) {
  if (call.uploads.size() != 1)
    throw invalid_fields({{"file", "required", _("Send one photo as multipart/form-data, in a field named file.")}});
  auto const id = call.uploads.front().file;
  return {find_file(call.view(), id).value(), "/api/v1/files/" + to_text(id)};
}

File change_visibility(Call& call, VisibilityBody const& body) {
  auto const file = asked_file(call);
  auto unit = call.unit();
  show_photo(unit, file.id, body.everyone);
  return asked_file(call);
}

Shape upload_shape() {
  Shape shape{.kind = Shape::Kind::object};
  shape.members.push_back(
      {"file",
       {.kind = Shape::Kind::text, .what = "The bytes of one photo: JPEG, PNG, WebP or HEIC, at most 25 MB.", .format = "binary"},
       true});
  return shape;
}

Route upload_route() {
  auto route = endpoint<create_file>(
      Method::POST, "/api/v1/files", "api.open",
      {"Files", _("Upload a photo"), "It is re-encoded and its hidden data is dropped. Name its id where a body has `files`."});
  auto operation = *route.operation;
  operation.body = upload_shape();
  operation.body_type = "multipart/form-data";
  route.operation = std::make_shared<Operation const>(std::move(operation));
  route.body_bytes_max = 26'000'000;
  route.takes_photos = true;
  return route;
}

}  // namespace

void check_files(Call const& call, std::vector<FileId> const& files) {
  for (auto const id : files) {
    auto const file = find_file(call.view(), id);
    if (!file || !may_use(call, *file))
      throw invalid_fields({{"files", "unknown", _("There is no file {id}. Upload it first.").with("id", to_text(id))}});
  }
}

Record<VisibilityBody> const& body_record(VisibilityBody const*) {
  static Record<VisibilityBody> const record{"FileVisibility", {member("everyone", &VisibilityBody::everyone).required()}};
  return record;
}

std::vector<Route> file_routes() {
  using enum Method;
  return {upload_route(), endpoint<show_file>(GET, "/api/v1/files/{file}", "api.open", {"Files", _("What is known of a photo")}),
          endpoint<change_visibility>(PUT, "/api/v1/files/{file}/visibility", "issues.screen", {"Files", _("Show or hide a photo")})};
}

}  // namespace api
}  // namespace cityhall
