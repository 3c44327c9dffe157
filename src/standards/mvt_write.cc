#include <map>

#include <protozero/pbf_writer.hpp>

#include "standards/mvt.h"

namespace cityhall::standards::mvt {
namespace {

// 4.3.1 "Command Integers": the id in the lower three bits, the count above.
constexpr std::uint32_t move_to = 1, line_to = 2, close_path = 7;
constexpr std::uint32_t command(std::uint32_t id, std::size_t count) { return id | (static_cast<std::uint32_t>(count) << 3U); }

/// 4.3.2 "Parameter Integers": zigzag of the step from the point before.
class Path {
 public:
  void to(TilePoint point) {
    add(point.x - at_.x);
    add(point.y - at_.y);
    at_ = point;
  }
  void say(std::uint32_t id, std::size_t count) { words_.push_back(command(id, count)); }
  std::vector<std::uint32_t> const& words() const { return words_; }

 private:
  void add(std::int32_t step) { words_.push_back(protozero::encode_zigzag32(step)); }
  std::vector<std::uint32_t> words_;
  TilePoint at_{};
};

void draw_points(Path& path, std::vector<TilePoint> const& points) {
  path.say(move_to, points.size());
  for (auto const point : points) path.to(point);
}

void draw_line(Path& path, std::vector<TilePoint> const& points) {
  path.say(move_to, 1);
  path.to(points.front());
  path.say(line_to, points.size() - 1);
  for (std::size_t at = 1; at < points.size(); ++at) path.to(points[at]);
}

/// 4.3.4: a line has at least two points, a ring at least three.
bool is_drawable(Shape shape, std::vector<TilePoint> const& part) {
  auto const least = shape == Shape::polygons ? 3U : shape == Shape::lines ? 2U : 1U;
  return part.size() >= least;
}

Path path_of(Feature const& feature) {
  Path path;
  for (auto const& part : feature.parts) {
    if (!is_drawable(feature.shape, part)) continue;
    if (feature.shape == Shape::points) {
      draw_points(path, part);
      continue;
    }
    draw_line(path, part);
    if (feature.shape == Shape::polygons) path.say(close_path, 1);
  }
  return path;
}

/// 4.4 "Feature Attributes": keys and values of a layer stand once each.
class Dictionary {
 public:
  std::uint32_t key(std::string const& name) { return place_in(keys_, key_order_, name); }
  std::uint32_t value(TagValue const& value) { return place_in(values_, value_order_, value); }
  std::vector<std::string> const& keys() const { return key_order_; }
  std::vector<TagValue> const& values() const { return value_order_; }

 private:
  template <class T>
  static std::uint32_t place_in(std::map<T, std::uint32_t>& known, std::vector<T>& order, T const& item) {
    auto const [found, added] = known.emplace(item, static_cast<std::uint32_t>(order.size()));
    if (added) order.push_back(item);
    return found->second;
  }
  std::map<std::string, std::uint32_t> keys_;
  std::map<TagValue, std::uint32_t> values_;
  std::vector<std::string> key_order_;
  std::vector<TagValue> value_order_;
};

struct ValueWriter {
  protozero::pbf_writer& out;
  void operator()(std::string const& text) const { out.add_string(1, text); }
  void operator()(double number) const { out.add_double(3, number); }
  void operator()(std::int64_t number) const { out.add_int64(4, number); }
  void operator()(bool flag) const { out.add_bool(7, flag); }
};

void write_feature(protozero::pbf_writer& layer, Feature const& feature, Dictionary& dictionary) {
  auto const path = path_of(feature);
  if (path.words().empty()) return;
  std::vector<std::uint32_t> tags;
  for (auto const& [name, value] : feature.tags) {
    tags.push_back(dictionary.key(name));
    tags.push_back(dictionary.value(value));
  }
  protozero::pbf_writer out{layer, 2};
  if (feature.id != 0) out.add_uint64(1, feature.id);
  out.add_packed_uint32(2, tags.begin(), tags.end());
  out.add_enum(3, static_cast<std::int32_t>(feature.shape));
  out.add_packed_uint32(4, path.words().begin(), path.words().end());
}

void write_layer(protozero::pbf_writer& tile, Layer const& layer) {
  protozero::pbf_writer out{tile, 3};
  out.add_uint32(15, 2);
  out.add_string(1, layer.name);
  Dictionary dictionary;
  for (auto const& feature : layer.features) write_feature(out, feature, dictionary);
  for (auto const& key : dictionary.keys()) out.add_string(3, key);
  for (auto const& value : dictionary.values()) {
    protozero::pbf_writer written{out, 4};
    std::visit(ValueWriter{written}, value);
  }
  out.add_uint32(5, layer.extent);
}

}  // namespace

std::string write(std::vector<Layer> const& layers) {
  std::string bytes;
  protozero::pbf_writer tile{bytes};
  for (auto const& layer : layers)
    if (!layer.features.empty()) write_layer(tile, layer);
  return bytes;
}

}  // namespace cityhall::standards::mvt
