#pragma once
// One state of a component, as /styles shows it.

#include "base/message.h"
#include "web/html.h"

namespace cityhall {

struct Sample {
  Message state;  // "as it comes", "with a fault"
  web::Html shown;
};

}  // namespace cityhall
