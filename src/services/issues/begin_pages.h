#pragma once
// The first pages of a report that begins with a photo or with its place, until it is known what it is about.

#include <string>
#include <vector>

#include "kernel/cases/public_case.h"
#include "services/issues/beginning.h"
#include "services/page/page.h"
#include "web/controls.h"

namespace cityhall {

/// A form of the beginning, with what was typed and every fault.
struct BeginView {
  Beginning const& beginning;
  std::string action{};  // where the form is sent
  web::Entered entered{};
  std::vector<std::string> meant{};  // addresses that were perhaps meant
  int status = 200;
};

/// What it may be about: what others report near that place first, or what was searched for.
struct ServiceChoice {
  std::string words{};
  std::vector<DefinitionPtr> services{};
  std::vector<PublicCase> nearby{};  // open requests, nearest first
};

/// The three ways to begin.
web::Response begin_page(Call const& call);
web::Response begin_photo_page(Call const& call, BeginView const& view);
web::Response begin_place_page(Call const& call, BeginView const& view);
web::Response service_choice_page(Call const& call, BeginView const& view, ServiceChoice const& choice);

}  // namespace cityhall
