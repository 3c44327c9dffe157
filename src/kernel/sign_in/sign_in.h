#pragma once
// The ways in. These run apart (Access::apart): they hash on their own threads, count failures durably and open their own unit.
// Known and unknown accounts get the same answer after the same time.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/accounts/session.h"

namespace cityhall {

/// Where an attempt comes from; limits count by both.
struct Caller {
  std::string address;   // whom limits count as one, as the web layer knows it
  std::string language;  // for the mail
  std::string device{};  // of the cookie that device_token() made; may be empty
};

/// Staff. Throws Refusal: unauthenticated "sign_in.wrong" (never says which), too_many "sign_in.too_many".
/// With a second factor the session is opened as `due` and can do nothing else until confirm_second_factor.
NewSession sign_in_with_password(City& city, std::string_view email, std::string_view password, Caller const& caller);

/// The resident's account of an address whose owner has just proved it; made with its party when it is the first time. `email`: normal.
AccountId resident_account(Unit& unit, std::string_view email, std::string_view language);
/// Residents. Queues the mail with a code of six digits (10 minutes, 5 tries); the same answer for every address.
void request_sign_in_code(City& city, std::string_view email, Caller const& caller);
/// Throws Refusal: unauthenticated "sign_in.wrong_code", too_many. Makes the resident's account at the first time.
NewSession sign_in_with_code(City& city, std::string_view email, std::string_view code, Caller const& caller);

enum class LinkUse {
  sign_in,     // opens a session
  invitation,  // opens a session whose holder sets a password first
  demo,        // as sign_in, reusable while the city is a demo
};
/// A token for `/sign-in/link/{token}`, stored hashed. Needs `admin.accounts` or the system actor.
std::string make_sign_in_link(Unit& unit, AccountId account, LinkUse use, std::chrono::minutes lifetime);
/// The whole address: base_url of the settings, never a Host header.
std::string sign_in_link_url(City& city, std::string_view token);
/// For the page that asks "sign in as …?" before the link is used up: name of the account, or empty when the link is dead.
std::string link_holder(View const& view, std::string_view token);
/// Uses the link up. Throws Refusal(unauthenticated, "sign_in.link_dead").
NewSession sign_in_with_link(City& city, std::string_view token, Caller const& caller);

/// Refuses a password with less than 15 characters (8 with a second factor), a common one, or one made of the city's or person's name.
/// No rule about kinds of characters. Hashes apart, then writes; all sessions of the account end. Gives whoever sets the own
/// password a fresh session, and an administrator who sets another's nothing.
/// Its owner is told by mail.
std::optional<NewSession> set_password(City& city, Actor const& actor, AccountId account, std::string_view password);

struct OwnPassword {
  std::string_view present;  // as its owner typed it
  std::string_view next;
  std::string_view session_token_hash;
};
/// Whether somebody who has this session in hand proves first that the account is theirs: there is a password, and the session was not
/// opened by a link within the last minutes, as after a forgotten password.
bool asks_for_present_password(View const& view, std::string_view session_token_hash);
/// set_password() for the own account. Throws invalid_fields "present_password" for a missing or wrong one, too_many.
NewSession change_own_password(City& city, Actor const& actor, OwnPassword const& typed);

/// Second factor (RFC 6238: SHA-1, 6 digits, 30 s). Enrolment is complete after the first right code.
struct TotpEnrolment {
  std::string secret_base32;
  std::string uri;  // otpauth://totp/…, for a QR code
};
TotpEnrolment begin_second_factor(Unit& unit, AccountId account);
/// What was begun and not finished, for the page that asks for the code once more. Nothing when there is none. Own account only.
std::optional<TotpEnrolment> begun_second_factor(View const& view, AccountId account);
void finish_second_factor(Unit& unit, AccountId account, std::string_view code);
void remove_second_factor(Unit& unit, AccountId account);
/// Turns a `due` session into a full one under a new token. Each code works once. Throws Refusal(unauthenticated, "sign_in.wrong_code").
/// Somebody who has the right password and tries codes is told of to the owner, by mail, once a day.
NewSession confirm_second_factor(City& city, std::string_view token_hash, std::string_view code, std::string_view device = {});

/// Job: removes links, codes and counters that ended.
void forget_dead_sign_ins(City& city);

}  // namespace cityhall
