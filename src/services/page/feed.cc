#include "services/page/feed.h"

#include "standards/markup_text.h"
#include "web/answer.h"

namespace cityhall {
namespace {

std::string xml_text(std::string_view text) {
  std::string out;
  standards::append_xml_text(out, text);
  return out;
}

std::string feed_tag(std::string_view name, std::string_view text) {
  std::string out = "<";
  ((((out += name) += '>') += xml_text(text)) += "</") += name;
  return out + ">";
}

web::Response feed_answer(std::string text, std::string_view type) {
  auto response = web::xml(std::move(text));
  response.headers.set("Content-Type", type);
  return response;
}

/// RFC 4287: a feed has id, title, updated and author; an entry id, title, updated.
web::Response atom_feed(Call const& call, Feed const& feed) {
  auto const author = "<author>" + feed_tag("name", call.city.settings.get()->name) + "</author>";
  auto const updated = feed.entries.empty() ? call.now : feed.entries.front().updated;
  std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"" + call.language +
                    "\">" + feed_tag("id", feed.id) + feed_tag("title", feed.title) + feed_tag("updated", to_rfc3339(updated)) + author +
                    "<link rel=\"self\" href=\"" + xml_text(feed.self) + "\"/><link href=\"" + xml_text(feed.id) + "\"/>\n";
  for (auto const& entry : feed.entries)
    out += "<entry>" + feed_tag("id", entry.id) + feed_tag("title", entry.title) + feed_tag("updated", to_rfc3339(entry.updated)) + author +
           "<link href=\"" + xml_text(entry.link) + "\"/>" + feed_tag("summary", entry.summary) + "</entry>\n";
  return feed_answer(out + "</feed>\n", "application/atom+xml; charset=utf-8");
}

/// RSS 2.0: a channel has title, link and description; dates as in mail (RFC 822).
web::Response rss_feed(Call const& call, Feed const& feed) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel>" +
      feed_tag("title", feed.title) + feed_tag("link", feed.id) + feed_tag("description", feed.title) +
      feed_tag("language", call.language) + "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"" + xml_text(feed.self) + "\"/>\n";
  for (auto const& entry : feed.entries)
    out += "<item>" + feed_tag("title", entry.title) + feed_tag("link", entry.link) + "<guid isPermaLink=\"false\">" + xml_text(entry.id) +
           "</guid>" + feed_tag("pubDate", web::to_http_date(entry.updated)) + feed_tag("description", entry.summary) + "</item>\n";
  return feed_answer(out + "</channel></rss>\n", "application/rss+xml; charset=utf-8");
}

}  // namespace

web::Response answer_feed(Call const& call, Feed const& feed, FeedKind kind) {
  return kind == FeedKind::rss ? rss_feed(call, feed) : atom_feed(call, feed);
}

}  // namespace cityhall
