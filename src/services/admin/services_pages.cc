#include "services/admin/services_pages.h"

#include "base/text.h"
#include "kernel/directory/directory.h"
#include "services/admin/versions_pages.h"
#include "services/page/parts.h"
#include "services/page/version_words.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::string service_path(std::string_view service) { return "/admin/services/" + std::string{service}; }

Html service_row(Call const& call, PublishedView const& view) {
  auto const& definition = *view.published->definition;
  return tr(td(a(href(service_path(definition.id)), definition.title.in(call.language))),
            td(call.city.directory.get()->title_of(definition.owner, call.language)), td(definition.version),
            td(time_of(call, view.published->published)),
            td(view.by), td(version_badge(call, *view.published)));
}

Html faults_table(std::vector<cityhall::Fault> const& faults) {
  auto const row = [](cityhall::Fault const& fault) {
    return tr(td(fault.line), td(code(fault.pointer)), td(fault.message), td(fault.fix));
  };
  return office_table(_("Faults"), {_("Line"), _("Place"), _("What is wrong"), _("What to do")}, each(faults, row));
}

Html tests_section(std::vector<TestResult> const& tests) {
  if (tests.empty()) return nothing();
  auto const row = [](TestResult const& result) {
    auto const wrong = each(result.differences, [](TestDifference const& difference) {
      return p(code(difference.expectation), ": ",
               sentence(_("expected {expected}, got {actual}"),
                        {{"expected", group(difference.expected)}, {"actual", group(difference.actual)}}));
    });
    return tr(td(result.name), td(result.passed() ? span(cls("badge good"), _("Passed")) : span(cls("badge late"), _("Failed"))),
              td(wrong));
  };
  return section(h2(_("Tests inside the file")), office_table(_("Tests"), {_("Test"), _("Result"), _("Difference")}, each(tests, row)));
}

Html result_section(BenchView const& view) {
  if (!view.checked) return nothing();
  auto const verdict = view.faults.empty() ? note("good", p(_("No faults. This file may be published.")))
                                           : note("bad", p(_n("{count} fault. It must be corrected before the file can be published.",
                                                              "{count} faults. They must be corrected before the file can be published.",
                                                              static_cast<long>(view.faults.size()))));
  auto const faults = view.faults.empty() ? nothing() : faults_table(view.faults);
  auto const changes = view.diff ? diff_section(_("Against the version in force"), *view.diff) : nothing();
  return group(verdict, faults, tests_section(view.tests), changes);
}

}  // namespace

Response service_list_page(Call const& call, ServiceListView const& view) {
  auto const filter = get_form("/admin/services", cls("filters"),
                               label(_("Name"), void_element("input", {type("search"), name("words"), value(view.words)})),
                               button(type("submit"), _("Show")), a(cls("button plain"), href("/admin/services"), _("Reset")));
  auto const list = view.newest.empty()
                        ? empty_state(_("No service fits."), _("Try fewer letters of its name."))
                        : office_table(_("Services"), {_("Service"), _("Department"), _("Version"), _("Published"), _("By"), _("State")},
                                       each(view.newest, [&](PublishedView const& each_one) { return service_row(call, each_one); }));
  auto const content = group(told_strip(call, {}),
                             p(a(cls("button"), href("/admin/studio"), _("Change services in the studio")), " ",
                               a(cls("button quiet"), href("/admin/service-check"), _("Check and publish a file"))),
                             filter, list);
  return office_page(call, {.title = _("Services"), .content = content, .path = "/admin/services"});
}

Response service_page(Call const& call, OfficeServiceView const& view) {
  auto const& published = *view.shown.published;
  auto const& definition = *published.definition;
  auto const known = facts({{_("Version"), group(definition.version)},
                            {_("State"), version_badge(call, published)},
                            {_("Published"), time_of(call, published.published)},
                            {_("By"), group(view.shown.by)},
                            {_("Department"), group(call.city.directory.get()->title_of(definition.owner, call.language))},
                            {_("Name in files"), code(definition.id)},
                            {_("Hash"), code(definition.hash.substr(0, 16))}});
  auto const retire = published.retired
                          ? p(cls("hint"), _("Nobody can ask for it now. Publishing a newer version brings it back."))
                          : act_button(call, service_path(definition.id) + "/retirement", _("Retire the service"), "button danger");
  auto const faults = view.faults.empty() ? nothing() : section(h2(_("Faults by today's rules")), faults_table(view.faults));
  auto const edit = call.actor.may("studio.edit")
                        ? post_form({.action = "/admin/studio", .csrf_token = call.csrf_token}, hidden_field("from", "live"),
                                    hidden_field("service", definition.id), button(type("submit"), _("Edit in the studio")))
                        : nothing();
  auto const acts =
      div(cls("actions"), edit,
          a(cls("button quiet"), href(with_query("/admin/service-check", {{"service", definition.id}})), _("Write a new version")),
          a(cls("button quiet"), href("/services/" + definition.id), _("See it as residents do")), retire);
  auto const content = group(
      told_strip(call, {}), div(cls("panel"), known), acts, rollback_button(call, published), faults, version_history(call, view.versions),
      section(h2(_("The file")), details(summary(_("Show the file")), pre(cls("source"), tabindex(0), view.source))));
  return office_page(call, {.title = definition.title.in(call.language), .content = content, .path = "/admin/services"});
}

Response bench_page(Call const& call, BenchView const& view) {
  auto const file = file_field({.name = "file",
                                .label = _("A service file"),
                                .hint = hint(_("Instead of the text below; at most 512 KB.")),
                                .entered = &view.told.entered,
                                .attributes = {accept(".json,application/json")}});
  auto const text = textarea_field({.name = "json",
                                    .label = _("Or its text"),
                                    .entered = &view.told.entered,
                                    .value = view.json,
                                    .attributes = {cls("source"), Attr{"spellcheck", std::string_view{"false"}}}});
  auto const publish = button(type("submit"), cls("button quiet"), formaction("/admin/service-publications"), _("Publish"));
  auto const form = post_form({.action = "/admin/service-check", .csrf_token = call.csrf_token, .files = true}, file, text,
                              div(cls("actions"), submit(_("Check")), publish));
  auto const content =
      group(told_strip(call, view.told),
            p(_("Checking changes nothing. Publishing makes this the version that new requests follow; running ones keep theirs.")),
            result_section(view), form);
  return office_page(call, {.title = _("Check and publish"), .content = content, .path = "/admin/services"}, view.told.status);
}

}  // namespace cityhall
