#pragma once
// The routes of the portal.
#include "services/module.h"

namespace cityhall {

/// GET /
web::Response show_home(Call& call);
/// GET /services, ?q=words, ?group=, ?situation=, ?order=a-z
web::Response show_services(Call& call);
/// GET /services/{service}
web::Response show_service(Call& call);
/// GET /favicon.svg
web::Response show_icon(Call& call);
/// GET /sitemap.xml
web::Response show_sitemap(Call& call);
/// GET /robots.txt
web::Response show_robots(Call& call);

}  // namespace cityhall
