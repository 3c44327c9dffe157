#include "services/dispatch/words.h"

#include "base/json.h"
#include "services/page/weekday_words.h"

namespace cityhall {

Message weekday_words(Date day) { return weekday_words(std::chrono::weekday{std::chrono::sys_days{day}}); }

std::string board_words(Call const& call) {
  std::vector<std::pair<std::string_view, Message>> const sentences{
      {"lifted", _("{title} lifted. Arrow keys move it, Enter puts it down, Delete takes it off the plan, Escape leaves it where it was.")},
      {"at", _("{time}, {crew}")},
      {"off", _("Off the plan")},
      {"put", _("{title} is planned: {time}, {crew}.")},
      {"put_day", _("{title} is planned for another day.")},
      {"taken", _("{title} is off the plan.")},
      {"left", _("{title} stays where it was.")},
      {"fixed", _("This work order is over and stays where it is.")},
      {"failed", _("There is no connection. Nothing was changed; try again.")}};
  auto json = Json::object();
  for (auto const& [name, sentence] : sentences) json[std::string{name}] = call.text(sentence);
  json["language"] = call.language;
  return to_text(json);
}

}  // namespace cityhall
