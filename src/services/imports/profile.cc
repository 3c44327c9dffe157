#include "services/imports/profile.h"

#include <algorithm>
#include <array>

#include "base/io.h"
#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"

namespace cityhall::imports {

/// Made at build time from catalogue/profiles/*.json.
struct ShippedProfile {
  std::string_view name;
  std::string_view json;
};
std::span<ShippedProfile const> shipped_profile_files();

namespace {

constexpr std::array<std::string_view, fact_count> fact_words{
    "external_id", "number",  "service", "title",    "description", "opened", "updated", "due",   "closed", "status", "closing_message",
    "address",     "zip",     "latitude", "longitude", "agency",     "owner",  "queue",   "group", "channel"};
std::vector<std::string> const member_words{"format",          "id",     "about",    "source",   "time_zone",      "separator", "columns",
                                            "due_counts_when", "status", "channels", "outcomes", "service_prefix", "compare"};
std::vector<std::string> const compare_words{"column", "layer", "names", "no_statement", "default_points"};

class ProfileReader {
 public:
  Profile read(Json const& root) {
    if (!root.is_object()) return fault("/", _("The profile is not an object.")), Profile{};
    only(root, member_words, "/");
    if (text_of(root, "format") != "city-import/1") fault("/format", _("The format must be \"city-import/1\"."));
    Profile out{.id = required(root, "id"), .source = required(root, "source"), .time_zone = text_of(root, "time_zone"),
                .due_counts_when = text_of(root, "due_counts_when"), .service_prefix = text_of(root, "service_prefix")};
    if (auto const separator = text_of(root, "separator"); separator.size() == 1) out.separator = separator.front();
    else if (!separator.empty()) fault("/separator", _("The separator must be one character."));
    read_columns(root, out);
    read_status(root, out);
    read_channels(root, out);
    read_outcomes(root, out);
    read_compare(root, out);
    return out;
  }
  std::vector<FieldError> faults;

 private:
  void fault(std::string where, Message message) {
    faults.push_back({.field = std::move(where), .code = "invalid", .message = std::move(message)});
  }

  std::string required(Json const& object, std::string_view name) {
    auto found = text_of(object, name);
    if (found.empty()) fault("/" + std::string{name}, _("This is missing."));
    return found;
  }

  void only(Json const& object, std::vector<std::string> const& known, std::string const& where) {
    for (auto const& [name, value] : object.items()) {
      if (std::find(known.begin(), known.end(), name) != known.end()) continue;
      auto const meant = did_you_mean(name, known);
      fault(where + name, meant.empty() ? _("This word is not known here.")
                                        : _("This word is not known here. Did you mean \"{meant}\"?").with("meant", meant));
    }
  }

  Json const& member(Json const& object, char const* name) {
    static Json const nothing = Json::object();
    auto const found = object.find(name);
    return found == object.end() ? nothing : *found;
  }

  void read_columns(Json const& root, Profile& out) {
    auto const& columns = member(root, "columns");
    std::vector<std::string> const known(fact_words.begin(), fact_words.end());
    if (!columns.is_object()) return fault("/columns", _("This must be an object: fact to column."));
    only(columns, known, "/columns/");
    for (std::size_t i = 0; i < fact_count; ++i)
      if (auto column = text_of(columns, fact_words[i]); !column.empty()) out.columns.emplace(static_cast<Fact>(i), std::move(column));
    for (auto const fact : {Fact::external_id, Fact::service, Fact::opened})
      if (!out.columns.contains(fact)) fault("/columns/" + std::string{to_text(fact)}, _("This column is always needed."));
  }

  std::vector<std::string> texts(Json const& list, std::string const& where) {
    std::vector<std::string> out;
    if (!list.is_array()) return fault(where, _("This must be a list of texts.")), out;
    for (auto const& one : list) {
      if (one.is_string()) out.push_back(one.get<std::string>());
      else fault(where, _("This must be a list of texts."));
    }
    return out;
  }

  void read_status(Json const& root, Profile& out) {
    for (auto const& [word, list] : member(root, "status").items()) {
      if (word != "open" && word != "closed") fault("/status/" + word, _("Only open and closed are known."));
      for (auto const& text : texts(list, "/status/" + word)) out.is_open.emplace(to_lower_ascii(text), word == "open");
    }
  }

  void read_channels(Json const& root, Profile& out) {
    for (auto const& [word, channel] : member(root, "channels").items()) {
      auto const name = channel.is_string() ? channel.get<std::string>() : std::string{};
      if (cityhall::to_text(channel_from(name)) != name)
        fault("/channels/" + word, _("There is no channel \"{name}\".").with("name", name));
      out.channels.emplace(to_lower_ascii(word), channel_from(name));
    }
  }

  void read_outcomes(Json const& root, Profile& out) {
    for (auto const& rule : member(root, "outcomes")) out.outcomes.push_back({text_of(rule, "begins"), text_of(rule, "outcome")});
  }

  void read_compare(Json const& root, Profile& out) {
    auto const& json = member(root, "compare");
    if (json.empty()) return;
    only(json, compare_words, "/compare/");
    Comparison compare{.column = text_of(json, "column"), .layer = text_of(json, "layer")};
    if (compare.column.empty() || compare.layer.empty()) fault("/compare", _("A comparison needs a column and a layer."));
    for (auto const& [word, list] : member(json, "names").items()) compare.names.emplace(word, texts(list, "/compare/names/" + word));
    if (json.contains("no_statement"))
      for (auto& word : texts(json["no_statement"], "/compare/no_statement")) compare.no_statement.insert(std::move(word));
    for (auto const& point : member(json, "default_points")) {
      bool const good = point.is_array() && point.size() == 2 && point[0].is_number() && point[1].is_number();
      if (good) compare.default_points.push_back({point[0].get<double>(), point[1].get<double>()});
      else fault("/compare/default_points", _("A point is [latitude, longitude]."));
    }
    out.compare = std::move(compare);
  }
};

}  // namespace

std::string_view to_text(Fact fact) { return fact_words[static_cast<std::size_t>(fact)]; }

Profile parse_profile(std::string_view json) {
  auto const root = parse_json(json);
  if (!root) throw invalid("profile.faulty", _("The profile is not valid JSON: {fault}").with("fault", root.error().what));
  ProfileReader reader;
  auto profile = reader.read(*root);
  if (!reader.faults.empty())
    throw invalid("profile.faulty", _("The profile has faults."), _("Correct them and start again."), std::move(reader.faults));
  return profile;
}

Profile find_profile(std::string_view name_or_path) {
  for (auto const& [name, json] : shipped_profile_files())
    if (name == name_or_path) return parse_profile(json);
  if (name_or_path.ends_with(".json") || name_or_path.find('/') != std::string_view::npos) return parse_profile(read_file(name_or_path));
  throw not_found(_("There is no profile called {name}.").with("name", std::string{name_or_path}),
                  _("Shipped profiles: {names}. Or give the path of a profile file.").with("names", join(shipped_profiles(), ", ")));
}

std::vector<std::string> shipped_profiles() {
  std::vector<std::string> names;
  for (auto const& file : shipped_profile_files()) names.emplace_back(file.name);
  return names;
}

}  // namespace cityhall::imports
