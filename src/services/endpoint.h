#pragma once
// A handler of the JSON API is a function of values: what it takes and answers is read, written and documented from its types.
//   Created<CaseAnswer> create_reply(Call& call, ReplyBody const& body);       // POST: the body. GET: the query
//   auto const route = endpoint<create_reply>(POST, "/api/v1/cases/{number}/replies", "issues.reply", {"Cases", _("Answer the reporter")});
// Each type has a JsonCoding (web/record.h).

#include "services/endpoint_parts.h"

namespace cityhall {

struct EndpointText {
  std::string_view group;
  Message summary;
  std::string_view what{};  // more for developers
};

/// The route of a handler, with its description.
template <auto Handle>
Route endpoint(web::Method method, std::string_view path, std::string_view permission, EndpointText text) {
  using Input = typename endpoints::Types<decltype(Handle)>::Input;
  using Answer = endpoints::Parts<typename endpoints::Types<decltype(Handle)>::Answer>;
  Operation operation{.group = text.group, .what = text.what, .path = endpoints::path_members(path), .status = Answer::status};
  if constexpr (!std::is_same_v<Input, Nothing>) {
    if (web::is_safe(method)) operation.query = web::JsonCoding<Input>::shape();
    else operation.body = web::JsonCoding<Input>::shape();
  }
  if constexpr (!std::is_void_v<typename Answer::Value>) {
    operation.answer = web::JsonCoding<typename Answer::Value>::shape();
    operation.tagged = endpoints::Versioned<typename Answer::Value>;
  }
  return {.method = method,
          .path = path,
          .permission = permission,
          .access = web::is_safe(method) ? Access::read : Access::write,
          .handler = endpoints::serve<Handle>,
          .summary = std::move(text.summary),
          .body_bytes_max = 1'000'000,
          .answers = Answers::json,
          .operation = std::make_shared<Operation const>(std::move(operation))};
}

}  // namespace cityhall

namespace cityhall::web {

template <class T>
struct JsonCoding<ListPage<T>> {
  static Shape shape() {
    Shape page{.kind = Shape::Kind::object};
    page.members.push_back({"items", JsonCoding<std::vector<T>>::shape(), true});
    Shape next{.kind = Shape::Kind::text, .what = "Send it as `cursor` for the next page; null on the last page.", .nullable = true};
    page.members.push_back({"next", std::move(next), true});
    return page;
  }
  static void write(JsonOut out, ListPage<T> const& page) {
    out.empty_object();
    JsonCoding<std::vector<T>>::write(out.member("items"), page.items);
    page.next.empty() ? out.member("next").null() : out.member("next").text(page.next);
  }
};

}  // namespace cityhall::web
