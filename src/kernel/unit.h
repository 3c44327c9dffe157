#pragma once
// What a verb and a query are given: the city, the transaction, who acts, and the one instant at which all of it happens.

#include "base/time.h"
#include "kernel/actor.h"

namespace cityhall::store {
class Reader;
class Transaction;
}  // namespace cityhall::store

namespace cityhall {

class City;

/// A unit of work: a verb's rows and events commit together or not at all.
struct Unit {
  City& city;
  store::Transaction& tx;
  Actor const& actor;
  Time now;
};

/// What a query is given: a consistent snapshot, and on whose behalf.
struct View {
  City& city;
  store::Reader& reader;
  Actor const& actor;
};

/// A verb that must look before it writes reads through its own transaction.
View view_of(Unit& unit);

}  // namespace cityhall
