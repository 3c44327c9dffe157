#pragma once
// Live streams (server-sent events): publish from any thread, one stream per open page.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "web/request.h"
#include "web/response.h"

namespace cityhall::web {

struct LiveEvent {
  std::int64_t id = 0;  // of the stored event; sent as "id:", comes back as Last-Event-ID; 0: none
  std::string name{};   // "event:"; empty: a plain message
  std::string data{};   // may have several lines
};

/// Who listens to what; the predicate of close_if sees it.
struct Listener {
  std::vector<std::string> topics;
  std::int64_t account = 0;
  std::string session{};
};

class LiveHub {
 public:
  LiveHub();
  ~LiveHub();

  /// To every stream that listens to one of the topics, once each. Never blocks on a client.
  void publish(std::vector<std::string> const& topics, LiveEvent const& event);
  void publish(std::string const& topic, LiveEvent const& event) { publish(std::vector{topic}, event); }

  /// The stream as a response. With a Last-Event-ID, `missed(id)` gives the stored events after it, in order; it is called here, on the
  /// caller's thread. Events published meanwhile follow and none comes twice.
  using Missed = std::function<std::vector<LiveEvent>(std::int64_t after)>;
  Response open(Request const& request, Listener listener, Missed const& missed = {});

  /// Ends the streams whose listener fits: a session was revoked, a role was taken.
  void close_if(std::function<bool(Listener const&)> const& fits);
  std::size_t size() const;

 private:
  class State;
  struct Membership;
  std::shared_ptr<State> state_;
};

/// The bytes of one event on the wire.
std::string to_sse(LiveEvent const& event);
/// The request's Last-Event-ID (header, or ?last-event-id= for a first load), 0 when there is none.
std::int64_t last_event_id(Request const& request);

}  // namespace cityhall::web
