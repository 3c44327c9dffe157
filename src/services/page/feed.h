#pragma once
// A feed for news readers: Atom (RFC 4287) and RSS 2.0.

#include <string>
#include <vector>

#include "services/call.h"

namespace cityhall {

struct FeedItem {
  std::string id{};
  std::string title{};
  std::string link{};
  std::string summary{};
  Time updated{};
};

struct Feed {
  std::string id{};  // also the page that shows the same
  std::string title{};
  std::string self{};
  std::vector<FeedItem> entries{};  // newest first
};

enum class FeedKind { atom, rss };
web::Response answer_feed(Call const& call, Feed const& feed, FeedKind kind);

}  // namespace cityhall
