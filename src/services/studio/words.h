#pragma once
// The format in the words of the clerks: what each member of a service file is called on a form, and a line of help.

#include <string_view>
#include <vector>

#include "base/message.h"
#include "kernel/definitions/format.h"

namespace cityhall::studio {

struct MemberWords {
  std::string_view object;  // as in format.h: "question"
  std::string_view member;
  Message label;
  Message hint{};
};

/// Nothing for a member that has no words: a test sees to it that there is none.
MemberWords const* words_for(ObjectForm const& form, std::string_view member);
/// What an entry of a list or map is called: "question", "option".
Message entry_words(ObjectForm const& form);
/// Words such as "pause" or "open311" as people say them; the word itself where there is nothing better.
Message word_words(std::string_view object, std::string_view member, std::string_view word);

// The tables, a file each.
std::vector<MemberWords> const& service_words();
std::vector<MemberWords> const& question_words();
std::vector<MemberWords> const& workflow_words();

}  // namespace cityhall::studio
