#pragma once
// Rows of publications, for the files of this folder and for who makes their index anew.

#include <optional>

#include "kernel/publications/publication.h"
#include "store/text_index.h"

namespace cityhall {

/// The full-text index of what is public; documents have the publication's id.
store::TextIndex const& publication_words();

namespace publications_store {

/// With the content of the newest revision.
std::optional<Publication> find(store::Reader& reader, PublicationId id);
/// Whose address it is or was, among all.
std::optional<PublicationId> find(store::Reader& reader, PublicationKind kind, std::string_view slug);
/// With what is public; nothing when nothing is.
std::optional<Publication> find_public(store::Reader& reader, PublicationId id);
/// Public ones that have not ended at that time, with what is public, newest first; those of later times too.
std::vector<Publication> not_ended(store::Reader& reader, PublicationKind kind, Time now);
std::vector<Publication> live(store::Reader& reader, LiveFilter const& filter, Time now);
std::vector<Publication> newest(store::Reader& reader, PublicationKind kind);
std::vector<PublicationRevision> revisions(store::Reader& reader, PublicationId id);
std::optional<PublicationContent> revision(store::Reader& reader, PublicationId id, std::int64_t number);

void put(store::Transaction& tx, Publication const& publication);
void insert_revision(Unit& unit, Publication const& publication, std::string_view why);
/// Its present address leads to it from now on, also when it gets another.
void keep_address(store::Transaction& tx, Publication const& publication);
/// The public words into the index, or out of it.
void index(store::Transaction& tx, PublicationId id);
/// The whole index anew, after rows came in by themselves.
void index_all(store::Transaction& tx);

}  // namespace publications_store
}  // namespace cityhall
