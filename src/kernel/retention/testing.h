#pragma once
// A city with people, requests and contacts, for the tests of what is kept and what goes.

#include <gtest/gtest.h>

#include "kernel/events/chain.h"
#include "kernel/interactions/call_back.h"
#include "kernel/interactions/incoming.h"
#include "kernel/retention/erase.h"
#include "kernel/retention/hold.h"
#include "kernel/testing.h"

namespace cityhall {

class Retention : public testing::Test {
 protected:
  /// Everything that the tables hold, as text.
  std::string whole_database();
  /// A pothole with a name, an address, a telephone number, a text, a message, a note and a photo: "Quixote" stands in all of them.
  OpenedCase told_in_full();
  FileId photo(std::string const& bytes);
  void close_as_fixed(CaseId id);
  void merge_into(CaseId id, CaseId main);
  void pass(std::chrono::days time);
  bool is_there(CaseId id);
  ChainReport verify();
  void hold(CaseId id);
  void hold(PartyId person);
  void lift_holds();
  ErasurePlan erase(PartyId person);
  /// A call that is over; `note` tells it from others.
  void called(PartyId who, CaseId about, std::string const& contact, std::string const& note);
  IncomingId wrote(std::string const& contact, std::string const& subject);
  void mailed(CaseId about, std::string const& email);
  /// Of the system, as the telephone asks; `phone` is the only thing that says who it is.
  CallBackId wants_call(std::string const& phone, InteractionId in = {});
  void reach(CallBackId id);
  /// Somebody is on the telephone now.
  InteractionId calls(std::string const& number, CaseId about = {});
  void hangs_up(InteractionId id);
  /// As the module does that follows the event.
  void follow_erasure();
  bool is_known(std::string_view word);
  std::int64_t noted(std::string_view note);
  template <class... Args>
  std::int64_t counted(store::Sql sql, Args const&... args) {
    return test.view(system_actor("test"), [&](View const& view) { return view.reader.value<std::int64_t>(sql, args...); });
  }
  TestCity test{{"pothole", "graffiti"}};
};

}  // namespace cityhall
