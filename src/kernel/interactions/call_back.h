#pragma once
// Call-backs: people who want to be called, and who calls them.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/unit.h"

namespace cityhall {

using CallBackId = Id<struct CallBackTag>;

enum class CallBackState { waiting, taken, done, given_up };

struct CallBack {
  CallBackId id{};
  CallBackState state = CallBackState::waiting;
  Time created{};
  Time next{};                  // not before
  std::optional<Time> ended{};
  AccountId agent{};
  std::string queue{};
  int attempts = 0;
  InteractionId interaction{};  // in which it was asked for; where it was asked for in none, the one it led to
  std::string external_id{};
  std::string language{};
  std::string name{};
  std::string phone{};          // normal_phone()
  std::string reason{};
};

inline constexpr int call_back_attempts_max = 3;

struct NewCallBack {
  std::string name{};
  std::string phone{};
  std::string reason{};
  std::string queue{};
  std::string language{};
  std::optional<Time> not_before{};
  InteractionId interaction{};
  std::string external_id{};    // a second one with the same is the first again
};
/// Needs `contact.handle`, as do the others. Throws invalid for a number that cannot be called. Appends `call_back.asked`.
CallBackId ask_call_back(Unit& unit, NewCallBack const& fresh);
CallBack call_back_by_id(View const& view, CallBackId id);
/// The actor calls now. Throws conflict "call_back.taken". Appends `call_back.taken`.
void take(Unit& unit, CallBack& call);
/// Reached: it is done. Not reached: again in half an hour; given up after three attempts. Appends `call_back.done`,
/// `call_back.not_reached` or `call_back.given_up`.
void note_attempt(Unit& unit, CallBack& call, bool reached);
/// The contact that it led to: what is known of a person there tells whose call-back it was.
void note_talk(Unit& unit, CallBack& call, InteractionId talk);
/// Not ended, in the order in which they are to be called.
std::vector<CallBack> open_call_backs(View const& view, std::size_t most = 100);

}  // namespace cityhall
