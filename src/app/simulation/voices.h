#pragma once
// What the people of a simulated city are called, where they live, and what they say and show.

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "app/simulation/dice.h"
#include "base/json_fwd.h"
#include "base/time_zone.h"
#include "kernel/definitions/definition.h"
#include "kernel/files/file.h"
#include "kernel/parties/party.h"
#include "kernel/places/place.h"

namespace cityhall {
class Facts;
}

namespace cityhall::simulation {

struct Resident {
  NewParty self{};
  std::size_t home = 0;  // index of an address
  Channel channel = Channel::web;
};

/// What somebody complains about.
struct Trouble {
  Address const& address;
  std::string complaint{};
  Date day{};
};

/// What people give as its place: the house; the door as well only where it is about a home.
Address place_of_problem(Definition const& definition, Address address);

class Voices {
 public:
  /// Reads catalogue/demo. The addresses must outlive it and not be empty.
  Voices(std::span<Address const> addresses, Dice& dice);

  Dice& dice() { return dice_; }
  Json const& year() const { return *year_; }
  std::span<Address const> addresses() const { return addresses_; }
  Address const& address() { return addresses_[dice_.below(addresses_.size())]; }

  /// `number` makes the e-mail address; a third has none.
  Resident resident(std::size_t number);
  std::string language();
  Channel channel();
  /// What people say about a service, in their language ("en" or "es").
  std::string complaint(std::string const& service, std::string const& language);
  /// What a crew notes at the end; crews write English.
  std::string completion(std::string const& service);
  std::string reply(std::string const& language) { return line(said_->at("replies"), language); }
  std::string not_fixed(std::string const& language) { return line(year_->at("not_fixed"), language); }
  /// 1 worst … 5 best.
  int score();
  /// What is said with a score, in the language; often nothing.
  std::string opinion(int score, std::string const& language);
  /// Answers of the kinds that the questions want.
  Json answers(DefinitionPtr const& definition, Trouble const& trouble);
  /// Null where there is none for the service. `when`: "before" or "after".
  PreparedPhoto const* photo(City& city, std::string const& service, std::string_view when);

 private:
  std::string line(Json const& from, std::string const& list);
  Json answer(Question const& question, Trouble const& trouble, Facts const& facts);

  Dice& dice_;
  std::span<Address const> addresses_;
  std::shared_ptr<Json const> said_;
  std::shared_ptr<Json const> year_;
  std::map<std::string, PreparedPhoto> photos_{};
};

}  // namespace cityhall::simulation
