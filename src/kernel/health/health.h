#pragma once
// What may be wrong, and the remedy.

#include <chrono>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/message.h"
#include "kernel/unit.h"

namespace cityhall {

enum class Health { good, warning, bad };

struct Finding {
  Health health = Health::good;
  Message what;
  Message fix{};  // empty when nothing is to be done
  std::string page{};  // of the office, where that can be done: "/admin/crews"; may be empty
};

/// A job as it is meant to run.
struct JobPlan {
  std::string name;
  std::chrono::seconds every{};
};

/// What the module of incoming mail leaves in its folder for people: reading it never came to an end, it was refused, or it cannot be read.
bool is_mail_aside(std::filesystem::path const& file);
/// Free space, who may read the key and the database, randomness, the age of the last backup beside the city, mail
/// that was put aside.
std::vector<Finding> examine_folder(std::filesystem::path const& city_folder, Time now);
/// Settings, people, services, mail that waits or failed, events that could not be handled or wait, jobs that failed or did not run, the
/// clock, the node lease, the store, the photo helper. Needs `admin.settings`.
std::vector<Finding> examine_city(View const& view, Time now, std::span<JobPlan const> jobs);
/// What a new city still lacks, the gravest first: where it ends, who does the work, addresses, holidays, mail, a second administrator.
/// Needs `admin.settings`.
std::vector<Finding> examine_setup(View const& view, Time now);
/// Whether somebody does not want to be shown the list of what is lacking; and: nobody is shown it any more. Appends
/// `first_steps.hidden`. Needs `admin.settings`.
bool first_steps_hidden(View const& view);
void hide_first_steps(Unit& unit);
/// Tries the mail server and the city's own public address; takes up to some seconds.
std::vector<Finding> examine_connections(City& city);

/// "smtp://127.0.0.1:2525": true when something accepts a connection there within three seconds.
bool accepts_connections(std::string const& url);

}  // namespace cityhall
