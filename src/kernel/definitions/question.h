#pragma once
// What a service asks: questions and documents.

#include <optional>
#include <string>
#include <vector>

#include "kernel/definitions/condition.h"
#include "kernel/definitions/local_text.h"

namespace cityhall {

enum class QuestionType {
  text,
  longtext,
  choice,
  multichoice,
  boolean,
  integer,
  decimal,
  money,
  date,
  point,
  address,
  parcel,
  photo,
  file,
  email,
  phone,
  license
};

struct AnswerOption {
  std::string id{};
  LocalText label{};
  LocalText hint{};
  Condition when{};
};

struct Question {
  std::string id{};
  QuestionType type = QuestionType::text;
  LocalText label{};
  LocalText hint{};
  LocalText say{};      // what a voice or a text message says instead of the label
  Condition when{};     // asked only when true; unknown hides
  Condition check{};    // the answer is accepted when true
  LocalText message{};  // what to tell when the check is false
  std::string min{};    // as written: a number, an amount or a date; for text the number of characters; for photos and files how many
  std::string max{};
  std::vector<AnswerOption> options{};        // of choice and multichoice
  std::vector<std::string> channels{};  // asked only there; empty: in every channel of the service
  std::vector<std::string> accept{};    // of file: "pdf", "jpg" …
  std::string of{};                     // of license: the id of the service that issues it
  bool optional = false;
  bool personal = false;  // kept apart from the case and never published
  bool publish = false;   // shown on the public page of the request and in open data

  /// point, address or parcel: the answer is a record of facts about a place.
  bool is_place() const { return type == QuestionType::point || type == QuestionType::address || type == QuestionType::parcel; }
  bool is_upload() const { return type == QuestionType::photo || type == QuestionType::file; }
  /// Is it asked in that channel? "api" and "open311" are one; empty, "import" and "system" mean every channel.
  bool asked_in(std::string_view channel) const;
  AnswerOption const* option(std::string_view option_id) const;
};

struct Document {
  std::string id{};
  LocalText label{};
  LocalText hint{};
  Condition when{};
  std::vector<std::string> accept{};
  bool optional = false;
};

struct EligibilityRule {
  Condition deny_if{};
  LocalText reason{};
};

/// The word of a service file ("longtext").
std::string_view to_text(QuestionType type);

}  // namespace cityhall
