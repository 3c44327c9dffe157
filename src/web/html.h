#pragma once
// The HTML builder: what a pages.cc includes.
//   using namespace cityhall::web;
//   using namespace cityhall::web::tag;
//   return section(cls("card"), h2(_("Reports")), each(reports, [](auto const& r) { return p(a(href(r.path), r.title)); }));

#include "web/controls.h"
#include "web/svg.h"
#include "web/tags.h"
