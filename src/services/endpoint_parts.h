#pragma once
// What services/endpoint.h is made of: from the signature of a handler to what is read and written.

#include <string>
#include <type_traits>
#include <vector>

#include "services/module.h"
#include "services/operation.h"
#include "web/record.h"

namespace cityhall {

/// Takes nothing.
struct Nothing {};
/// One page of a list; `next` is an opaque cursor, empty on the last page.
template <class T>
struct ListPage {
  std::vector<T> items{};
  std::string next{};
};
/// Answered with 201 and a Location.
template <class T>
struct Created {
  T value;
  std::string path;
};

/// What endpoints share, without types.
namespace endpoints {
web::JsonBox body_of(Call const& call);
/// Throws Refusal "form.invalid" for a parameter that does not exist or does not fit.
web::JsonBox query_of(Call const& call, web::Shape const& shape);
web::Response answer(Call const& call, web::JsonBox const& box, std::string const& version);
web::Response created(Call const& call, web::JsonBox const& box, std::string const& path);
/// The parameters in braces of a path, as clients must write them.
std::vector<web::ShapeMember> path_members(std::string_view path);
}  // namespace endpoints

/// For the next page: the key of the last row, wrapped so that nobody builds on what is in it.
std::string cursor_of(std::string_view key);
/// Throws Refusal(invalid) for a text that is no cursor of ours. Empty for the first page.
std::string key_of_cursor(std::string_view cursor);
/// The same where the key is an id.
std::int64_t id_of_cursor(std::string_view cursor);
/// Refuses with 412 when the client says by If-Match that it saw another version.
void expect_version(Call const& call, std::string const& version);

/// The members of every list's query.
template <class T>
web::RecordMember<T> cursor_member() {
  return web::member("cursor", &T::cursor).most(400).says("`next` of the page before; absent for the first page.");
}
template <class T>
web::RecordMember<T> limit_member() {
  return web::member("limit", &T::limit).least(1).most(200).says("How many at most; 50 unless told.");
}

namespace endpoints {

/// What a handler answers with: the value without its wrapping, and the status.
template <class A>
struct Parts {
  using Value = A;
  static constexpr int status = 200;
};
template <>
struct Parts<void> {
  using Value = void;
  static constexpr int status = 204;
};
template <class T>
struct Parts<Created<T>> {
  using Value = T;
  static constexpr int status = 201;
};

/// What a handler takes and answers, from its signature.
template <class F>
struct Types;
template <class A>
struct Types<A (*)(Call&)> {
  using Answer = A;
  using Input = Nothing;
};
template <class A, class I>
struct Types<A (*)(Call&, I const&)> {
  using Answer = A;
  using Input = I;
};

template <class T>
concept Versioned = requires(T const& value) {
  version_of(value);
};

/// The value as JSON, with its version as ETag where it has one.
template <class T>
web::Response written(Call const& call, T const& value) {
  web::JsonBox box;
  web::JsonCoding<T>::write(box.out(), value);
  if constexpr (Versioned<T>) return answer(call, box, version_of(value));
  else return answer(call, box, {});
}
/// The same for something new: 201 and where it is.
template <class T>
web::Response written(Call const& call, Created<T> const& made) {
  web::JsonBox box;
  web::JsonCoding<T>::write(box.out(), made.value);
  return created(call, box, made.path);
}

/// The body, or for a GET the query; Refusal "form.invalid" with every wrong member.
template <class Input>
Input input_of(Call const& call) {
  auto const shape = web::JsonCoding<Input>::shape();
  auto const box = web::is_safe(call.request.method) ? query_of(call, shape) : body_of(call);
  if (auto faults = web::misfits(box.in().json(), shape); !faults.empty()) throw invalid_fields(std::move(faults));
  return web::JsonCoding<Input>::read(box.in());
}

/// The handler, called with what it takes.
template <auto Handle>
auto handled(Call& call) {
  using Input = typename Types<decltype(Handle)>::Input;
  if constexpr (std::is_same_v<Input, Nothing>) return Handle(call);
  else return Handle(call, input_of<Input>(call));
}

/// The handler as a route has it.
template <auto Handle>
web::Response serve(Call& call) {
  if constexpr (std::is_void_v<typename Types<decltype(Handle)>::Answer>) {
    handled<Handle>(call);
    return web::no_content();
  } else {
    return written(call, handled<Handle>(call));
  }
}

}  // namespace endpoints

}  // namespace cityhall
