#include <protozero/pbf_reader.hpp>

#include "standards/mvt.h"

namespace cityhall::standards::mvt {
namespace {

struct Fault {
  std::string what;
};

/// Unrolls the commands of a geometry (4.3).
class PathReader {
 public:
  PathReader(std::vector<std::uint32_t> words, std::size_t& points_left) : words_{std::move(words)}, points_left_{points_left} {}

  std::vector<std::vector<TilePoint>> read(Shape shape) {
    while (at_ < words_.size()) {
      auto const word = next();
      auto const count = word >> 3U;
      switch (word & 7U) {
        case 1:
          if (shape != Shape::points || parts_.empty()) parts_.emplace_back();
          points(count);
          break;
        case 2:
          if (parts_.empty()) throw Fault{"a line before its start"};
          points(count);
          break;
        case 7:
          break;
        default:
          throw Fault{"an unknown drawing command"};
      }
    }
    return std::move(parts_);
  }

 private:
  std::uint32_t next() {
    if (at_ >= words_.size()) throw Fault{"a geometry that ends early"};
    return words_[at_++];
  }
  void points(std::uint32_t count) {
    if (count > points_left_) throw Fault{"too many points"};
    points_left_ -= count;
    for (std::uint32_t i = 0; i < count; ++i) {
      x_ += static_cast<std::uint32_t>(protozero::decode_zigzag32(next()));
      y_ += static_cast<std::uint32_t>(protozero::decode_zigzag32(next()));
      parts_.back().push_back({static_cast<std::int32_t>(x_), static_cast<std::int32_t>(y_)});
    }
  }

  std::vector<std::uint32_t> words_;
  std::size_t& points_left_;
  std::size_t at_ = 0;
  std::uint32_t x_ = 0, y_ = 0;  // unsigned: wild steps wrap instead of overflowing
  std::vector<std::vector<TilePoint>> parts_;
};

TagValue read_value(protozero::pbf_reader value) {
  TagValue read = std::string{};
  while (value.next()) {
    switch (value.tag_and_type()) {
      case protozero::tag_and_type(1, protozero::pbf_wire_type::length_delimited):
        read = value.get_string();
        break;
      case protozero::tag_and_type(2, protozero::pbf_wire_type::fixed32):
        read = static_cast<double>(value.get_float());
        break;
      case protozero::tag_and_type(3, protozero::pbf_wire_type::fixed64):
        read = value.get_double();
        break;
      case protozero::tag_and_type(4, protozero::pbf_wire_type::varint):
      case protozero::tag_and_type(5, protozero::pbf_wire_type::varint):
        read = value.get_int64();
        break;
      case protozero::tag_and_type(6, protozero::pbf_wire_type::varint):
        read = static_cast<std::int64_t>(value.get_sint64());
        break;
      case protozero::tag_and_type(7, protozero::pbf_wire_type::varint):
        read = value.get_bool();
        break;
      default:
        value.skip();
    }
  }
  return read;
}

struct RawFeature {
  Feature feature{};
  std::vector<std::uint32_t> tags{};
  std::vector<std::uint32_t> path{};
};

RawFeature read_feature(protozero::pbf_reader message) {
  RawFeature raw;
  while (message.next()) {
    switch (message.tag_and_type()) {
      case protozero::tag_and_type(1, protozero::pbf_wire_type::varint):
        raw.feature.id = message.get_uint64();
        break;
      case protozero::tag_and_type(2, protozero::pbf_wire_type::length_delimited):
        for (auto const word : message.get_packed_uint32()) raw.tags.push_back(word);
        break;
      case protozero::tag_and_type(3, protozero::pbf_wire_type::varint): {
        auto const shape = message.get_enum();
        raw.feature.shape = shape >= 1 && shape <= 3 ? static_cast<Shape>(shape) : Shape::unknown;
        break;
      }
      case protozero::tag_and_type(4, protozero::pbf_wire_type::length_delimited):
        for (auto const word : message.get_packed_uint32()) raw.path.push_back(word);
        break;
      default:
        message.skip();
    }
  }
  return raw;
}

struct RawLayer {
  Layer layer{};
  std::vector<RawFeature> features{};
  std::vector<std::string> keys{};
  std::vector<TagValue> values{};
};

RawLayer read_raw_layer(protozero::pbf_reader message) {
  RawLayer raw;
  while (message.next()) {
    switch (message.tag_and_type()) {
      case protozero::tag_and_type(1, protozero::pbf_wire_type::length_delimited):
        raw.layer.name = message.get_string();
        break;
      case protozero::tag_and_type(2, protozero::pbf_wire_type::length_delimited):
        raw.features.push_back(read_feature(message.get_message()));
        break;
      case protozero::tag_and_type(3, protozero::pbf_wire_type::length_delimited):
        raw.keys.push_back(message.get_string());
        break;
      case protozero::tag_and_type(4, protozero::pbf_wire_type::length_delimited):
        raw.values.push_back(read_value(message.get_message()));
        break;
      case protozero::tag_and_type(5, protozero::pbf_wire_type::varint):
        raw.layer.extent = message.get_uint32();
        break;
      default:
        message.skip();
    }
  }
  return raw;
}

Layer read_layer(protozero::pbf_reader message, std::size_t& points_left) {
  auto raw = read_raw_layer(message);
  if (raw.layer.name.empty()) throw Fault{"a layer without a name"};
  if (raw.layer.extent == 0) throw Fault{"a layer without an extent"};
  for (auto& [feature, tags, path] : raw.features) {
    if (tags.size() % 2 != 0) throw Fault{"a key without a value"};
    for (std::size_t at = 0; at < tags.size(); at += 2) {
      if (tags[at] >= raw.keys.size() || tags[at + 1] >= raw.values.size()) throw Fault{"a key or value that is not listed"};
      feature.tags.emplace_back(raw.keys[tags[at]], raw.values[tags[at + 1]]);
    }
    feature.parts = PathReader{std::move(path), points_left}.read(feature.shape);
    raw.layer.features.push_back(std::move(feature));
  }
  return std::move(raw.layer);
}

}  // namespace

std::string_view Feature::text(std::string_view name) const {
  for (auto const& [key, value] : tags)
    if (key == name) {
      auto const* found = std::get_if<std::string>(&value);
      return found == nullptr ? std::string_view{} : std::string_view{*found};
    }
  return {};
}

Result<std::vector<Layer>> read(std::string_view bytes, Limits limits) {
  if (bytes.size() > limits.bytes) return Error{"the tile is too large"};
  std::vector<Layer> layers;
  auto points_left = limits.points;
  try {
    protozero::pbf_reader tile{bytes.data(), bytes.size()};
    while (tile.next()) {
      if (tile.tag_and_type() == protozero::tag_and_type(3, protozero::pbf_wire_type::length_delimited))
        layers.push_back(read_layer(tile.get_message(), points_left));
      else tile.skip();
    }
  } catch (Fault const& fault) {
    return Error{"the tile holds " + fault.what};
  } catch (protozero::exception const& error) {
    return Error{std::string{"the tile is no protocol buffer: "} + error.what()};
  }
  return layers;
}

}  // namespace cityhall::standards::mvt
