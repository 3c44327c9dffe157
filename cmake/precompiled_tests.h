// What every test includes, on top of precompiled.h.
#pragma once
#include "cmake/precompiled.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
