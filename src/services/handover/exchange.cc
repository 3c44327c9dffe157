#include "services/handover/exchange.h"

#include <algorithm>
#include <set>

#include "base/refusal.h"
#include "base/text.h"
#include "kernel/outbound/http_client.h"
#include "standards/open311_read.h"
#include "web/parameters.h"

namespace cityhall {
namespace {

namespace api = standards::open311;

constexpr int pages_most = 200;
constexpr int turns_most = 3 * pages_most;
constexpr std::size_t updates_most = 20'000;  // of one poll; none is lost: what is left comes with the next
constexpr int dry_most = 3;
constexpr std::size_t least_page = 50;  // no server is known that gives fewer at a time

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::string encoded(Pairs const& pairs) {
  web::Parameters parameters;
  for (auto const& [name, value] : pairs)
    if (!value.empty()) parameters.add(name, value);
  return web::to_urlencoded(parameters);
}

std::string base_of(Partner const& partner) {
  std::string_view base = partner.endpoint;
  while (base.ends_with('/')) base.remove_suffix(1);
  return std::string{base};
}

OutboundAnswer call(City& city, OutboundRequest const& request) {
  auto const reach = reach_of(city);
  try {
    return send(request, reach);
  } catch (Refusal const& refusal) {
    throw PartnerFault{refusal.kind == RefusalKind::invalid, refusal.what()};
  }
}

/// 408 and 429 pass; a key may be put right, so 401 and 403 are tried again as well.
bool is_for_good(int status) { return status >= 400 && status < 500 && status != 401 && status != 403 && status != 408 && status != 429; }

std::string taken(OutboundAnswer answer) {
  if (answer.status == 200 || answer.status == 201) return std::move(answer.body);
  throw PartnerFault{is_for_good(answer.status),
                     "HTTP " + std::to_string(answer.status) + ": " + shorten(without_control_characters(answer.body), 300)};
}

template <class T>
T understood(Result<T> result) {
  if (!result) throw PartnerFault{false, "the answer cannot be read: " + result.error().what};
  return std::move(*result);
}

std::string number_text(std::optional<double> number) { return number ? std::to_string(*number) : std::string{}; }

}  // namespace

std::string Exchange::get(std::string const& path, Pairs query) const {
  if (!partner_.jurisdiction_id.empty()) query.emplace_back("jurisdiction_id", partner_.jurisdiction_id);
  return taken(call(
      city_, {.url = base_of(partner_) + path + "?" + encoded(query), .time_max = std::chrono::seconds{20}, .answer_bytes_max = 8U << 20}));
}

std::string Exchange::post(std::string const& path, Pairs fields, std::string const& key) const {
  fields.emplace_back("api_key", partner_.api_key);
  fields.emplace_back("jurisdiction_id", partner_.jurisdiction_id);
  return taken(call(city_, {.method = "POST",
                            .url = base_of(partner_) + path,
                            .headers = {"Content-Type: application/x-www-form-urlencoded", "Idempotency-Key: " + key},
                            .body = encoded(fields),
                            .time_max = std::chrono::seconds{30}}));
}

api::Created Exchange::submit(Submission const& request) const {
  Pairs fields{{"service_code", request.service_code},
               {"description", shorten(request.description, 4000)},
               {"address_string", request.address},
               {"lat", number_text(request.latitude)},
               {"long", number_text(request.longitude)}};
  for (auto const& url : request.media_urls) fields.emplace_back("media_url", url);
  auto const body = post("/requests.json", std::move(fields), request.key);
  auto created = understood(api::read_created({.text = body, .format = api::Format::json, .zone = zone_}));
  if (created.empty()) throw PartnerFault{false, "the answer names no request"};
  return created.front();
}

std::optional<std::string> Exchange::find_by_reference(std::string_view service_code, std::string_view reference, Time since) const {
  std::set<std::string> seen;
  for (int page = 1; page <= pages_most; ++page) {
    auto const body = get("/requests.json", {{"service_code", std::string{service_code}},
                                             {"start_date", to_rfc3339(since)},
                                             {"page", std::to_string(page)}});
    bool more = false;
    for (auto const& request : understood(api::read_requests({.text = body, .format = api::Format::json, .zone = zone_}))) {
      if (request.description.find(reference) != std::string::npos) return request.id;
      more = seen.insert(request.id).second || more;
    }
    if (!more) break;  // the end, or a server that knows no pages
  }
  return std::nullopt;
}

std::string Exchange::id_behind(std::string_view token) const {
  auto const body = get("/tokens/" + percent_encode(token) + ".json", {});
  auto const answers = understood(api::read_tokens({.text = body, .format = api::Format::json, .zone = zone_}));
  return answers.empty() ? std::string{} : answers.front().id;
}

void Exchange::tell(Update const& update) const {
  Pairs fields{{"service_request_id", update.their_id},
               {"update_id", update.update_id},
               {"status", update.status},
               {"updated_datetime", to_rfc3339(update.at)},
               {"description", shorten(update.description, 4000)}};
  for (auto const& url : update.media_urls) fields.emplace_back("media_url", url);
  post("/servicerequestupdates.json", std::move(fields), update.update_id);
}

bool UpdateWindow::go_on(std::vector<api::RequestUpdate> const& part, bool fresh) {
  using std::chrono::seconds;
  largest = std::max(largest, part.size());
  if (part.size() < least_page) return false;
  dry = fresh ? 0 : dry + 1;
  if (fresh) return ++page <= pages_most;
  // The same once more: this server knows no pages, or they are at their end. So time goes on, from the oldest or from the newest.
  page = 1;
  auto const is_earlier = [](auto const& a, auto const& b) { return a.updated < b.updated; };
  auto const [first, last] = std::minmax_element(part.begin(), part.end(), is_earlier);
  if (part.front().updated > part.back().updated) {
    to = first->updated;
  } else if (last->updated > from) {
    from = last->updated;
  } else {
    cut = cut || (part.size() == largest && part.size() % least_page == 0);
    from += seconds{1};
  }
  return dry < dry_most && from <= to;
}

std::optional<Exchange::Updates> Exchange::updates(Time from, Time to) const {
  Updates found;
  std::set<std::string> seen;
  UpdateWindow window{.from = from, .to = to};
  for (int turn = 0; turn < turns_most; ++turn) {
    auto const part = some_updates(window);
    if (!part) return std::nullopt;
    bool fresh = false;
    for (auto const& update : *part) {
      if (!seen.insert(update.id).second) continue;
      found.all.push_back(update);
      fresh = true;
    }
    if (!window.go_on(*part, fresh) || found.all.size() >= updates_most || city_.stopping) break;
  }
  found.cut = window.cut;
  return found;
}

std::optional<std::vector<api::RequestUpdate>> Exchange::some_updates(UpdateWindow const& window) const {
  Pairs query{{"start_date", to_rfc3339(window.from)}, {"end_date", to_rfc3339(window.to)}};
  if (window.page > 1) query.emplace_back("page", std::to_string(window.page));
  try {
    auto const body = get("/servicerequestupdates.json", std::move(query));
    return understood(api::read_updates({.text = body, .format = api::Format::json, .zone = zone_}));
  } catch (PartnerFault const& fault) {
    if (fault.what.starts_with("HTTP 404")) return std::nullopt;
    throw;
  }
}

std::vector<api::ServiceRequest> Exchange::changed_requests(Time after) const {
  std::vector<api::ServiceRequest> all;
  std::set<std::string> seen;
  for (int page = 1; page <= pages_most; ++page) {
    Pairs query{{"updated_after", to_rfc3339(after)}};
    if (page > 1) query.emplace_back("page", std::to_string(page));
    auto const before = seen.size();
    auto const body = get("/requests.json", std::move(query));
    auto part = understood(api::read_requests({.text = body, .format = api::Format::json, .zone = zone_}));
    bool const may_be_cut = part.size() >= least_page;
    for (auto& request : part)
      if (seen.insert(request.id).second) all.push_back(std::move(request));
    if (!may_be_cut || seen.size() == before) break;  // the end, or a server that knows no pages
  }
  return all;
}

std::string Exchange::photo(std::string const& url) const {
  auto answer = call(city_, {.url = url, .time_max = std::chrono::seconds{20}, .answer_bytes_max = 25U << 20});
  if (is_for_good(answer.status) || answer.status == 403 || answer.status == 401) return {};
  return taken(std::move(answer));
}

}  // namespace cityhall
