// What nearly every file of the services and of the program includes, on top of precompiled.h.
#pragma once
#include "cmake/precompiled.h"

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/cases/actions.h"
#include "kernel/city.h"
#include "kernel/definitions/definition.h"
#include "services/module.h"
#include "services/page/parts.h"
#include "web/form.h"
#include "web/html.h"
