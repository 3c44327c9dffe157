#pragma once
// What belongs to a request and to a person, table by table: the removal of either follows this list. A test reads the privacy classes of
// all migrations and fails when a personal column is neither reached from here nor said to stay.

#include <span>
#include <string_view>

#include "store/sql.h"

namespace cityhall {

struct Belonging {
  std::string_view table;
  store::Sql of_case{""};    // the request goes; $1 is its id
  store::Sql of_report{""};  // who reported the request wants to be forgotten, the request stays; $1 is its id
  store::Sql of_party{""};   // the person goes; $1 is its id
  std::string_view stays{};  // why some of its personal columns stay
};

/// In the order in which they are run: what refers to a row stands before it.
std::span<Belonging const> belongings();

}  // namespace cityhall
