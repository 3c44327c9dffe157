// What the tables of modules lose with a person, where no page shows it any more.

#include "app/testing/outbound_city.h"
#include "kernel/accounts/account.h"
#include "kernel/parties/party.h"
#include "kernel/retention/erase.h"
#include "kernel/run_unit.h"
#include "kernel/sign_in/sign_in.h"

namespace cityhall {
namespace {

class ErasedDelegate : public OutboundCity {
 protected:
  AccountId entered_a_row(std::string const& email) {
    return run_unit(city(), actor_, [&](Unit& unit) {
      auto const account = resident_account(unit, email, "en");
      unit.tx.run(R"sql(INSERT INTO delegate_batches (id, account_id, title, made_at) VALUES ($1, $1, '', 0))sql", account);
      unit.tx.run(R"sql(INSERT INTO delegate_rows (batch_id, line, service, place, description, answers, faults, content, known)
                        VALUES ($1, 1, 'pothole', '', 'A hole', '{}', '[]', '', ''))sql",
                  account);
      unit.tx.run(R"sql(INSERT INTO training_records (id, account_id, course, version, right_answers, questions, passed, taken_at)
                        VALUES ($1, $1, '', '', 1, 1, 1, 0))sql",
                  account);
      return account;
    });
  }
  void erase(AccountId id) {
    run_unit(city(), actor_, [&](Unit& unit) { erase_person(unit, account(view_of(unit), id).party); });
    follow();
  }
  std::int64_t left(store::Sql sql) {
    return run_view(city(), actor_, [&](View const& view) { return view.reader.value<std::int64_t>(sql); });
  }
};

TEST_F(ErasedDelegate, TakesTheirTablesAndTheirTrainingAlong) {
  auto const gone = entered_a_row("quixote@example.org");
  entered_a_row("sancho@example.org");
  erase(gone);
  EXPECT_EQ(left(R"sql(SELECT count(*) FROM delegate_batches)sql"), 1);
  EXPECT_EQ(left(R"sql(SELECT count(*) FROM delegate_rows)sql"), 1);
  EXPECT_EQ(left(R"sql(SELECT count(*) FROM training_records)sql"), 1);
}

}  // namespace
}  // namespace cityhall
