#pragma once
// The words of all services, for the finder; made anew when the definitions change.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "kernel/definitions/definition_set.h"

namespace cityhall {

struct ServiceWords {
  struct Use {
    std::size_t service;  // index in definitions->current()
    double weight;
  };
  std::shared_ptr<DefinitionSet const> definitions{};
  std::map<std::string, std::vector<Use>, std::less<>> uses{};  // by folded word
};

std::shared_ptr<ServiceWords const> words_of(std::shared_ptr<DefinitionSet const> definitions);

}  // namespace cityhall
