#include "web/live.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <mutex>
#include <set>
#include <utility>

#include "base/text.h"

namespace cityhall::web {
namespace {

using Bytes = std::shared_ptr<std::string const>;

struct Pending {
  std::int64_t id = 0;
  Bytes bytes;
};

/// One open page. Until its socket is attached, events wait here.
class Subscriber {
 public:
  explicit Subscriber(Listener listener) : listener_{std::move(listener)} {}
  Listener const& listener() const { return listener_; }

  /// False when the stream is over.
  bool send(Pending event) {
    std::scoped_lock const lock{mutex_};
    if (closed_) return false;
    if (sink_) return sink_->push(std::move(event.bytes));
    // A page that is never attached (the client left) must not collect for ever.
    if (waiting_.size() < waiting_max) waiting_.push_back(std::move(event));
    return waiting_.size() < waiting_max;
  }
  /// The missed events first, then those that were published since `open` and are not among them.
  void attach(std::shared_ptr<StreamSink> sink, std::vector<LiveEvent> const& missed) {
    std::scoped_lock const lock{mutex_};
    std::set<std::int64_t> sent;
    auto start = std::string{"retry: 2000\n\n"};
    for (auto const& event : missed) {
      sent.insert(event.id);
      start += to_sse(event);
    }
    for (auto const& event : waiting_)
      if (event.id == 0 || !sent.contains(event.id)) start += *event.bytes;
    waiting_.clear();
    sink->push(std::make_shared<std::string const>(std::move(start)));
    if (closed_) sink->close();
    sink_ = std::move(sink);
  }
  void close() {
    std::scoped_lock const lock{mutex_};
    closed_ = true;
    if (sink_) sink_->close();
  }

 private:
  static constexpr std::size_t waiting_max = 1000;
  Listener const listener_;
  std::mutex mutex_;
  bool closed_ = false;
  std::shared_ptr<StreamSink> sink_;
  std::vector<Pending> waiting_;
};

}  // namespace

/// Order of locks: the state's, then a subscriber's. A sink takes no lock of ours.
class LiveHub::State {
 public:
  std::shared_ptr<Subscriber> add(Listener listener) {
    auto subscriber = std::make_shared<Subscriber>(std::move(listener));
    std::scoped_lock const lock{mutex_};
    all_.insert(subscriber);
    for (auto const& topic : subscriber->listener().topics) by_topic_[topic].insert(subscriber);
    return subscriber;
  }
  void remove(std::shared_ptr<Subscriber> const& subscriber) {
    std::scoped_lock const lock{mutex_};
    remove_locked(subscriber);
  }
  void publish(std::vector<std::string> const& topics, LiveEvent const& live) {
    std::scoped_lock const lock{mutex_};
    if (all_.empty()) return;
    std::set<std::shared_ptr<Subscriber>> meant;
    for (auto const& topic : topics)
      if (auto const found = by_topic_.find(topic); found != by_topic_.end()) meant.insert(found->second.begin(), found->second.end());
    if (meant.empty()) return;
    Pending const event{live.id, std::make_shared<std::string const>(to_sse(live))};
    for (auto const& subscriber : meant)
      if (!subscriber->send(event)) {
        subscriber->close();
        remove_locked(subscriber);
      }
  }
  void close_if(std::function<bool(Listener const&)> const& fits) {
    std::scoped_lock const lock{mutex_};
    auto const copy = all_;
    for (auto const& subscriber : copy)
      if (fits(subscriber->listener())) {
        subscriber->close();
        remove_locked(subscriber);
      }
  }
  std::size_t size() const {
    std::scoped_lock const lock{mutex_};
    return all_.size();
  }

 private:
  void remove_locked(std::shared_ptr<Subscriber> const& subscriber) {
    all_.erase(subscriber);
    for (auto const& topic : subscriber->listener().topics) {
      auto const found = by_topic_.find(topic);
      if (found == by_topic_.end()) continue;
      found->second.erase(subscriber);
      if (found->second.empty()) by_topic_.erase(found);
    }
  }

  mutable std::mutex mutex_;
  std::set<std::shared_ptr<Subscriber>> all_;
  std::map<std::string, std::set<std::shared_ptr<Subscriber>>> by_topic_;
};

/// Leaves the hub when the response or the connection that holds it is gone.
struct LiveHub::Membership {
  std::weak_ptr<State> hub;
  std::shared_ptr<Subscriber> subscriber;
  std::vector<LiveEvent> missed{};

  ~Membership() {
    if (auto const state = hub.lock()) state->remove(subscriber);
  }
};

LiveHub::LiveHub() : state_{std::make_shared<State>()} {}
LiveHub::~LiveHub() {
  close_if([](Listener const&) { return true; });
}

void LiveHub::publish(std::vector<std::string> const& topics, LiveEvent const& event) {
  state_->publish(topics, event);
}
void LiveHub::close_if(std::function<bool(Listener const&)> const& fits) { state_->close_if(fits); }
std::size_t LiveHub::size() const { return state_->size(); }

Response LiveHub::open(Request const& request, Listener listener, Missed const& missed) {
  // Listen first, read the stored events after: what falls between is in both, and is sent once.
  auto const member = std::shared_ptr<Membership>{new Membership{state_, state_->add(std::move(listener))}};
  if (auto const last = last_event_id(request); last > 0 && missed) member->missed = missed(last);
  StreamBody stream{
      .start =
          [member](std::shared_ptr<StreamSink> sink) { member->subscriber->attach(std::move(sink), std::exchange(member->missed, {})); },
      .heartbeat = ":\n\n"};
  Response response{
      .headers = {{"Content-Type", "text/event-stream; charset=utf-8"}, {"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}}};
  response.body = std::move(stream);
  return response;
}

std::string to_sse(LiveEvent const& event) {
  std::string text;
  if (event.id != 0) text += "id: " + std::to_string(event.id) + "\n";
  if (!event.name.empty()) text += "event: " + event.name + "\n";
  // CR alone and CR LF end a line too (WHATWG HTML section 9.2.6).
  std::string data = event.data;
  for (std::size_t at = 0; (at = data.find("\r\n", at)) != std::string::npos;) data.erase(at, 1);
  std::replace(data.begin(), data.end(), '\r', '\n');
  for (auto const line : split(data, '\n')) text.append("data: ").append(line).append("\n");
  return text + "\n";
}

std::int64_t last_event_id(Request const& request) {
  auto const header = request.header("last-event-id");
  auto const text = header.empty() ? request.query.get("last-event-id") : header;
  std::int64_t id = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), id);
  return fault == std::errc{} && end == text.data() + text.size() && id > 0 ? id : 0;
}

}  // namespace cityhall::web
