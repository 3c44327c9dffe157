#pragma once
// What came out of one step, and the door through which steps go in: the real program, or a made one in the runner's own tests.

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cityhall::scenario {

struct FiredEvent {
  std::string type;
  std::string data;  // a JSON object
};

struct SentMail {
  std::string to;
  std::string subject;
  std::string text;  // the readable parts, decoded
};

struct Outcome {
  int status = 0;  // HTTP status, or the exit code of a command
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string body{};
  std::vector<FiredEvent> events{};
  std::vector<SentMail> mails{};

  /// The first header of that name, without case; empty when absent.
  std::string_view header(std::string_view name) const;
};

/// A request as the scenario means it, values filled in.
struct Upload {
  std::string field;
  std::string filename;
  std::string bytes;
};
struct Sent {
  std::string method;
  std::string target;
  std::vector<std::pair<std::string, std::string>> fields{};
  std::vector<std::pair<std::string, std::string>> headers{};
  std::vector<Upload> uploads{};
  std::string body{};
};

class Door {
 public:
  virtual ~Door() = default;
  /// Sends a request as the present actor and lets everything that follows from it happen.
  virtual Outcome send(Sent const& request) = 0;
  /// Runs a command of the program on the city's data folder.
  virtual Outcome command(std::vector<std::string> const& words) = 0;
  /// The same while the city stays open, as a server has it.
  virtual Outcome command_while_serving(std::vector<std::string> const& words) = 0;
  /// Sends these very bytes to the listening server; the outcome is what comes until it closes or the first answer is complete. Status 0:
  /// it closed without an answer.
  virtual Outcome send_bytes(std::string_view bytes) = 0;
  /// What another server, {outside}, answers at that path; empty: it is away (503).
  virtual void put_outside(std::string_view path, std::string_view content) = 0;
  /// Changes one setting of the city, as its JSON.
  virtual void change_setting(std::string_view name, std::string_view json) = 0;
  /// The address of the other server.
  virtual std::string outside() = 0;
  /// A role of the demo city ("dispatcher"), or "nobody".
  virtual void become(std::string_view actor) = 0;
  /// Moves the clock, then lets happen what became due.
  virtual Outcome advance(std::chrono::microseconds by) = 0;
  /// "2027-03-02 09:00" in the city's zone.
  virtual Outcome set_time(std::string_view local) = 0;
  /// Jobs that are not due yet, once.
  virtual Outcome run_jobs() = 0;
  /// Puts a file where commands of this scenario find it.
  virtual void put_file(std::string_view name, std::string_view content) = 0;
};

}  // namespace cityhall::scenario
