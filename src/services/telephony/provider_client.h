#pragma once
// Requests to the provider's REST API, for the files of this folder.

#include <string>
#include <string_view>

#include "kernel/city.h"
#include "kernel/outbound/http_client.h"
#include "kernel/telephony/account.h"

namespace cityhall::telephony {

/// `path` stands below the account: "Messages.json"; ".json" is the account itself.
OutboundRequest request_to(TelephonyAccount const& account, std::string_view path);
/// "401: Authentication Error - invalid username": status and the provider's own words.
std::string fault_of(OutboundAnswer const& answer);

}  // namespace cityhall::telephony
