#pragma once
// Moved: include kernel/secrets/secrets.h.
#include "kernel/secrets/secrets.h"
