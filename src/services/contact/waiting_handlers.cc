// What waits for an agent: call-backs, voicemail and mail.

#include "base/text.h"
#include "kernel/interactions/call_back.h"
#include "kernel/interactions/incoming.h"
#include "services/contact/handlers.h"
#include "services/contact/talks.h"
#include "store/blobs.h"

namespace cityhall {

web::Response create_call_back(Call& call) {
  auto const& form = call.request.form.fields;
  auto unit = call.unit();
  ask_call_back(unit, {.name = std::string{form.get("name")},
                       .phone = std::string{form.get("phone")},
                       .reason = std::string{form.get("reason")},
                       .language = call.language});
  return web::see_other("/desk/contact");
}

web::Response take_call_back(Call& call) {
  auto back = call_back_by_id(call.view(), CallBackId{parse_id(call.path_value("call"))});
  auto unit = call.unit();
  take(unit, back);
  return web::see_other("/desk/contact");
}

web::Response note_call_attempt(Call& call) {
  auto back = call_back_by_id(call.view(), CallBackId{parse_id(call.path_value("call"))});
  auto unit = call.unit();
  auto const reached = call.request.form.fields.get("reached") == "yes";
  note_attempt(unit, back, reached);
  if (!reached) return web::see_other("/desk/contact");
  auto const id = begin_contact(
      call,
      {.channel = Channel::phone, .caller_name = back.name, .caller_contact = back.phone, .language = back.language, .queue = back.queue},
      back.reason);
  note_talk(unit, back, id);
  return web::see_other(talk_path(id));
}

web::Response take_incoming(Call& call) {
  auto const message = incoming_by_id(call.view(), IncomingId{parse_id(call.path_value("message"))});
  if (message.ended) throw conflict("incoming.settled", _("A colleague has dealt with this message already."));
  auto const id = begin_contact(call,
                                {.channel = message.channel == Channel::ivr ? Channel::phone : message.channel,
                                 .caller_name = message.sender_name,
                                 .caller_contact = message.sender_contact,
                                 .language = message.language,
                                 .incoming = message.id},
                                message.subject.empty() ? message.body.substr(0, 200) : message.subject);
  return web::see_other(talk_path(id));
}

web::Response drop_incoming(Call& call) {
  auto message = incoming_by_id(call.view(), IncomingId{parse_id(call.path_value("message"))});
  auto unit = call.unit();
  settle(unit, message, {});
  return web::see_other("/desk/contact");
}

web::Response show_recording(Call& call) {
  auto const message = incoming_by_id(call.view(), IncomingId{parse_id(call.path_value("message"))});
  auto const path = message.recording.empty() ? std::nullopt : call.city.blobs().path(message.recording);
  if (!path) throw not_found(_("There is no recording."));
  auto response = web::file({.path = *path}, message.recording_type);
  web::no_store(response);
  return response;
}

}  // namespace cityhall
