#pragma once
// Names on a picture: as many as find room, the important ones first, none over another.

#include <string>
#include <vector>

#include "services/maps/ground.h"

namespace cityhall::maps {

enum class LabelKind { town, quarter, water, park, street };

struct Label {
  LabelKind kind = LabelKind::street;
  std::string text{};
  PicturePoint at{};   // middle
  double degrees = 0;  // turned clockwise; -90…90, so that it reads from left to right
  double size = 12;    // pixels
};

std::vector<Label> labels_of(std::vector<DrawnLayer> const& layers, MapView const& view);

}  // namespace cityhall::maps
