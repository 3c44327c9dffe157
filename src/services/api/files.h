#pragma once
// Files in the JSON API: photos are uploaded first and then named by their ids.

#include "kernel/files/file.h"
#include "services/endpoint.h"

namespace cityhall::api {

/// Throws Refusal(invalid) for a file that does not exist or that another one uploaded, unless the actor may see all requests anyway.
void check_files(Call const& call, std::vector<FileId> const& files);

struct VisibilityBody {
  bool everyone = false;
};
web::Record<VisibilityBody> const& body_record(VisibilityBody const*);  // its members

/// Upload, look, show or hide.
std::vector<Route> file_routes();

}  // namespace cityhall::api

namespace cityhall {
web::Record<File> const& answer_record(File const*);
}
