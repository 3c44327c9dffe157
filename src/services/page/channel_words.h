#pragma once
// Channels in words: "Phone", "Counter".

#include "base/message.h"
#include "kernel/actor.h"

namespace cityhall {

Message channel_words(Channel channel);

}  // namespace cityhall
