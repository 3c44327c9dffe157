// web_bench serve PORT FILE: serves the bytes of FILE at /cached (fast path), /pool (a handler thread) and /inline (network thread); ends
// with its input. web_bench functions: times the HTML builder, the router, the form reader and the request reader, in microseconds of CPU.
#include <cstdio>
#include <ctime>
#include <iostream>
#include <string>

#include "base/io.h"
#include "web/form.h"
#include "web/html.h"
#include "web/reader.h"
#include "web/router.h"
#include "web/server.h"

namespace cityhall::web {
namespace {

double cpu_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

template <class Work>
void measure(char const* what, Work const& work) {
  for (int i = 0; i < 1'000; ++i) work();
  constexpr int rounds = 20'000;
  auto const began = cpu_seconds();
  for (int i = 0; i < rounds; ++i) work();
  std::printf("%-42s %8.2f us\n", what, (cpu_seconds() - began) / rounds * 1e6);
}

struct Step {
  std::string when, what, who;
};

/// A case page as a resident sees it: header, facts, timeline, a form; about 8 KB.
Html case_page(std::vector<Step> const& steps) {
  using namespace tag;
  return document(
      {.language = "en",
       .title = _("Pothole on Main Street"),
       .head = group(link(rel("stylesheet"), href("/assets/app-1a2b3c4d.css")), module_script("/assets/app-1a2b3c4d.js")),
       .body =
           group(header(cls("site"), nav(aria("label", _("Main")), ul(li(a(href("/"), _("Home"))), li(a(href("/services"), _("Services"))),
                                                                      li(a(href("/requests"), _("Reports")))))),
                 main_part(id("main"), h1(_("Pothole on Main Street")), p(cls("badge badge-open"), _("Open")),
                           dl(cls("facts"), each(steps, [](Step const& step) { return group(dt(step.when), dd(step.what)); })),
                           ol(cls("timeline"), each(steps,
                                                    [](Step const& step) {
                                                      return li(cls("step"), time(datetime(step.when), step.when),
                                                                p(cls("what"), step.what),
                                                                p(cls("who"), _("by {who}").with("who", step.who)));
                                                    })),
                           post_form({.action = "/requests/SR-27-000123/reopening", .csrf_token = "token"},
                                     textarea("why", _("What is still wrong?")), submit(_("It is not fixed")))),
                 footer(cls("site"), p(_("City of Fairhaven"))))});
}

struct ReportForm {
  std::string description, email;
  double lat = 0, lon = 0;
};

void time_functions() {
  std::vector<Step> steps;
  for (int i = 0; i < 24; ++i)
    steps.push_back({"2027-03-02T09:00:00Z", "The crew of Streets & Bridges has looked at it and filled the hole.", "Pat Miller"});
  std::printf("page of %zu bytes\n", render(case_page(steps)).size());
  measure("HTML page: build and render", [&] { return render(case_page(steps)).size(); });

  Router<int> router;
  for (int i = 0; i < 500; ++i) router.add(Method::GET, "/module" + std::to_string(i) + "/{number}/part", i);
  router.add(Method::POST, "/requests/{number}/closure", 500);
  measure("router: 501 routes", [&] { return router.match(Method::POST, "/requests/SR-27-000123/closure").route; });

  Form<ReportForm> const fields{field("description", &ReportForm::description).required().most(4'000).lines(),
                                field("email", &ReportForm::email).check(is_email, _("?")),
                                field("lat", &ReportForm::lat).least(-90).most(90), field("lon", &ReportForm::lon).least(-180).most(180)};
  auto const request = make_request(Method::POST, "/requests", {}, "description=A+deep+hole&email=pat%40example.org&lat=41.5&lon=-87.1");
  measure("form of four fields: parse and check", [&] { return read(fields, read_form(request)).lat; });

  ReaderOptions const options;
  std::string const head =
      "GET /requests/SR-27-000123?x=1 HTTP/1.1\r\nHost: town.example\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\nAccept: "
      "text/html,*/*;q=0.8\r\n"
      "Accept-Language: es-MX,es;q=0.9\r\nAccept-Encoding: gzip, br\r\nCookie: session=abcdefghijklmnop; lang=es\r\nConnection: "
      "keep-alive\r\n\r\n";
  RequestReader reader{options};
  measure("request of eight headers: check and parse", [&] {
    reader.feed(head);
    return reader.take().path.size();
  });
}

void serve(std::uint16_t port, std::string const& path) {
  auto const page = std::make_shared<std::string const>(read_file(path));
  ServerOptions options;
  options.port = port;
  options.handler_threads = 2;
  options.fast_path = [page](Request const& request) -> std::optional<Response> {
    if (request.path != "/cached") return {};
    return html(page);
  };
  options.at_once = [page](Request& request, Reply const& reply) {
    bool const mine = request.path == "/inline";
    if (mine) reply(html(page));
    return mine;
  };
  Server const server{std::move(options), [page](Request&&, Reply const& reply) { reply(html(page)); }};
  std::printf("%d\n", static_cast<int>(server.port()));
  std::fflush(stdout);
  std::string line;
  std::getline(std::cin, line);
}

}  // namespace
}  // namespace cityhall::web

int main(int count, char** words) {
  std::string const command = count > 1 ? words[1] : "";
  if (command == "functions") cityhall::web::time_functions();
  else if (command == "serve" && count == 4) cityhall::web::serve(static_cast<std::uint16_t>(std::stoi(words[2])), words[3]);
  else return std::fprintf(stderr, "usage: web_bench functions | serve PORT FILE\n"), 64;
}
