#pragma once
// The kernel's strong ids: an AccountId never passes for a CaseId.

#include "base/id.h"

namespace cityhall {

using AccountId = Id<struct AccountTag>;
using ApiKeyId = Id<struct ApiKeyTag>;
using AssetId = Id<struct AssetTag>;
using CaseId = Id<struct CaseTag>;
using CrewId = Id<struct CrewTag>;
using EventId = Id<struct EventTag>;
using FileId = Id<struct FileTag>;
using InteractionId = Id<struct InteractionTag>;
using NoteId = Id<struct NoteTag>;
using NoticeId = Id<struct NoticeTag>;
using ParcelId = Id<struct ParcelTag>;
using PartyId = Id<struct PartyTag>;
using PlaceId = Id<struct PlaceTag>;
using SessionId = Id<struct SessionTag>;
using SubscriptionId = Id<struct SubscriptionTag>;
using TaskId = Id<struct TaskTag>;
using ZoneId = Id<struct ZoneTag>;

}  // namespace cityhall
