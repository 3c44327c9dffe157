#include <algorithm>
#include <optional>
#include <tuple>

#include "base/refusal.h"
#include "base/text.h"
#include "kernel/city.h"
#include "kernel/parties/party_list.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

bool is_visible_ascii(char letter) { return letter > ' ' && letter < 127; }

/// As people write it, with the domain in lower case; empty when it cannot be an address.
std::string written_email(std::string_view text) {
  text = trim(text);
  auto const at = text.rfind('@');
  if (text.size() > 254 || at == std::string_view::npos || at == 0 || at + 3 > text.size()) return {};
  auto const local = text.substr(0, at);
  auto const domain = text.substr(at + 1);
  if (local.size() > 64 || local.find('@') != std::string_view::npos) return {};
  if (domain.find('.') == std::string_view::npos || domain.front() == '.' || domain.back() == '.') return {};
  // Letters outside ASCII are allowed (RFC 6531); blanks and control characters never are.
  for (char const letter : text)
    if (!is_visible_ascii(letter) && static_cast<unsigned char>(letter) < 128) return {};
  if (text.find_first_of("<>()[]\\,;:\"") != std::string_view::npos) return {};
  return std::string{local} + '@' + to_lower_ascii(domain);
}

std::optional<PartyId> find_contact(store::Reader& reader, std::string_view kind, std::string_view folded) {
  if (folded.empty()) return std::nullopt;
  // The one who proved it, else the first who gave it. Chosen here: for one row or two the engine would make a table to sort them in.
  std::optional<std::tuple<bool, Time, PartyId>> best;
  for (auto const row : reader.query(
           R"sql(SELECT verified = 0, created_at, party_id FROM party_contacts WHERE kind = $1 AND folded = $2)sql", kind, folded)) {
    std::tuple const one{row.get<bool>(0), row.get<Time>(1), row.get<PartyId>(2)};
    if (!best || one < *best) best = one;
  }
  return best ? std::optional{std::get<PartyId>(*best)} : std::nullopt;
}

struct Contact {
  std::string_view kind;
  std::string_view value;
  std::string folded;
  bool verified = false;
};

void add_contact(Unit& unit, PartyId party, Contact const& contact) {
  if (contact.folded.empty()) return;
  unit.tx.run(
      R"sql(INSERT INTO party_contacts (party_id, kind, value, folded, verified, created_at) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (kind, folded, party_id) DO NOTHING)sql",
      party, contact.kind, contact.value, contact.folded, contact.verified, unit.now);
}

void check(NewParty const& party, std::string const& email, std::string const& phone) {
  std::vector<FieldError> errors;
  if (!trim(party.email).empty() && email.empty())
    errors.push_back({"email", "malformed", _("This is not an e-mail address. It looks like name@example.org.")});
  if (!trim(party.phone).empty() && phone.empty())
    errors.push_back({"phone", "malformed", _("This is not a phone number. Write it with the area code.")});
  if (length(party.name) > 200) errors.push_back({"name", "too_long", _("A name has at most 200 characters.")});
  if (!errors.empty()) throw invalid_fields(std::move(errors));
}

PartyId make_party(Unit& unit, NewParty const& party) {
  auto const id = unit.city.ids().make<PartyId>();
  unit.tx.run(R"sql(INSERT INTO parties (id, organisation, name, language, created_at) VALUES ($1, $2, $3, $4, $5))sql", id,
              party.organisation, trim(party.name), party.language, unit.now);
  return id;
}

struct KnownContact {
  std::string value;
  bool verified = false;
  Time since{};
};

/// The verified before the others, then the oldest. Compared here: the engine would make a table to sort one or two rows.
std::optional<KnownContact> best_contact(View const& view, PartyId id, std::string_view kind) {
  std::optional<KnownContact> best;
  for (auto const row :
       view.reader.query(R"sql(SELECT value, verified, created_at FROM party_contacts WHERE party_id = $1 AND kind = $2)sql", id, kind)) {
    auto const verified = row.get<bool>(1);
    auto const since = row.get<Time>(2);
    bool const better = !best || (verified != best->verified ? verified : since < best->since);
    if (better) best = KnownContact{row.get<std::string>(0), verified, since};
  }
  return best;
}

}  // namespace

std::string normal_phone(std::string_view text) {
  text = trim(text);
  std::string digits;
  bool const international = !text.empty() && text.front() == '+';
  for (char const letter : text) {
    if (letter >= '0' && letter <= '9') {
      digits += letter;
    } else if (std::string_view{" +-.()/"}.find(letter) == std::string_view::npos) {
      return {};
    }
  }
  if (!international && digits.size() == 10) digits.insert(0, "1");  // North American numbering plan
  if (!international && digits.size() == 11 && digits.front() != '1') return {};
  if (digits.size() < 7 || digits.size() > 15) return {};  // E.164: at most 15
  return '+' + digits;
}

PartyId find_or_make_party(Unit& unit, NewParty const& party) {
  auto const email = written_email(party.email);
  auto const phone = normal_phone(party.phone);
  check(party, email, phone);
  auto const folded = to_lower_ascii(email);
  auto found = find_contact(unit.tx, "email", folded);
  // With an address we answer there; families share telephones, so the number decides only where it is all we have.
  if (email.empty()) found = find_contact(unit.tx, "phone", phone);
  if (!found && party.empty()) throw invalid("party.empty", _("A name, an e-mail address or a phone number is needed."));
  // What somebody merely typed changes nothing about a party that exists.
  if (found && party.verified && !email.empty()) verify_email(unit, *found, email);
  if (found) return *found;
  auto const id = make_party(unit, party);
  add_contact(unit, id, {"email", email, folded, party.verified});
  add_contact(unit, id, {"phone", phone, phone, false});
  return id;
}

std::optional<Party> party_by_id(View const& view, PartyId id) {
  auto const row = view.reader.maybe(R"sql(SELECT name, language, organisation FROM parties WHERE id = $1)sql", id);
  if (!row) return std::nullopt;
  Party party{.id = id, .name = row->get<std::string>(0), .language = row->get<std::string>(1), .organisation = row->get<bool>(2)};
  if (auto email = best_contact(view, id, "email")) {
    party.email = std::move(email->value);
    party.email_verified = email->verified;
  }
  if (auto phone = best_contact(view, id, "phone")) party.phone = std::move(phone->value);
  return party;
}

std::string email_of(View const& view, PartyId id) {
  auto best = best_contact(view, id, "email");
  return best ? std::move(best->value) : std::string{};
}

std::vector<Party> parties(View const& view, PartyFilter const& filter) {
  require(view.actor, "issues.read");
  store::Query query{R"sql(SELECT id FROM parties)sql"};
  if (!filter.email.empty())
    query.where("id IN (SELECT party_id FROM party_contacts WHERE kind = 'email' AND folded = ?)",
                to_lower_ascii(written_email(filter.email)));
  if (!filter.phone.empty())
    query.where("id IN (SELECT party_id FROM party_contacts WHERE kind = 'phone' AND folded = ?)", normal_phone(filter.phone));
  if (filter.after) query.where("id > ?", filter.after);
  std::vector<PartyId> ids;
  for (auto const row : view.reader.query(query.order_by("id").limit(static_cast<std::int64_t>(filter.most))))
    ids.push_back(row.get<PartyId>(0));
  std::vector<Party> found;
  for (auto const id : ids) found.push_back(party_by_id(view, id).value());
  return found;
}

void verify_email(Unit& unit, PartyId party, std::string_view email) {
  auto const written = written_email(email);
  if (written.empty()) throw invalid("email.malformed", _("This is not an e-mail address. It looks like name@example.org."));
  unit.tx.run(
      R"sql(INSERT INTO party_contacts (party_id, kind, value, folded, verified, created_at) VALUES ($1, 'email', $2, $3, 1, $4)
            ON CONFLICT (kind, folded, party_id) DO UPDATE SET verified = 1)sql",
      party, written, to_lower_ascii(written), unit.now);
}

void set_language(Unit& unit, PartyId party, std::string_view language) {
  unit.tx.run(R"sql(UPDATE parties SET language = $2 WHERE id = $1)sql", party, language);
}

}  // namespace cityhall
