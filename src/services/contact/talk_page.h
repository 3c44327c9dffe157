#pragma once
// The page of one contact: the caller, the service as a script, what is known beside it, and how it ends.

#include <optional>
#include <string>
#include <vector>

#include "kernel/cases/inbox.h"
#include "kernel/interactions/incoming.h"
#include "kernel/interactions/interaction.h"
#include "kernel/knowledge/article.h"
#include "services/contact/script.h"
#include "services/page/page.h"

namespace cityhall {

struct TalkView {
  Interaction contact{};
  web::Parameters typed{};  // what the agent has typed so far
  std::optional<Script> script{};
  std::vector<DefinitionPtr> services{};  // that fit the words, or the most used
  std::vector<Article> articles{};
  std::vector<InboxRow> cases{};  // of the caller
  std::vector<Interaction> earlier{};
  std::optional<Incoming> incoming{};
  std::optional<InboxRow> offered{};  // what the message seems to be about
  std::optional<InboxRow> about{};    // the case that was opened or talked about
  std::optional<Time> about_due{};
  std::string agent{};
  bool mine = false;
  bool checked = false;  // show what is wrong
  std::string article_words{};
  bool thanks = false;                    // for saying whether an article helped
  web::Entered entered{};
  std::string notice{};
};
web::Response talk_page(Call const& call, TalkView const& view, int status = 200);

}  // namespace cityhall
