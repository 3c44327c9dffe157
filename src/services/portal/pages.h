#pragma once
// The start page, the list of services, the page of one service.

#include <vector>

#include "kernel/cases/public_case.h"
#include "kernel/definitions/definition.h"
#include "kernel/files/file.h"
#include "kernel/knowledge/article.h"
#include "kernel/publications/publication.h"
#include "services/page/page.h"

namespace cityhall {

/// The field for everyday words, with what was typed. `find`: what on this page is shown anew while somebody types.
web::Html search_form(Call const& call, std::string const& words, std::string_view find = {});

/// What the whole city did in the last seven days.
struct WeekSum {
  std::size_t opened = 0;
  std::size_t closed = 0;
  std::size_t on_time = 0;
  std::size_t promised = 0;
};

struct HomeView {
  std::vector<DefinitionPtr> offered{};  // by title
  std::vector<DefinitionPtr> most_used{};
  std::vector<PublicCase> recent{};
  std::vector<ServiceFigures> figures{};  // of services that closed something
  WeekSum week{};
  std::vector<Publication> news{};
  std::vector<Publication> alerts{};  // of parts of the city; those of the whole city stand above every page
  std::optional<File> picture{};      // the city's own
};
/// The start page.
web::Response home_page(Call const& call, HomeView const& view);

struct ServicesView {
  std::string words{};  // what was searched for
  std::vector<DefinitionPtr> services{};
};
/// What was found for the words.
web::Response services_page(Call const& call, ServicesView const& view);

struct ServiceView {
  DefinitionPtr definition{};
  std::optional<ServiceFigures> figures{};
  std::vector<Article> articles{};  // what people ask about it
};
web::Response service_page(Call const& call, ServiceView const& view);

}  // namespace cityhall
