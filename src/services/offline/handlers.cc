#include "services/offline/handlers.h"

#include "base/crypto.h"
#include "base/json.h"
#include "kernel/files/file.h"
#include "services/page/look.h"
#include "services/page/page.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

constexpr std::string_view path_of_page = "/offline";

Html no_connection(Call const& call) {
  auto const phone = call.city.settings.get()->phone;
  auto const urgent =
      phone.empty() ? nothing() : p(sentence(_("If it cannot wait, call {phone}."), {{"phone", a(href("tel:" + phone), phone)}}));
  return div(cls("read"), data("offline", ""), h1(_("No connection")),
             p(cls("lead"), _("We could not load this page. Your device may have lost its network.")),
             p(_("What you typed is kept when you go back.")), urgent,
             div(cls("actions"), a(cls("button large"), href(""), _("Try again")),
                 a(cls("button quiet large"), href("/"), _("Start page"))));
}

Response page_without_connection(Call const& call) {
  return page(call, {.title = _("No connection"),
                     .content = no_connection(call),
                     .head = meta(name("robots"), Attr{"content", std::string_view{"noindex"}}),
                     .alone = true});
}

/// What that page is made of: its style sheets, font, script and the city's own picture.
std::vector<std::string> files_of_page(Call const& call) {
  auto const& assets = call.around.assets;
  auto const settings = call.city.settings.get();
  std::vector<std::string> files{"/favicon.svg"};
  for (auto const* source : {"app.css", "public-sans-latin.woff2", "resident.js"}) files.emplace_back(assets.path_of(source));
  if (auto sheet = look_path(settings->look); !sheet.empty()) files.push_back(std::move(sheet));
  if (auto const& picture = settings->look.seal_picture; !picture.empty())
    files.push_back(file_path(FileId{parse_id(picture)}, PhotoSize::small));
  return files;
}

/// {edition, pages by language, files}; the edition is named by the bytes of all pages and the names of the files, which are named by
/// theirs.
Json what_to_keep(Call const& call) {
  auto const files = files_of_page(call);
  auto const settings = call.city.settings.get();
  auto pages = Json::object();
  std::string all;
  for (auto const& language : settings->languages) {
    auto reader = call;
    reader.language = language;
    pages[language] = with_query(path_of_page, {{"lang", language}});
    all += std::get<std::string>(page_without_connection(reader).body);
  }
  for (auto const& file : files) all += file + '\n';
  return {{"edition", sha256_hex(all).substr(0, 12)}, {"language", settings->default_language()}, {"pages", pages}, {"files", files}};
}

}  // namespace

Response show_page_without_connection(Call& call) { return page_without_connection(call); }

Response show_resident_worker(Call& call) {
  auto const* worker = call.around.assets.find("/resident-worker.js");
  if (worker == nullptr) throw not_found();
  auto response = text("self.kept=" + to_text(what_to_keep(call)) + ";\n" + std::string{worker->identity});
  response.headers.set("Content-Type", "text/javascript; charset=utf-8");
  // Browsers ask with each page that somebody opens: once an hour is enough.
  cache_for(response, 3600);
  return response;
}

}  // namespace cityhall
