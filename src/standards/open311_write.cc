#include "standards/open311_write.h"

#include "standards/markup_emitter.h"

namespace cityhall::standards::open311 {
namespace {

Markup markup(Style style) { return style.format == Format::json ? Markup::json : Markup::xml; }

void time(MarkupEmitter& emit, std::string_view name, std::optional<Time> at, TimeZone const& zone) {
  emit.scalar_text(name, at ? zone.to_rfc3339(*at) : std::string{});
}

void service(MarkupEmitter& emit, Service const& service) {
  emit.item("service", [&] {
    emit.text("service_code", service.code);
    emit.text("service_name", service.name);
    emit.optional_text("description", service.description);
    emit.boolean("metadata", service.metadata);
    emit.text("type", to_text(service.type));
    emit.optional_text("keywords", service.keywords);
    emit.optional_text("group", service.group);
  });
}

void attribute(MarkupEmitter& emit, Attribute const& attribute) {
  emit.item("attribute", [&] {
    emit.boolean("variable", attribute.variable);
    emit.text("code", attribute.code);
    emit.text("datatype", to_text(attribute.datatype));
    emit.boolean("required", attribute.required);
    emit.optional_text("datatype_description", attribute.datatype_description);
    emit.raw("order", std::to_string(attribute.order));
    emit.optional_text("description", attribute.description);
    if (attribute.values.empty()) return;
    emit.list("values", [&] {
      for (auto const& choice : attribute.values)
        emit.item("value", [&] {
          emit.text("key", choice.key);
          emit.text("name", choice.name);
        });
    });
  });
}

void answers(MarkupEmitter& emit, std::vector<Answer> const& attributes) {
  emit.list("attributes", [&] {
    for (auto const& answer : attributes)
      emit.item("attribute", [&] {
        emit.text("code", answer.code);
        emit.list("values", [&] {
          for (auto const& value : answer.values) emit.text_item("value", value);
        });
      });
  });
}

void extensions(MarkupEmitter& emit, Extensions const& more, TimeZone const& zone) {
  answers(emit, more.attributes);
  emit.object("extended_attributes", [&] {
    emit.optional_text("channel", more.channel);
    emit.number("x", more.x);
    emit.number("y", more.y);
    emit.list("photos", [&] {
      for (auto const& photo : more.photos) emit.text_item("photo", photo);
    });
  });
  emit.list("notes", [&] {
    for (auto const& note : more.notes)
      emit.item("note", [&] {
        time(emit, "datetime", note.at, zone);
        emit.optional_text("description", note.description);
        emit.optional_text("type", note.type);
      });
  });
}

void request(MarkupEmitter& emit, ServiceRequest const& request, TimeZone const& zone) {
  emit.item("request", [&] {
    emit.text("service_request_id", request.id);
    emit.text("status", request.status);
    emit.optional_text("status_notes", request.status_notes);
    emit.optional_text("service_name", request.service_name);
    emit.text("service_code", request.service_code);
    emit.optional_text("description", request.description);
    emit.optional_text("agency_responsible", request.agency_responsible);
    emit.optional_text("service_notice", request.service_notice);
    time(emit, "requested_datetime", request.requested, zone);
    time(emit, "updated_datetime", request.updated, zone);
    time(emit, "expected_datetime", request.expected, zone);
    emit.optional_text("address", request.address);
    emit.optional_text("address_id", request.address_id);
    emit.optional_text("zipcode", request.zipcode);
    emit.number("lat", request.latitude);
    emit.number("long", request.longitude);
    emit.optional_text("media_url", request.media_url);
    if (request.extensions) extensions(emit, *request.extensions, zone);
  });
}

/// Several photos: XML repeats the element, JSON keeps media_url a text and adds the whole list beside it.
void media(MarkupEmitter& emit, std::vector<std::string> const& urls, Format format) {
  if (format == Format::xml) {
    for (auto const& url : urls) emit.text("media_url", url);
    return;
  }
  emit.optional_text("media_url", urls.empty() ? std::string_view{} : urls.front());
  if (urls.size() < 2) return;
  emit.list("media_urls", [&] {
    for (auto const& url : urls) emit.text_item("media_url", url);
  });
}

bool is_element_name(std::string_view name) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
  constexpr std::string_view more = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789-.";
  return !name.empty() && letters.find(name.front()) != std::string_view::npos && name.find_first_not_of(more) == std::string_view::npos;
}

void update(MarkupEmitter& emit, RequestUpdate const& update, Style style) {
  emit.item("request_update", [&] {
    emit.text("update_id", update.id);
    emit.text("service_request_id", update.request_id);
    emit.optional_text("status", update.status);
    emit.optional_text("description", update.description);
    time(emit, "updated_datetime", update.updated, style.zone);
    media(emit, update.media_urls, style.format);
    emit.optional_text("external_status_code", update.external_status_code);
    if (update.extras.empty()) return;
    emit.object("extras", [&] {
      for (auto const& [name, value] : update.extras)
        if (is_element_name(name)) emit.text(name, value);
    });
  });
}

template <class Values, class One>
std::string list(std::string_view name, Values const& values, Style style, One one) {
  std::string out;
  MarkupEmitter emit{out, markup(style)};
  emit.root_list(name, [&] {
    for (auto const& value : values) one(emit, value);
  });
  return out;
}

/// A document that is one object.
template <class Body>
std::string document(std::string_view name, Style style, Body body) {
  std::string out;
  MarkupEmitter emit{out, markup(style)};
  emit.declaration();
  emit.item(name, [&] { body(emit); });
  return out;
}

}  // namespace

std::string write(std::span<Service const> services, Style style) { return list("services", services, style, service); }

std::string write(ServiceDefinition const& definition, Style style) {
  return document("service_definition", style, [&](MarkupEmitter& emit) {
    emit.text("service_code", definition.service_code);
    emit.list("attributes", [&] {
      for (auto const& one : definition.attributes) attribute(emit, one);
    });
  });
}

std::string write(std::span<ServiceRequest const> requests, Style style) {
  std::string out;
  RequestWriter writer{out, style};
  for (auto const& one : requests) writer.add(one);
  writer.finish();
  return out;
}

// "service_request_id ... token: If returned, then service_request_id is not returned."
std::string write(Created const& created, Style style) {
  return list("service_requests", std::span{&created, 1}, style, [](MarkupEmitter& emit, Created const& one) {
    emit.item("request", [&] {
      if (!one.id.empty()) emit.text("service_request_id", one.id);
      else if (!one.token.empty()) emit.text("token", one.token);
      emit.optional_text("service_notice", one.service_notice);
      emit.optional_text("account_id", one.account_id);
    });
  });
}

std::string write(TokenAnswer const& answer, Style style) {
  return list("service_requests", std::span{&answer, 1}, style, [](MarkupEmitter& emit, TokenAnswer const& one) {
    emit.item("request", [&] {
      emit.optional_text("service_request_id", one.id);
      emit.text("token", one.token);
    });
  });
}

std::string write(std::span<Fault const> faults, Style style) {
  return list("errors", faults, style, [](MarkupEmitter& emit, Fault const& fault) {
    emit.item("error", [&] {
      emit.text("code", std::to_string(fault.code));
      emit.text("description", fault.description);
    });
  });
}

std::string write(Discovery const& discovery, Style style) {
  return document("discovery", style, [&](MarkupEmitter& emit) {
    emit.text("changeset", discovery.changeset);
    emit.text("contact", discovery.contact);
    emit.text("key_service", discovery.key_service);
    emit.list("endpoints", [&] {
      for (auto const& endpoint : discovery.endpoints)
        emit.item("endpoint", [&] {
          emit.text("specification", endpoint.specification);
          emit.text("url", endpoint.url);
          emit.text("changeset", endpoint.changeset);
          emit.text("type", endpoint.type);
          emit.list("formats", [&] {
            for (auto const& format : endpoint.formats) emit.text_item("format", format);
          });
        });
    });
  });
}

std::string write(std::span<RequestUpdate const> updates, Style style) {
  return list("service_request_updates", updates, style, [&](MarkupEmitter& emit, RequestUpdate const& one) { update(emit, one, style); });
}

std::string write_update_id(std::string_view update_id, Style style) {
  return list("service_request_updates", std::span{&update_id, 1}, style, [](MarkupEmitter& emit, std::string_view id) {
    emit.item("request_update", [&] { emit.text("update_id", id); });
  });
}

RequestWriter::RequestWriter(std::string& out, Style style) : out_{out}, style_{style} {
  out_ += style_.format == Format::json ? "[" : "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<service_requests>";
}

void RequestWriter::add(ServiceRequest const& one) {
  if (style_.format == Format::json && !first_) out_ += ',';
  first_ = false;
  MarkupEmitter emit{out_, markup(style_)};
  request(emit, one, style_.zone);
}

void RequestWriter::finish() { out_ += style_.format == Format::json ? "]" : "</service_requests>"; }

}  // namespace cityhall::standards::open311
