#include "kernel/definitions/fault.h"

namespace cityhall {

std::string to_text(Fault const& fault) {
  std::string out;
  if (fault.line > 0) out += "line " + std::to_string(fault.line);
  if (!fault.pointer.empty()) out += (out.empty() ? "" : ", ") + fault.pointer;
  if (!out.empty()) out += ": ";
  out += fault.message;
  if (!fault.fix.empty()) out += ' ' + fault.fix;
  return out;
}

std::string to_text(std::vector<Fault> const& faults) {
  std::string out;
  for (auto const& fault : faults) out += to_text(fault) + '\n';
  return out;
}

}  // namespace cityhall
