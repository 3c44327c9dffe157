#pragma once
// The tables by subject; service_form() puts them together.

#include "kernel/definitions/format.h"

namespace cityhall {

ObjectForm const& question_form();
ObjectForm const& document_form();
ObjectForm const& eligibility_form();
ObjectForm const& fee_form();
ObjectForm const& workflow_form();
ObjectForm const& step_form();
ObjectForm const& check_item_form();
ObjectForm const& review_form();
ObjectForm const& inspection_form();
ObjectForm const& test_form();

}  // namespace cityhall
