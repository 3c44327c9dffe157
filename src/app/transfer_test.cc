// A city moves: what comes out of the new one equals what went in, byte for byte.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "app/demo.h"
#include "app/transfer.h"
#include "base/io.h"
#include "base/refusal.h"
#include "app/transfer_files.h"
#include "app/transfer_parts.h"
#include "base/json.h"
#include "kernel/cases/inbox.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/files/file.h"
#include "kernel/handover/partner.h"
#include "kernel/interactions/call_back.h"
#include "kernel/interactions/interaction.h"
#include "kernel/jobs/runner.h"
#include "kernel/run_unit.h"
#include "kernel/search/search.h"
#include "kernel/subscriptions/subscribers.h"
#include "services/hooks/hook.h"
#include "services/issues/draft.h"
#include "services/mailroom/spool.h"
#include "store/blobs.h"
#include "store/testing.h"

namespace cityhall {
namespace {

std::map<std::string, std::string> files_of_folder(std::filesystem::path const& folder) {
  std::map<std::string, std::string> files;
  for (auto const& entry : std::filesystem::recursive_directory_iterator{folder})
    if (entry.is_regular_file()) files[std::filesystem::relative(entry.path(), folder)] = read_file(entry.path());
  return files;
}

std::string code_of(auto&& work) {
  try {
    work();
    return "no refusal";
  } catch (Refusal const& refusal) {
    return refusal.code;
  }
}

/// Its bytes need no decoding here.
PreparedPhoto photo_of(City& city, std::string const& what) {
  PreparedPhoto photo;
  for (std::size_t size = 0; size < photo.renditions.size(); ++size) {
    auto const bytes = what + std::string(size * 100, '\xff') + '\0';
    photo.renditions.at(size) = {city.blobs().put(bytes), 640, 480, static_cast<std::int64_t>(bytes.size())};
  }
  return photo;
}

/// A contact that ended, one who wants to be called, a report that is being written, a hook, a partner.
void fill(Unit& unit) {
  auto const contact = begin_interaction(unit, {.caller_name = "Ada", .caller_contact = "+13175550100", .queue = "contact"});
  auto call = interaction_by_id(view_of(unit), contact);
  take(unit, call);
  end(unit, call, wrap_ups().front().code, "asked about the library");
  ask_call_back(unit, {.name = "Ben", .phone = "+13175550101", .reason = "a tree", .interaction = contact});
  Draft draft{.definition = unit.city.definitions.get()->find("pothole"), .language = "en"};
  draft.answers["details"] = "half a re";
  begin_draft(unit, draft);
  create_hook(unit, {.label = "Fleet", .url = "https://fleet.example/in", .owner_email = "dev@fleet.example", .events = {"case.*"}});
  save_partner(unit, {.name = "County roads", .email = "roads@county.example", .language = "en"});
}

std::size_t lines_in(std::filesystem::path const& file) {
  auto const text = read_file(file);
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// Makes an export what a program would have written that had only the steps of the tables up to `newest`.
void make_older(std::filesystem::path const& folder, Process const& process, int newest) {
  auto manifest = *parse_json(read_file(folder / "manifest.json"));
  auto steps = all_steps(process);
  std::erase_if(steps, [&](store::Migration const& step) { return step.module == "kernel" && step.number > newest; });
  auto kept = Json::array();
  for (auto const& step : manifest.at("migrations"))
    if (step.at("module") != "kernel" || step.at("number").get<int>() <= newest) kept.push_back(step);
  manifest["migrations"] = kept;
  auto const schema = schema_of(steps);
  auto tables = Json::array();
  for (auto entry : manifest.at("tables")) {
    auto const path = folder / entry.at("file").get<std::string>();
    auto const* table = schema.find(entry.at("table").get<std::string>());
    if (table == nullptr) {
      std::filesystem::remove(path);
      continue;
    }
    std::istringstream lines{read_file(path)};
    HashedFile older{path};
    for (std::string line; std::getline(lines, line);) {
      auto const row = *parse_json(line);
      auto narrow = Json::object();
      for (auto const& column : table->columns) narrow[column.name] = row.at(column.name);
      older.line(to_text(narrow));
    }
    entry["sha256"] = older.finish();
    entry["columns"] = columns_json(*table);
    tables.push_back(entry);
  }
  manifest["tables"] = tables;
  write_file_durably(folder / "manifest.json", manifest.dump(2));
}

class Transfer : public testing::Test {
 protected:
  Transfer() {
    std::ostringstream quiet;
    found_demo(here_, {}, quiet);
    auto const served = here_.open(slug_);
    auto const photo = photo_of(served->city(), "a deep hole");
    spool_mail(here_.folder_of(slug_), "From: zoe@example.org\r\nSubject: The hole\r\n\r\nIt is deeper.\r\n");
    run_unit(served->city(), system_actor("test"), [&](Unit& unit) {
      NewCase fresh{
          .service = "pothole", .description = "Deep – “very” deep\nand wide", .reporter = {.name = "Zoë", .email = "zoe@example.org"}};
      fresh.place = {.point = Point{40.0318, -86.1525}};
      fresh.answers = R"({"where":{"lat":40.0318,"long":-86.1525}})";
      open_case(unit, fresh);
      fill(unit);
      register_file(unit, photo, {.purpose = "report"});
      Interest const around{.kind = InterestKind::circle, .center = {40.0318, -86.1525}, .radius_m = 300};
      confirm(unit, {.topic = around, .email = "zoe@example.org", .language = "en"});
    });
    run_consumers(served->city());
  }
  std::filesystem::path out(std::string const& name) const { return folder_.path() / name; }

  store::TemporaryFolder folder_;
  Process here_{folder_.path() / "here"};
  Process there_{folder_.path() / "there"};
  std::string slug_{demo_slug};
};

TEST_F(Transfer, GivesAnEqualCity) {
  auto const written = export_city(here_, slug_, out("first"));
  EXPECT_GT(written.rows, 100);
  EXPECT_EQ(written.files, 3);
  EXPECT_EQ(written.mails, 1);
  for (auto const* table : {"files", "interactions", "call_backs", "partners", "hooks", "drafts", "subscriptions"})
    EXPECT_GT(lines_in(out("first") / "tables" / (std::string{table} + ".ndjson")), 0U) << table;
  auto const read = import_city(there_, "moved", out("first"));
  EXPECT_EQ(read.rows, written.rows);
  EXPECT_EQ(read.files, written.files);
  EXPECT_EQ(spooled_mails(there_.folder_of("moved"), 10).size(), 1U);
  export_city(there_, "moved", out("second"));
  auto const first = files_of_folder(out("first"));
  auto const second = files_of_folder(out("second"));
  EXPECT_EQ(first.size(), second.size());
  for (auto const& [name, bytes] : first) EXPECT_TRUE(second.contains(name) && second.at(name) == bytes) << name;
}

TEST_F(Transfer, FindsWhatWasFoundBefore) {
  export_city(here_, slug_, out("city.tar.zst"));
  import_city(there_, "moved", out("city.tar.zst"));
  auto const served = there_.open("moved");
  auto const actor = system_actor("test");
  run_view(served->city(), actor, [](View const& view) {
    EXPECT_EQ(search_cases(view, "zoe", 10, "en").size(), 1U);
    EXPECT_EQ(search_cases(view, "bache", 10, "en").size(), 1U);  // the service's Spanish name
    EXPECT_TRUE(nearest_address(view, {40.0425, -86.128}, 5000));
    EXPECT_EQ(subscriptions_for(view, {.service = "pothole", .point = Point{40.0319, -86.1525}}).size(), 1U);
    return 0;
  });
  EXPECT_FALSE(std::filesystem::exists(there_.data() / ".incoming-moved"));
  EXPECT_FALSE(std::filesystem::exists(there_.data() / ".unpacked-moved"));
}

TEST_F(Transfer, BringsAnOlderCityUpToDate) {
  export_city(here_, slug_, out("older"));
  make_older(out("older"), here_, 134);
  ASSERT_FALSE(std::filesystem::exists(out("older") / "tables/legal_holds.ndjson")) << "a table of a later step";
  import_city(there_, "moved", out("older"));
  export_city(there_, "moved", out("newer"));
  auto const list = [&](std::string const& folder) { return parse_json(read_file(out(folder) / "manifest.json"))->at("migrations"); };
  EXPECT_GT(list("newer").size(), list("older").size());
  EXPECT_TRUE(std::filesystem::exists(out("newer") / "tables/legal_holds.ndjson"));
  EXPECT_EQ(lines_in(out("older") / "tables/cases.ndjson"), lines_in(out("newer") / "tables/cases.ndjson"));
  auto const served = there_.open("moved");
  auto const actor = system_actor("test");
  EXPECT_EQ(run_view(served->city(), actor, [](View const& view) { return search_cases(view, "zoe", 10, "en").size(); }), 1U);
}

TEST_F(Transfer, RefusesWhatANewerProgramMade) {
  export_city(here_, slug_, out("first"));
  auto manifest = *parse_json(read_file(out("first") / "manifest.json"));
  manifest["migrations"].push_back({{"module", "kernel"}, {"number", 9999}, {"name", "later"}, {"sha256", "0"}});
  write_file_durably(out("first") / "manifest.json", manifest.dump(2));
  EXPECT_EQ(code_of([&] { import_city(there_, "moved", out("first")); }), "import.newer_version");
  manifest["migrations"].erase(manifest["migrations"].size() - 1);
  manifest["migrations"][3]["sha256"] = "0";
  write_file_durably(out("first") / "manifest.json", manifest.dump(2));
  EXPECT_EQ(code_of([&] { import_city(there_, "moved", out("first")); }), "import.other_version");
  EXPECT_TRUE(there_.slugs().empty());
}

TEST_F(Transfer, TakesTheMapAlongWhereItIsAskedTo) {
  std::ofstream{here_.folder_of(slug_) / "map.mbtiles"} << "tiles";
  export_city(here_, slug_, out("without"));
  EXPECT_FALSE(std::filesystem::exists(out("without") / "map.mbtiles"));
  export_city(here_, slug_, out("with"), {.with_map = true});
  EXPECT_EQ(read_file(out("with") / "map.mbtiles"), "tiles");
}

TEST_F(Transfer, WorksWhileTheCityIsServed) {
  auto const served = here_.open(slug_);
  EXPECT_GT(export_city(here_, slug_, out("live")).rows, 100);
}

TEST_F(Transfer, RefusesWhatIsDamagedAndLeavesNothing) {
  export_city(here_, slug_, out("first"));
  EXPECT_EQ(code_of([&] { export_city(here_, slug_, out("first")); }), "export.exists");
  auto const cases = out("first") / "tables/cases.ndjson";
  std::ofstream{cases, std::ios::app} << "{}\n";
  EXPECT_EQ(code_of([&] { import_city(there_, "moved", out("first")); }), "import.broken");
  std::filesystem::remove(out("first") / "manifest.json");
  EXPECT_EQ(code_of([&] { import_city(there_, "moved", out("first")); }), "file.unreadable");
  EXPECT_TRUE(there_.slugs().empty());
  EXPECT_EQ(code_of([&] { import_city(here_, slug_, out("first")); }), "export.exists");
}

}  // namespace
}  // namespace cityhall
