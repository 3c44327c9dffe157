#pragma once
// Two ways to find a service without knowing its name: its group ("Streets and traffic"), and the situation that somebody is in ("I am
// moving"). A service file names them by id.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/definitions/local_text.h"

namespace cityhall {

/// A group of services, or a situation.
struct Topic {
  std::string id{};
  LocalText title{};
  LocalText about{};  // a sentence: what is found there
};

/// The groups as shipped, in the order in which they are shown. A service is in one.
std::span<Topic const> shipped_groups();
/// The situations as shipped, in the order in which they are shown. A service fits any number of them.
std::span<Topic const> shipped_situations();

/// The topic of that id, or null.
Topic const* find_topic(std::span<Topic const> topics, std::string_view id);
std::vector<std::string> ids_of(std::span<Topic const> topics);

}  // namespace cityhall
