#include <algorithm>

#include <gmock/gmock.h>

#include "base/refusal.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/inbox.h"
#include "kernel/cases/parcel_cases.h"
#include "kernel/parcels/parcel_ground.h"
#include "kernel/parcels/parcel_import.h"
#include "kernel/parcels/parcel_index.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

/// Metres east and north of in_north.
Point at(double east, double north) {
  return {in_north.latitude + north / metres_per_degree, in_north.longitude + east / metres_per_degree / 0.7654};  // cos 40.05°
}

std::vector<Point> square(double west, double south, double side) {
  return {at(west, south), at(west + side, south), at(west + side, south + side), at(west, south + side), at(west, south)};
}

class Parcels : public testing::Test {
 protected:
  TestCity test_{};
  Actor const system_ = system_actor("test");
  ParcelLayer layer_{};

  /// Two lots side by side, 40 metres each, the left one with a hole; a third in two parts further north.
  void lay_out() {
    EXPECT_EQ(layer_.add({.number = "49-01", .address = "1 Oak St", .land_use = "house"}, {{square(0, 0, 40), square(10, 10, 10)}}), "");
    EXPECT_EQ(layer_.add({.number = "49-02"}, {{square(40, 0, 40)}}), "");
    EXPECT_EQ(layer_.add({.number = "49-03"}, {{square(0, 100, 20)}, {square(60, 100, 20)}}), "");
  }
  ParcelCount put() {
    return test_.run(system_, [&](Unit& unit) { return put_parcels(unit, layer_.rows()); });
  }
  template <class Ask>
  auto ask(Ask&& question) {
    return test_.view(test_.dispatcher(), std::forward<Ask>(question));
  }
  std::vector<std::string> numbers(std::vector<Parcel> const& parcels) {
    std::vector<std::string> all;
    for (auto const& one : parcels) all.push_back(one.number);
    return all;
  }
  std::vector<std::string> here(Point point) {
    return numbers(ask([&](View const& view) { return parcels_at(view, point); }));
  }
  std::vector<std::string> typed(std::string_view number) {
    return numbers(ask([&](View const& view) { return parcels_by_number(view, number); }));
  }
  std::vector<CaseId> cases(std::string_view number) {
    return ask([&](View const& view) { return cases_on_parcel(view, parcels_by_number(view, number).at(0).id, 100); });
  }
};

TEST_F(Parcels, HoldWhatLiesOnTheirGround) {
  lay_out();
  put();
  EXPECT_THAT(here(at(5, 5)), ElementsAre("49-01"));
  EXPECT_THAT(here(at(60, 20)), ElementsAre("49-02"));
  EXPECT_THAT(here(at(15, 15)), IsEmpty()) << "a hole";
  EXPECT_THAT(here(at(10, 110)), ElementsAre("49-03"));
  EXPECT_THAT(here(at(70, 110)), ElementsAre("49-03")) << "its other part";
  EXPECT_THAT(here(at(40, 110)), IsEmpty()) << "between its parts";
  EXPECT_THAT(here(at(-0.5, 20)), IsEmpty());
}

TEST_F(Parcels, ABorderBelongsToBothSides) {
  lay_out();
  put();
  EXPECT_THAT(here(square(40, 0, 40)[0]), ElementsAre("49-01", "49-02"));
  EXPECT_THAT(here(square(10, 10, 10)[0]), ElementsAre("49-01")) << "of a hole, too";
}

TEST_F(Parcels, HomesAboveEachOtherAreSeveral) {
  layer_.add({.number = "7-2"}, {{square(0, 0, 40)}});
  layer_.add({.number = "7-1"}, {{square(0, 0, 40)}});
  put();
  EXPECT_THAT(here(at(5, 5)), ElementsAre("7-1", "7-2"));
}

TEST_F(Parcels, FeaturesOfOneNumberAreOneParcel) {
  EXPECT_EQ(layer_.add({.number = "5"}, {{square(0, 0, 20)}}), "");
  EXPECT_EQ(layer_.add({.number = "5", .land_use = "farm"}, {{square(100, 0, 20)}}), "");
  EXPECT_EQ(layer_.add({.number = "5", .land_use = "other"}, {{square(100, 0, 20)}}), "") << "a second owner";
  EXPECT_EQ(put().added, 1U);
  EXPECT_THAT(here(at(110, 10)), ElementsAre("5"));
  EXPECT_THAT(here(at(10, 10)), ElementsAre("5"));
  EXPECT_EQ(ask([](View const& view) { return parcels_by_number(view, "5"); }).at(0).land_use, "farm");
}

TEST_F(Parcels, FaultyGroundIsRepairedOrRefused) {
  EXPECT_EQ(layer_.add({.number = "1"}, {{{at(0, 0), at(40, 40), at(40, 0), at(0, 40), at(0, 0)}}}), "") << "crosses itself";
  EXPECT_EQ(layer_.add({.number = "2"}, {{{at(0, 100), at(20, 100), at(20, 120), at(0, 120), at(0, 100), at(-30, 100), at(0, 100)}}}), "")
      << "has a spike";
  EXPECT_EQ(layer_.add({.number = "3"}, {{{at(0, 0), at(40, 0), at(20, 0), at(0, 0)}}}), "its polygon has no area");
  put();
  EXPECT_THAT(here(at(35, 20)), ElementsAre("1"));
  EXPECT_THAT(here(at(20, 5)), IsEmpty());
  EXPECT_THAT(here(at(10, 110)), ElementsAre("2"));
  EXPECT_THAT(typed("3"), IsEmpty());
}

TEST_F(Parcels, TheSameLayerAgainChangesNothingANewerOneWhatItSays) {
  lay_out();
  EXPECT_EQ(put().added, 3U);
  EXPECT_EQ(put().unchanged, 3U);
  ParcelLayer newer;
  newer.add({.number = "49-01", .address = "1 Oak St", .land_use = "shop"}, {{square(0, 0, 40), square(10, 10, 10)}});
  newer.add({.number = "49-02"}, {{square(40, 0, 80)}});
  auto const count = test_.run(system_, [&](Unit& unit) { return put_parcels(unit, newer.rows()); });
  EXPECT_EQ(count.changed, 2U);
  EXPECT_THAT(here(at(110, 10)), ElementsAre("49-02"));
  auto const gone = test_.view(
      system_, [&](View const& view) { return parcels_gone(view, [&](std::string const& number) { return newer.has(number); }); });
  ASSERT_EQ(gone.size(), 1U);
  test_.run(system_, [&](Unit& unit) { remove_parcels(unit, gone); });
  EXPECT_THAT(here(at(10, 110)), IsEmpty());
  EXPECT_EQ(test_.view(system_, [](View const& view) { return parcel_count(view); }), 2U);
}

TEST_F(Parcels, AreFoundByTheNumberAsPeopleTypeIt) {
  lay_out();
  layer_.add({.number = "4-902"}, {{square(300, 0, 10)}});
  put();
  EXPECT_THAT(typed("49-01"), ElementsAre("49-01"));
  EXPECT_THAT(typed(" 49 03 "), ElementsAre("49-03"));
  EXPECT_THAT(typed("49-02"), ElementsAre("49-02")) << "exactly, though another has the same digits";
  EXPECT_THAT(typed("4902"), ElementsAre("4-902", "49-02"));
  EXPECT_THAT(typed("77"), IsEmpty());
}

TEST_F(Parcels, AreForThoseWhoReadRequests) {
  lay_out();
  put();
  EXPECT_THAT(test_.view(test_.anonymous(), [](View const& view) { return parcels_at(view, at(5, 5)); }), IsEmpty());
  EXPECT_THROW(test_.view(test_.anonymous(), [](View const& view) { return parcels_by_number(view, "49-01"); }), Refusal);
  EXPECT_THROW(test_.run(test_.dispatcher(), [&](Unit& unit) { return put_parcels(unit, layer_.rows()); }), Refusal);
}

TEST_F(Parcels, TheIndexIsMadeAnewFromTheRows) {
  lay_out();
  put();
  test_.run(system_, [&](Unit& unit) {
    parcel_boxes().remove(unit.tx, parcels_by_number(view_of(unit), "49-01").at(0).id.value);
    index_all_parcels(unit);
  });
  EXPECT_THAT(here(at(5, 5)), ElementsAre("49-01"));
}

TEST_F(Parcels, TellWhichRequestsLieOnThem) {
  lay_out();
  put();
  auto const on = test_.pothole(at(30, 30)).id, closed = test_.pothole(at(5, 30)).id;
  test_.pothole(at(15, 15));  // in the hole
  test_.pothole(at(20, -6));  // in the street
  auto const beside = test_.pothole(at(50, 20)).id;
  test_.run(test_.dispatcher(), [&](Unit& unit) {
    auto report = load_case(view_of(unit), closed);
    close(unit, report, {.comment = "Done."});
  });
  EXPECT_THAT(cases("49-01"), UnorderedElementsAre(on, closed));
  EXPECT_THAT(cases("49-02"), UnorderedElementsAre(beside));
  EXPECT_THAT(cases("49-03"), IsEmpty());
  EXPECT_EQ(ask([&](View const& view) { return cases_on_parcel(view, parcels_by_number(view, "49-01").at(0).id, 1); }).size(), 1U);
}

TEST_F(Parcels, APinInTheStreetMeansTheParcelOfItsAddress) {
  lay_out();
  put();
  test_.run(system_, [](Unit& unit) {
    std::vector<Address> const houses{{.number = "1", .street = "Oak St", .point = at(30, 30)}};
    return import_addresses(unit, houses);
  });
  auto const house = ask([](View const& view) { return find_address(view, "1 Oak St"); });
  ASSERT_TRUE(house);
  auto const open = [&](Point pin, PlaceId address) {
    return test_.run(test_.anonymous(), [&](Unit& unit) {
      return open_case(unit, {.service = "pothole", .place = {.point = pin, .address_id = address}}).id;
    });
  };
  auto const before_it = open(at(20, -6), house->id), next_door = open(at(60, 20), house->id), far = open(at(20, -90), house->id);
  open(at(20, -6), {});
  auto const parcels_of_case = [&](CaseId id) {
    return numbers(ask([&](View const& view) { return parcels_of(view, load_case(view, id).place); }));
  };
  EXPECT_THAT(parcels_of_case(before_it), ElementsAre("49-01"));
  EXPECT_THAT(parcels_of_case(next_door), ElementsAre("49-02")) << "the pin says more than the address";
  EXPECT_THAT(parcels_of_case(far), IsEmpty());
  EXPECT_THAT(cases("49-01"), UnorderedElementsAre(before_it)) << "what a request says of its parcel, the parcel says of it";
  EXPECT_THAT(cases("49-02"), UnorderedElementsAre(next_door));
}

TEST_F(Parcels, TheInboxListsThem) {
  lay_out();
  put();
  auto const on = test_.pothole(at(30, 30));
  test_.pothole(at(60, 20));
  auto const listed = [&](std::string number) {
    std::vector<std::string> found;
    for (auto const& row :
         ask([&](View const& view) { return inbox(view, {.status = std::nullopt, .parcel = std::move(number)}, {}, "en").rows; }))
      found.push_back(row.number);
    return found;
  };
  EXPECT_THAT(listed("49-01"), ElementsAre(on.number));
  EXPECT_THAT(listed("4901"), ElementsAre(on.number));
  EXPECT_THAT(listed("49-03"), IsEmpty());
  EXPECT_THAT(listed("no such"), IsEmpty());
}

}  // namespace
}  // namespace cityhall
