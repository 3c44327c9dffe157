#pragma once
// The routes of a report that begins with a photo or with its place.

#include "services/module.h"

namespace cityhall {

/// GET /report: the ways to begin.
web::Response show_ways_to_begin(Call& call);
/// GET and POST /report/photo: keeps the photos; then the place.
web::Response show_begin_photo(Call& call);
web::Response begin_with_photo(Call& call);
web::Response begin_with_photo_again(Call& call, Refusal const& refusal);
/// GET and POST /report/place: keeps the place; then the service.
web::Response show_begin_place(Call& call);
web::Response begin_with_place(Call& call);
web::Response begin_with_place_again(Call& call, Refusal const& refusal);
/// GET and POST /report/{token}/place: says or changes where it is.
web::Response show_beginning_place(Call& call);
web::Response keep_beginning_place(Call& call);
web::Response keep_beginning_place_again(Call& call, Refusal const& refusal);
/// GET and POST /report/{token}/service: what it is about; goes on with that service's questions.
web::Response show_service_choice(Call& call);
web::Response choose_service(Call& call);

}  // namespace cityhall
