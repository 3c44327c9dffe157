#pragma once
// Where an agent begins: who is it, what waits, who wants to be called.

#include <optional>
#include <string>
#include <vector>

#include "kernel/cases/inbox.h"
#include "kernel/interactions/call_back.h"
#include "kernel/interactions/incoming.h"
#include "kernel/interactions/interaction.h"
#include "kernel/parties/party.h"
#include "services/page/page.h"

namespace cityhall {

/// A call that waits for an agent.
struct WaitingCall {
  Interaction contact{};
  std::vector<InboxRow> cases{};  // the caller's last ones
};

/// A message that waits, and the case that it seems to be about.
struct WaitingMessage {
  Incoming message{};
  std::optional<InboxRow> offered{};
};

struct StartView {
  std::string text{};     // what was looked up
  EventId heard_until{};  // the newest event that the page knows of
  std::vector<Party> people{};
  std::vector<InboxRow> cases{};
  std::vector<Interaction> earlier{};
  std::vector<Interaction> open{};  // waiting, and being talked to
  std::vector<WaitingCall> calling{};
  std::vector<CallBack> call_backs{};
  std::vector<WaitingMessage> incoming{};
  web::Entered entered{};
  int status = 200;
};
web::Response start_page(Call const& call, StartView const& view);

}  // namespace cityhall
