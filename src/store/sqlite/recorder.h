#pragma once
// Writes each different composed statement to a file once, for the test that prepares them on the other engine.

#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace cityhall::store {

class Recorder {
 public:
  /// The one that the environment asks for (CITYHALL_RECORD_SQL=file), or none.
  static std::shared_ptr<Recorder> from_environment();
  explicit Recorder(std::string path) : path_{std::move(path)} {}
  void add(std::string_view text);

 private:
  std::string path_;
  std::mutex mutex_;
  std::set<std::string, std::less<>> seen_;
};

}  // namespace cityhall::store
