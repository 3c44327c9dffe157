#include "app_door.h"

#include <unistd.h>

#include <iostream>
#include <sstream>
#include <stdexcept>

#include "app/command.h"
#include "app/demo.h"
#include "app/process.h"
#include "app/serve.h"
#include "base/io.h"
#include "base/json.h"
#include "base/text.h"
#include "base/time_zone.h"
#include "kernel/accounts/account.h"
#include "kernel/accounts/session.h"
#include "kernel/sign_in/sign_in.h"
#include "kernel/sign_in/totp.h"
#include "kernel/events/event.h"
#include "kernel/jobs/runner.h"
#include "kernel/notices/notice.h"
#include "kernel/notices/smtp_sink.h"
#include "kernel/run_unit.h"
#include "kernel/settings/settings_store.h"
#include "services/front/door.h"
#include "browser.h"
#include "digits.h"
#include "mail.h"
#include "outside_server.h"
#include "standards/twilio.h"
#include "ui/assets.h"
#include "web/security.h"
#include "web/server.h"
#include "web/testing/raw_client.h"

namespace cityhall::scenario {
namespace {

constexpr std::string_view demo_zone = "America/Indiana/Indianapolis";
constexpr std::string_view telephone = "telephone";
constexpr std::string_view app_code = "authenticator:";
constexpr std::string_view template_time = "2027-03-02 08:00";

Time local_time(std::string_view text) {
  if (text == "now") return SystemClock{}.now();  // for commands, whose clock is the machine's
  auto const time = parse_time(text, TimeZone{std::string{demo_zone}});
  if (!time) throw std::runtime_error{"not a local time: " + std::string{text}};
  return *time;
}

std::string email_of(std::string_view actor) {
  if (actor.find('@') != std::string_view::npos) return std::string{actor};
  if (actor == "administrator") return "admin@fairhaven.example";
  if (actor == "resident") return "pat@fairhaven.example";
  return std::string{actor} + "@fairhaven.example";
}

class AppDoor final : public Door {
 public:
  AppDoor(std::filesystem::path folder, std::string_view starts_at)
      : folder_{std::move(folder)}, clock_{local_time(starts_at)}, random_{7}, assets_{ui_assets()} {
    open_city();
    if (has_city()) use_sink();
  }
  ~AppDoor() override {
    close_city();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  Outcome send(Sent const& request) override {
    auto response = answer(make(request));
    Outcome outcome{.status = response.status, .body = bytes_of(response)};
    for (std::size_t i = 0; i < response.headers.size(); ++i) {
      auto const [name, value] = response.headers[i];
      if (equals_ignoring_case(name, "Set-Cookie")) jars_[actor_].keep(value);
      outcome.headers.emplace_back(name, value);
    }
    follow(outcome);
    return outcome;
  }

  Outcome command(std::vector<std::string> const& words) override {
    close_city();
    Outcome outcome = run_captured(with_data(words));
    open_city();
    follow(outcome);
    return outcome;
  }

  Outcome command_while_serving(std::vector<std::string> const& words) override {
    Outcome outcome = run_captured(with_data(words));
    follow(outcome);
    return outcome;
  }

  Outcome send_bytes(std::string_view bytes) override {
    if (!server_)
      server_ = std::make_unique<web::Server>(
          server_options({.port = 0}, *process_, *door_),
          [this](web::Request&& request, web::Reply reply) { door_->handle(std::move(request), std::move(reply)); });
    web::RawClient client{server_->port()};
    client.send(bytes);
    auto answer = client.read_answer();
    if (answer.find("Connection: close") != std::string::npos) answer += client.read_to_end();
    auto outcome = split_answer(answer);
    follow(outcome);
    return outcome;
  }

  void put_outside(std::string_view path, std::string_view content) override {
    outside_server().put(std::string{path}, std::string{content});
  }
  std::string outside() override { return outside_server().base(); }

  void change_setting(std::string_view name, std::string_view json) override {
    auto text = std::string{json};
    if (auto const at = text.find("{mail server}"); at != std::string::npos)
      text.replace(at, 13, sink_.url());
    auto const value = parse_json(text);
    if (!value) throw std::runtime_error{"the setting is no JSON: " + value.error().what};
    auto const settings = settings_from(Json{{std::string{name}, *value}}, *city().settings.get());
    run_unit(city(), system_actor("scenario"), [&](Unit& unit) { change_settings(unit, settings); });
    skip_events();
  }

  void become(std::string_view actor) override {
    actor_ = std::string{actor.substr(0, actor.find(' '))};
    if (actor_ == telephone) {
      telephone_token_ = actor.substr(std::min(actor.size(), telephone.size() + 1));
      jars_[actor_];
      return;
    }
    constexpr std::string_view again = " again";
    bool const anew = actor.ends_with(again);
    if (anew) actor.remove_suffix(again.size());
    actor_ = std::string{actor};
    if (actor == "nobody" || (jars_.contains(actor_) && !anew)) return;
    jars_[actor_].cookies["session"] = sign_in(email_of(actor));
    skip_events();
  }

  Outcome advance(std::chrono::microseconds by) override {
    clock_.advance(by);
    return run_jobs();
  }

  Outcome set_time(std::string_view local) override {
    clock_.set(local_time(local));
    return run_jobs();
  }

  Outcome run_jobs() override {
    Outcome outcome;
    run_consumers(city());
    run_jobs_once(city(), module_jobs());
    follow(outcome);
    return outcome;
  }

  void put_file(std::string_view name, std::string_view content) override {
    auto const path = folder_ / "files" / name;
    std::filesystem::create_directories(path.parent_path());
    write_file_durably(path, content);
  }

 private:
  City& city() { return cities_->all().front()->city(); }

  bool has_city() const { return !cities_->all().empty(); }

  void open_city() {
    process_ = std::make_unique<Process>(folder_ / "data", clock_, random_);
    cities_ = std::make_unique<Cities>();
    for (auto const& slug : process_->slugs()) cities_->add(process_->open(slug));
    door_ = std::make_unique<cityhall::Door>(process_->modules(), *cities_, assets_);
    skip_events();
  }

  OutsideServer& outside_server() {
    if (!outside_) outside_ = std::make_unique<OutsideServer>();
    return *outside_;
  }

  void close_city() {
    server_.reset();
    door_.reset();
    cities_.reset();
    process_.reset();
  }

  void use_sink() {
    auto settings = *city().settings.get();
    settings.mail.smtp_url = sink_.url();
    run_unit(city(), system_actor("scenario"), [&](Unit& unit) { change_settings(unit, settings); });
    Outcome ignored;
    follow(ignored);
  }

  std::string sign_in(std::string const& email) {
    auto const system = system_actor("scenario");
    auto const found = run_view(city(), system, [&](View const& view) { return find_account(view, email); });
    return run_unit(city(), system, [&](Unit& unit) {
      auto const account = found ? found->id : resident_account(unit, email, "en");
      return open_session(unit, account, "demo").token;
    });
  }

  web::Response answer(web::Request request) {
    if (request.body.bytes().size() > door_->body_limit(request.method, request.raw_path()))
      return door_->early_refusal(request, 413, "The body is too large.");
    if (auto fast = door_->fast_path(request)) return std::move(*fast);
    return door_->answer(std::move(request));
  }

  web::Request make(Sent request) {
    auto const method = web::parse_method(request.method).value_or(web::Method::GET);
    web::Headers headers;
    for (auto const& [name, value] : request.headers) headers.add(name, value);
    for (auto& [name, value] : request.fields)
      if (value.starts_with(app_code))
        value = totp_code(from_digits(value.substr(app_code.size()), base32_letters), totp_step(clock_.now()));
    auto const cookies = jars_[actor_].header();
    if (!headers.has("Cookie") && !cookies.empty()) headers.add("Cookie", cookies);
    if (!headers.has("Sec-Fetch-Site")) headers.add("Sec-Fetch-Site", "same-origin");
    if (web::is_safe(method) && !request.fields.empty()) {
      request.target += (request.target.find('?') == std::string::npos ? '?' : '&') + urlencoded(request);
    } else if (!web::is_safe(method) && request.body.empty()) {
      add_csrf(request);
      bool const parts = !request.uploads.empty();
      if (!headers.has("Content-Type"))
        headers.add("Content-Type", parts ? "multipart/form-data; boundary=scenario-7f3a" : "application/x-www-form-urlencoded");
      request.body = parts ? multipart(request, "scenario-7f3a") : urlencoded(request);
    }
    if (actor_ == telephone && !headers.has("X-Twilio-Signature")) headers.add("X-Twilio-Signature", telephone_signature(request));
    auto made = web::make_request(method, request.target, std::move(headers), std::move(request.body));
    if (made.host.empty()) made.host = made.authority = "127.0.0.1";
    if (made.remote_address.empty()) made.remote_address = "203.0.113.7";
    made.form = web::read_form(made);
    return made;
  }

  /// As the telephone provider signs its web hooks.
  std::string telephone_signature(Sent const& request) {
    standards::HookFields const fields{request.fields.begin(), request.fields.end()};
    return standards::hook_signature(telephone_token_, city().settings.get()->base_url + request.target, fields);
  }

  /// As the page's form would carry it; a scenario that tests its absence writes csrf="".
  void add_csrf(Sent& request) {
    auto const cookie = jars_[actor_].cookies.find("session");
    bool const given = std::any_of(request.fields.begin(), request.fields.end(), [](auto const& field) { return field.first == "csrf"; });
    if (cookie == jars_[actor_].cookies.end() || given) return;
    auto const session = run_view(city(), system_actor("scenario"),
                                  [&](View const& view) { return find_session(view, session_token_hash(cookie->second)); });
    if (session) request.fields.emplace_back("csrf", web::csrf_token(session->csrf_token, random_));
  }

  std::vector<ScheduledJob> module_jobs() const {
    std::vector<ScheduledJob> jobs;
    for (auto const& module : process_->modules())
      for (auto const& job : module.jobs) jobs.push_back({std::string{job.name}, job.every, job.run});
    return jobs;
  }

  /// Everything that follows from a step: consumers, then the mails that are due; then what it was is noted.
  void follow(Outcome& outcome) {
    if (!has_city()) return;
    for (int turn = 0; turn < 20 && run_consumers(city()) > 0; ++turn) continue;
    send_due_notices(city());
    auto const events = run_view(city(), system_actor("scenario"), [&](View const& view) { return events_after(view, seen_, 10'000); });
    for (auto const& event : events) outcome.events.push_back({event.type, event.data});
    if (!events.empty()) seen_ = events.back().id;
    outcome.mails.clear();
    for (auto const& mail : sink_.take())
      for (auto const& to : mail.recipients) outcome.mails.push_back(read_mail(to, mail.message));
  }

  void skip_events() {
    if (!has_city()) return;
    run_view(city(), system_actor("scenario"), [&](View const& view) {
      for (auto events = events_after(view, seen_, 10'000); !events.empty(); events = events_after(view, seen_, 10'000))
        seen_ = events.back().id;
      return 0;
    });
  }

  std::vector<std::string> with_data(std::vector<std::string> words) const {
    for (auto const& command : commands()) {
      auto const name = split(command.name, ' ');
      bool const is_it = name.size() <= words.size() && std::equal(name.begin(), name.end(), words.begin());
      bool const wants =
          std::any_of(command.options.begin(), command.options.end(), [](CommandOption const& option) { return option.name == "--data"; });
      bool const has = std::find(words.begin(), words.end(), "--data") != words.end();
      if (is_it && wants && !has) words.insert(words.end(), {"--data", (folder_ / "data").string()});
    }
    return words;
  }

  /// Both streams go into the body, in the scenario's folder of files.
  Outcome run_captured(std::vector<std::string> const& words) const {
    auto const here = std::filesystem::current_path();
    std::filesystem::create_directories(folder_ / "files");
    std::filesystem::current_path(folder_ / "files");
    std::ostringstream captured;
    auto* const out = std::cout.rdbuf(captured.rdbuf());
    auto* const err = std::cerr.rdbuf(captured.rdbuf());
    int const code = run_command_line(words, commands());
    std::cout.rdbuf(out);
    std::cerr.rdbuf(err);
    std::filesystem::current_path(here);
    return {.status = code, .body = captured.str()};
  }

  std::filesystem::path folder_;
  ManualClock clock_;
  SeededRandom random_;
  web::Assets assets_;
  SmtpSink sink_;
  std::unique_ptr<Process> process_;
  std::unique_ptr<Cities> cities_;
  std::unique_ptr<cityhall::Door> door_;
  std::unique_ptr<web::Server> server_;  // made by the first step that sends bytes
  std::unique_ptr<OutsideServer> outside_;
  std::map<std::string, Jar> jars_;
  std::string actor_ = "nobody";
  std::string telephone_token_{};
  EventId seen_{};
};

}  // namespace

Stagehand::Stagehand() { make_template(); }

void Stagehand::make_template() {
  ManualClock const clock{local_time(template_time)};
  SeededRandom random{3};
  Process process{folder_ / "template", clock, random};
  std::ostringstream quiet;
  found_demo(process, {}, quiet);
  auto const served = process.open(std::string{demo_slug});
  open311_key_ = demo_access(served->city()).open311_key;
  while (run_consumers(served->city()) > 0) continue;
}

std::unique_ptr<Door> Stagehand::open(Scenario const& scenario) {
  if (scenario.city != "demo" && scenario.city != "none") throw std::runtime_error{"there is no city called " + scenario.city};
  auto const folder = folder_ / std::to_string(++opened_);
  std::filesystem::create_directories(folder);
  if (scenario.city == "demo") std::filesystem::copy(folder_ / "template", folder / "data", std::filesystem::copy_options::recursive);
  return std::make_unique<AppDoor>(folder, scenario.starts_at);
}

}  // namespace cityhall::scenario
