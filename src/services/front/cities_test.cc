#include "services/front/cities.h"

#include <gmock/gmock.h>

namespace cityhall {
namespace {

using testing::Contains;
using testing::Not;

Event about_a_case(std::string type) {
  Event event;
  event.type = std::move(type);
  event.subject.case_id = CaseId{7};
  event.subject.crew_id = CrewId{3};
  return event;
}

TEST(LiveTopics, TellTheReporterOnlyWhatTheTimelineTellsThem) {
  for (auto const* type : {"case.opened", "case.state_changed", "case.closed", "case.replied", "task.started"})
    EXPECT_THAT(live_topics(about_a_case(type)), Contains("case/7")) << type;
  for (auto const* type :
       {"case.noted", "case.tagged", "case.assigned", "case.priority_changed", "case.escalated", "task.noted", "something.new"})
    EXPECT_THAT(live_topics(about_a_case(type)), Not(Contains("case/7"))) << type;
}

TEST(LiveTopics, TellTheDeskAndTheCrewEverything) {
  for (auto const* type : {"case.noted", "task.noted"}) {
    EXPECT_THAT(live_topics(about_a_case(type)), Contains("desk"));
    EXPECT_THAT(live_topics(about_a_case(type)), Contains("crew/3"));
  }
}

}  // namespace
}  // namespace cityhall
