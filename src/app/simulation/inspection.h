#pragma once
// The promises of the program, looked after: what is found here is a bug.

#include <map>
#include <string>
#include <vector>

#include "app/simulation/model.h"
#include "kernel/events/chain.h"
#include "kernel/notices/smtp_sink.h"
#include "kernel/unit.h"

namespace cityhall::simulation {

struct Broken;

/// Sums by service and day, as the events tell them.
struct FiguresFromEvents {
  struct Sums {
    std::int64_t opened = 0, closed = 0, promised = 0, on_time = 0;
    friend bool operator==(Sums const&, Sums const&) = default;
  };
  EventId last{};  // read until here
  std::map<std::pair<std::string, std::int64_t>, Sums> days{};
};

/// Remembers what it has seen, so that each day costs what the day brought. One inspector for one city from its beginning.
class Inspector {
 public:
  /// What does not hold, with `promise` and `where` filled in. `whole`: every row and the whole chain, not only what is new.
  std::vector<Broken> inspect(City& city, Model const& model, bool whole);
  /// What the mail server got since the last call: the same mail twice is a broken promise.
  std::vector<Broken> inspect_mails(std::vector<SunkMail> const& mails);
  std::size_t mails() const { return mail_ids_.size(); }

 private:
  void check_figures(View const& view, std::vector<Broken>& broken);
  void check_chain(View const& view, bool whole, std::vector<Broken>& broken);

  Time looked_at_{};
  FiguresFromEvents figures_{};
  ChainMark chain_{};
  std::set<std::string> mail_ids_{};
};

/// Makes a consumer read its last events once more.
void send_consumer_back(Unit& unit, std::string_view consumer, int events);

}  // namespace cityhall::simulation
