#pragma once
// Routes of a delegate.

#include "services/call.h"
#include "web/response.h"

namespace cityhall {
struct Refusal;
}

namespace cityhall::delegates {

web::Response show_home(Call& call);
web::Response show_training(Call& call);
web::Response take_training(Call& call);
web::Response show_entry(Call& call);
web::Response enter_table(Call& call);
web::Response enter_table_again(Call& call, Refusal const& refusal);
web::Response send_file(Call& call);
web::Response send_file_again(Call& call, Refusal const& refusal);
web::Response show_table_head(Call& call);
web::Response show_batch(Call& call);
web::Response submit_batch(Call& call);
web::Response show_row(Call& call);
web::Response write_row(Call& call);
web::Response drop_row(Call& call);
web::Response show_results(Call& call);
web::Response show_results_table(Call& call);

}  // namespace cityhall::delegates
