#include "services/admin/crews_handlers.h"

#include "services/admin/crews_pages.h"

namespace cityhall {
namespace {

struct CrewForm {
  std::string name;
  std::string queues;
  std::vector<std::string> zones;
  bool active = false;
};

web::Form<CrewForm> crew_form() {
  return {web::field("name", &CrewForm::name).required().most(100), web::field("queues", &CrewForm::queues).most(4000).lines(),
          web::field("zones", &CrewForm::zones), web::field("active", &CrewForm::active)};
}

struct QueueForm {
  std::string id;
  std::string title;
};

struct MemberForm {
  std::string account;
};

CrewId asked_id(Call const& call) { return CrewId{parse_id(call.path_value("crew"))}; }

/// The crew of the address; a new one where the address names none.
Crew asked_crew(Call const& call) {
  if (!asked_id(call)) return {};
  auto const directory = call.city.directory.get();
  auto const* crew = directory->crew(asked_id(call));
  if (crew == nullptr) throw not_found(_("There is no such crew."));
  return *crew;
}

Crew filled(Crew crew, CrewForm const& form) {
  crew.name = form.name;
  crew.queues = lines_of(form.queues);
  crew.zones.clear();
  for (auto const& zone : form.zones) crew.zones.push_back(ZoneId{parse_id(zone)});
  crew.active = form.active;
  return crew;
}

CrewPageView view_of_crew(Call const& call, Crew crew) {
  CrewPageView view{.crew = std::move(crew)};
  if (!view.crew.id || !call.actor.may("admin.accounts")) return view;
  view.members = accounts(call.view(), {.crew = view.crew.id, .most = 500});
  view.candidates = accounts(call.view(), {.kind = AccountKind::staff, .most = 500});
  std::erase_if(view.candidates, [](Account const& person) { return person.crew || person.disabled; });
  return view;
}

}  // namespace

web::Response show_crews(Call& call) {
  auto const directory = call.city.directory.get();
  return crews_page(call, {.directory = *directory});
}

web::Response show_new_crew(Call& call) { return crew_page(call, {}); }

web::Response create_crew(Call& call) {
  auto const form = web::read(crew_form(), call.request.form);
  auto unit = call.unit();
  return saved(crew_path(save_crew(unit, filled({}, form))));
}

web::Response show_crew(Call& call) { return crew_page(call, view_of_crew(call, asked_crew(call))); }

web::Response change_crew(Call& call) {
  auto const crew = asked_crew(call);
  auto const form = web::read(crew_form(), call.request.form);
  auto unit = call.unit();
  save_crew(unit, filled(crew, form));
  return saved(crew_path(crew.id));
}

web::Response crew_again(Call& call, Refusal const& refusal) {
  auto told = told_of(call, refusal);
  auto view = view_of_crew(call, asked_crew(call));
  view.told = std::move(told);
  return crew_page(call, view);
}

web::Response add_crew_member(Call& call) {
  auto const form = web::read(web::Form<MemberForm>{web::field("account", &MemberForm::account).required().most(20)}, call.request.form);
  auto unit = call.unit();
  set_crew(unit, AccountId{parse_id(form.account)}, asked_crew(call).id);
  return saved(crew_path(asked_id(call)));
}

web::Response remove_crew_member(Call& call) {
  auto unit = call.unit();
  set_crew(unit, AccountId{parse_id(call.path_value("account"))}, {});
  return saved(crew_path(asked_id(call)));
}

web::Response name_queue(Call& call) {
  auto const form = web::read(web::Form<QueueForm>{web::field("id", &QueueForm::id).required().most(80),
                                                   web::field("title", &QueueForm::title).required().most(100)},
                              call.request.form);
  auto unit = call.unit();
  Queue queue{.id = form.id, .title = form.title};
  auto const settings = call.city.settings.get();
  for (auto const& language : settings->languages)
    if (language != settings->default_language()) queue.titles[language] = call.request.form.fields.get("title." + language);
  save_queue(unit, queue);
  return saved("/admin/crews");
}

web::Response name_queue_again(Call& call, Refusal const& refusal) {
  auto const directory = call.city.directory.get();
  return crews_page(call, {.directory = *directory, .told = told_of(call, refusal)});
}

}  // namespace cityhall
