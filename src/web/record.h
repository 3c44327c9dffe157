#pragma once
// A struct as a JSON object: one description reads it, writes it, and tells its shape, so that none of the three can differ.
//   Record<Closure> const& closure() {
//     static Record<Closure> const record{"Closure", {member("outcome", &Closure::outcome).required().one_of({"fixed", "not_found"}),
//                                                     member("message", &Closure::message).lines().most(4000).says("For the reporter.")}};
//     return record;
//   }

#include <functional>

#include "web/json_coding.h"

namespace cityhall::web {

template <class T>
class RecordMember {
 public:
  using Read = std::function<void(T&, JsonIn)>;
  using Write = std::function<void(JsonOut, T const&)>;
  RecordMember(std::string_view name, Shape shape, Read read, Write write)
      : told_{name, std::move(shape)}, read_{std::move(read)}, write_{std::move(write)} {}

  /// Of a body. An answer has all of its members.
  RecordMember required() && { return told_.required = true, std::move(*this); }
  RecordMember lines() && { return told_.shape.lines = true, std::move(*this); }
  RecordMember least(double limit) && { return told_.shape.least = limit, std::move(*this); }
  RecordMember most(double limit) && { return told_.shape.most = limit, std::move(*this); }
  RecordMember one_of(std::vector<std::string> choices) && { return told_.shape.choices = std::move(choices), std::move(*this); }
  RecordMember format(std::string_view word) && { return told_.shape.format = word, std::move(*this); }
  /// For developers, in English as the names are.
  RecordMember says(std::string_view what) && { return told_.shape.what = what, std::move(*this); }

  ShapeMember const& shape() const { return told_; }
  void read(T& value, JsonIn in) const { read_(value, in); }
  void write(JsonOut out, T const& value) const { write_(out, value); }

 private:
  ShapeMember told_;
  Read read_;
  Write write_;
};

/// A member that is read and written.
template <class T, class V>
RecordMember<T> member(std::string_view name, V T::*field) {
  return {name, JsonCoding<V>::shape(), [field](T& value, JsonIn in) { value.*field = JsonCoding<V>::read(in); },
          [field](JsonOut out, T const& value) { JsonCoding<V>::write(out, value.*field); }};
}
/// A member that is only told, computed from the value: told<Case>("overdue", [](Case const& report) { return … }).
template <class T, class Compute>
RecordMember<T> told(std::string_view name, Compute compute) {
  using V = std::remove_cvref_t<std::invoke_result_t<Compute, T const&>>;
  return {name, JsonCoding<V>::shape(), [](T&, JsonIn) {},
          [compute](JsonOut out, T const& value) { JsonCoding<V>::write(out, std::invoke(compute, value)); }};
}

template <class T>
class Record {
 public:
  using Value = T;
  Record(std::string_view name, std::vector<RecordMember<T>> members) : name_{name}, members_{std::move(members)} {}

  /// As a body: only what is marked as required must be there.
  Shape body_shape() const {
    Shape all{.kind = Shape::Kind::object, .name = name_};
    for (auto const& each : members_) all.members.push_back(each.shape());
    return all;
  }
  /// As an answer: every member is there.
  Shape answer_shape() const {
    auto all = body_shape();
    for (auto& each : all.members) each.required = true;
    return all;
  }
  void write(JsonOut out, T const& value) const {
    out.empty_object();
    for (auto const& each : members_) each.write(out.member(each.shape().name), value);
  }
  /// The value, or Refusal "form.invalid" with every wrong member.
  T read(JsonIn in) const {
    if (auto faults = misfits(in.json(), body_shape()); !faults.empty()) throw invalid_fields(std::move(faults));
    return read_fitting(in);
  }
  T read_fitting(JsonIn in) const {
    T value{};
    for (auto const& each : members_)
      if (in.has(each.shape().name)) each.read(value, in.member(each.shape().name));
    return value;
  }

 private:
  std::string_view name_;
  std::vector<RecordMember<T>> members_;
};

/// A type whose namespace says `Record<Place> const& answer_record(Place const*)` is written wherever it stands in an answer; with
/// `body_record` it is read wherever it stands in a body or query.
template <class T>
requires requires(T const* type) { answer_record(type); }
struct JsonCoding<T> {
  static Shape shape() { return answer_record(static_cast<T const*>(nullptr)).answer_shape(); }
  static void write(JsonOut out, T const& value) { answer_record(static_cast<T const*>(nullptr)).write(out, value); }
  static T read(JsonIn in) { return answer_record(static_cast<T const*>(nullptr)).read_fitting(in); }
};
template <class T>
requires requires(T const* type) { body_record(type); }
struct JsonCoding<T> {
  static Shape shape() { return body_record(static_cast<T const*>(nullptr)).body_shape(); }
  static void write(JsonOut out, T const& value) { body_record(static_cast<T const*>(nullptr)).write(out, value); }
  static T read(JsonIn in) { return body_record(static_cast<T const*>(nullptr)).read_fitting(in); }
};

}  // namespace cityhall::web
