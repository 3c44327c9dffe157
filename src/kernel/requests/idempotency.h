#pragma once
// Idempotency keys: a request that is delivered twice has one effect, and the second delivery gets the first answer.

#include <optional>
#include <string>
#include <string_view>

#include "kernel/unit.h"

namespace cityhall {

struct RequestKey {
  std::string key;           // the client's Idempotency-Key header, or the hidden field of a form; 1–200 visible ASCII characters
  std::string sender;        // sender_of(): keys of different people never meet
  std::string request_hash;  // request_hash(): the same key with another request is refused
};

struct StoredAnswer {
  int status = 0;
  std::string content_type;
  std::string location;
  std::string body;
};

/// "account:…", "key:…", or "address:…" for the anonymous.
std::string sender_of(Actor const& actor, std::string_view peer_address);
/// SHA-256 over the three parts, hex.
std::string request_hash(std::string_view method, std::string_view target, std::string_view body);

/// The first answer, when this request was answered before. Throws Refusal(conflict, "idempotency.other_request") when the key came with
/// another request, Refusal(invalid, "idempotency.bad_key") for a malformed key. Call it first in the request's own transaction.
std::optional<StoredAnswer> replay(View const& view, RequestKey const& key);
/// Stores the answer in the transaction of its effect. Only answers below 400: a refusal left no effect, so it may be tried again.
void remember(Unit& unit, RequestKey const& key, StoredAnswer const& answer);
/// Job: forgets answers that are older than 48 hours. Returns how many.
int forget_old_answers(City& city);

}  // namespace cityhall
