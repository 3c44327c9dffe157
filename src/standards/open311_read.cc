#include "standards/open311_read.h"

#include <charconv>
#include <stdexcept>

#include "standards/document.h"
#include "standards/markup_text.h"

namespace cityhall::standards::open311 {
namespace {

/// Ends reading inside this file; the border turns it into a Result.
struct Unreadable {
  std::string what;
};

/// One object of the answer.
class Element {
 public:
  Element(Document const& document, TimeZone const& zone) : document_{document}, zone_{zone} {}

  std::string text(std::string_view name) const { return std::string{document_.text_of(name)}; }
  std::string required(std::string_view name) const {
    auto found = text(name);
    if (found.empty()) throw Unreadable{std::string{name} + " is missing"};
    return found;
  }
  bool truth(std::string_view name) const {
    auto const value = text(name);
    if (value != "true" && value != "false") throw Unreadable{std::string{name} + " is neither true nor false: " + value};
    return value == "true";
  }
  int whole(std::string_view name, int otherwise) const {
    auto const value = text(name);
    int number = otherwise;
    auto const end = std::from_chars(value.data(), value.data() + value.size(), number);
    if (!value.empty() && (end.ec != std::errc{} || end.ptr != value.data() + value.size()))
      throw Unreadable{std::string{name} + " is no number: " + value};
    return number;
  }
  std::optional<double> number(std::string_view name) const {
    auto const value = text(name);
    if (value.empty()) return {};
    auto const read = read_number(value);
    if (!read) throw Unreadable{std::string{name} + " is no number: " + value};
    return read;
  }
  std::optional<Time> time(std::string_view name) const {
    auto const value = text(name);
    if (value.empty()) return {};
    auto const read = parse_time(value, zone_);
    if (!read) throw Unreadable{std::string{name} + " is no date: " + value};
    return read;
  }
  Time required_time(std::string_view name) const {
    auto const found = time(name);
    if (!found) throw Unreadable{std::string{name} + " is missing"};
    return *found;
  }
  template <class Make>
  auto list(std::string_view name, std::string_view item, Make make) const {
    std::vector<decltype(make(*this))> out;
    auto const* const found = document_.find(name);
    if (found == nullptr) return out;
    for (auto const* one : found->items(item)) out.push_back(make(Element{*one, zone_}));
    return out;
  }
  std::vector<std::string> texts(std::string_view name, std::string_view item) const {
    return list(name, item, [](Element const& one) { return one.document_.text; });
  }
  Element inside(std::string_view name) const {
    static Document const nothing;
    auto const* const found = document_.find(name);
    return {found == nullptr ? nothing : *found, zone_};
  }
  bool has(std::string_view name) const { return document_.find(name) != nullptr; }
  Document const& document() const { return document_; }

 private:
  Document const& document_;
  TimeZone const& zone_;
};

Service service(Element const& in) {
  auto const type = service_type(in.text("type"));
  if (!type) throw Unreadable{"type is not known: " + in.text("type")};
  return {.code = in.required("service_code"),
          .name = in.text("service_name"),
          .description = in.text("description"),
          .metadata = in.truth("metadata"),
          .type = *type,
          .keywords = in.text("keywords"),
          .group = in.text("group")};
}

Attribute attribute(Element const& in) {
  auto const type = datatype(in.text("datatype"));
  if (!type) throw Unreadable{"datatype is not known: " + in.text("datatype")};
  return {.variable = in.truth("variable"), .code = in.required("code"), .datatype = *type, .required = in.truth("required"),
          .datatype_description = in.text("datatype_description"), .order = in.whole("order", 0), .description = in.text("description"),
          .values = in.list("values", "value", [](Element const& one) { return Choice{one.text("key"), one.text("name")}; })};
}

Answer answer(Element const& in) { return {in.required("code"), in.texts("values", "value")}; }

Note note(Element const& in) { return {in.required_time("datetime"), in.text("description"), in.text("type")}; }

Extensions extensions(Element const& in) {
  auto const extended = in.inside("extended_attributes");
  return {.attributes = in.list("attributes", "attribute", answer), .channel = extended.text("channel"), .x = extended.number("x"),
          .y = extended.number("y"), .photos = extended.texts("photos", "photo"), .notes = in.list("notes", "note", note)};
}

ServiceRequest request(Element const& in) {
  ServiceRequest out{.id = in.required("service_request_id"),
                     .status = in.required("status"),
                     .status_notes = in.text("status_notes"),
                     .service_name = in.text("service_name"),
                     .service_code = in.text("service_code"),
                     .description = in.text("description"),
                     .agency_responsible = in.text("agency_responsible"),
                     .service_notice = in.text("service_notice"),
                     .requested = in.required_time("requested_datetime"),
                     .updated = in.time("updated_datetime"),
                     .expected = in.time("expected_datetime"),
                     .address = in.text("address"),
                     .address_id = in.text("address_id"),
                     .zipcode = in.text("zipcode"),
                     .latitude = in.number("lat"),
                     .longitude = in.number("long"),
                     .media_url = in.text("media_url")};
  if (in.has("extended_attributes")) out.extensions = extensions(in);
  return out;
}

Created created(Element const& in) {
  return {in.text("service_request_id"), in.text("token"), in.text("service_notice"), in.text("account_id")};
}

TokenAnswer token(Element const& in) { return {in.text("service_request_id"), in.required("token")}; }

Fault fault(Element const& in) { return {in.whole("code", 0), in.text("description")}; }

Endpoint endpoint(Element const& in) {
  return {in.required("specification"), in.required("url"), in.text("changeset"), in.text("type"), in.texts("formats", "format")};
}

std::vector<std::string> media(Element const& in) {
  if (in.has("media_urls")) return in.texts("media_urls", "media_url");
  std::vector<std::string> urls;
  for (auto const& [name, value] : in.document().members)
    if (name == "media_url" && !value.text.empty()) urls.push_back(value.text);
  return urls;
}

RequestUpdate update(Element const& in) {
  RequestUpdate out{.id = in.required("update_id"), .request_id = in.text("service_request_id"), .status = in.text("status"),
                    .description = in.text("description"), .updated = in.required_time("updated_datetime"), .media_urls = media(in),
                    .external_status_code = in.text("external_status_code")};
  for (auto const& [name, value] : in.inside("extras").document().members) out.extras.emplace_back(name, value.text);
  return out;
}

/// The root as a Document: in XML the element called `root`, in JSON the whole value.
template <class Use>
auto with_root(Incoming in, std::string_view root, Use use) -> Result<decltype(use(std::declval<Element const&>()))> {
  auto const parsed = in.format == Format::json ? parse_json_document(in.text) : parse_xml_document(in.text);
  if (!parsed) return parsed.error();
  auto const* const top = in.format == Format::json ? &*parsed : parsed->find(root);
  if (top == nullptr) return Error{"the root element is not " + std::string{root}};
  try {
    return use(Element{*top, in.zone});
  } catch (Unreadable const& unreadable) {
    return Error{unreadable.what};
  }
}

template <class Make>
auto list(Incoming in, std::pair<std::string_view, std::string_view> names, Make make) {
  return with_root(in, names.first, [&](Element const& top) {
    std::vector<decltype(make(top))> out;
    for (auto const* one : top.document().items(names.second)) out.push_back(make(Element{*one, in.zone}));
    return out;
  });
}

}  // namespace

Result<std::vector<Service>> read_services(Incoming in) { return list(in, {"services", "service"}, service); }
Result<std::vector<ServiceRequest>> read_requests(Incoming in) { return list(in, {"service_requests", "request"}, request); }
Result<std::vector<Created>> read_created(Incoming in) { return list(in, {"service_requests", "request"}, created); }
Result<std::vector<TokenAnswer>> read_tokens(Incoming in) { return list(in, {"service_requests", "request"}, token); }
Result<std::vector<Fault>> read_faults(Incoming in) { return list(in, {"errors", "error"}, fault); }
Result<std::vector<RequestUpdate>> read_updates(Incoming in) { return list(in, {"service_request_updates", "request_update"}, update); }

Result<ServiceDefinition> read_definition(Incoming in) {
  return with_root(in, "service_definition", [](Element const& top) {
    return ServiceDefinition{top.required("service_code"), top.list("attributes", "attribute", attribute)};
  });
}

Result<Discovery> read_discovery(Incoming in) {
  return with_root(in, "discovery", [](Element const& top) {
    return Discovery{top.text("changeset"), top.text("contact"), top.text("key_service"), top.list("endpoints", "endpoint", endpoint)};
  });
}

}  // namespace cityhall::standards::open311
