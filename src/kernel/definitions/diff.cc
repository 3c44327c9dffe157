#include "kernel/definitions/diff.h"

#include <algorithm>

#include "base/json.h"
#include "kernel/definitions/diff_words.h"
#include "kernel/definitions/form_check.h"
#include "kernel/definitions/visit.h"

namespace cityhall {
namespace {

template <class T>
T const* find(std::vector<T> const& all, std::string_view id) {
  auto const found = std::find_if(all.begin(), all.end(), [&](T const& one) { return one.id == id; });
  return found == all.end() ? nullptr : &*found;
}

bool same(Condition const& a, Condition const& b) { return a.text == b.text; }
std::string shown(std::string const& text) { return text.empty() ? "nothing" : in_quotes(text); }

std::string kept(Period const& retain) { return retain.zero() ? "ever" : to_text(retain); }

bool same_tiers(Fee const& a, Fee const& b) {
  return std::equal(a.tiers.begin(), a.tiers.end(), b.tiers.begin(), b.tiers.end(),
                    [](Tier const& x, Tier const& y) { return x.to == y.to && x.rate == y.rate && x.amount == y.amount; });
}

/// A fee that a running case has been quoted must stay what it is.
bool same_fee(Fee const& a, Fee const& b) {
  return a.kind == b.kind && a.gl == b.gl && same(a.when, b.when) && same(a.of, b.of) && a.of_fees == b.of_fees && a.amount == b.amount &&
         a.each == b.each && a.rate == b.rate && a.table == b.table && a.min == b.min && a.max == b.max && a.round == b.round &&
         same_tiers(a, b);
}

class Differ {
 public:
  Differ(Definition const& before, Definition const& after) : before_{before}, after_{after} {}

  DefinitionDiff run() {
    questions();
    documents();
    states();
    fees();
    handling();
    texts();
    for (auto const& change : out_.changes) out_.kind = std::max(out_.kind, change.kind);
    return std::move(out_);
  }

 private:
  void add(ChangeKind kind, std::string pointer, std::string message) {
    out_.changes.push_back({kind, std::move(pointer), std::move(message)});
  }

  /// Running cases rely on each of their conditions.
  void changed(std::string const& pointer, std::string const& what, Condition const& before, Condition const& after) {
    if (!same(before, after)) add(ChangeKind::structural, pointer, what + " was " + shown(before.text) + ", is " + shown(after.text) + '.');
  }

  void questions() {
    for (auto const& question : before_.questions)
      if (after_.question(question.id) == nullptr)
        add(ChangeKind::structural, "/questions", "The question " + in_quotes(question.id) + " is gone.");
    for (std::size_t i = 0; i < after_.questions.size(); ++i) {
      auto const& question = after_.questions[i];
      auto const at = entry_at("/questions", i);
      if (auto const* old = before_.question(question.id)) one_question(*old, question, at);
      else
        add(question.optional || question.when ? ChangeKind::additive : ChangeKind::structural, at,
            "The question " + in_quotes(question.id) + " is new" + (question.optional || question.when ? "." : " and must be answered."));
    }
  }

  void one_question(Question const& old, Question const& now, std::string const& at) {
    if (old.type != now.type)
      add(ChangeKind::structural, at + "/type",
          "The type of " + in_quotes(now.id) + " was " + std::string{to_text(old.type)} + ", is " + std::string{to_text(now.type)} + '.');
    if (old.optional && !now.optional)
      add(ChangeKind::structural, at + "/optional", "The question " + in_quotes(now.id) + " must be answered now.");
    if (!old.optional && now.optional)
      add(ChangeKind::additive, at + "/optional", "The question " + in_quotes(now.id) + " may stay without an answer now.");
    if (old.personal != now.personal)
      add(ChangeKind::structural, at + "/personal", "Whether the answer to " + in_quotes(now.id) + " is personal has changed.");
    if (old.publish != now.publish)
      add(ChangeKind::additive, at + "/publish", "Whether the answer to " + in_quotes(now.id) + " is published has changed.");
    changed(at + "/when", "When " + in_quotes(now.id) + " is asked", old.when, now.when);
    changed(at + "/check", "The check of " + in_quotes(now.id), old.check, now.check);
    if (old.min != now.min || old.max != now.max) add(ChangeKind::structural, at, "The limits of " + in_quotes(now.id) + " have changed.");
    for (auto const& option : old.options)
      if (now.option(option.id) == nullptr)
        add(ChangeKind::structural, at + "/options", "The option " + in_quotes(option.id) + " of " + in_quotes(now.id) + " is gone.");
    for (auto const& option : now.options)
      if (old.option(option.id) == nullptr)
        add(ChangeKind::additive, at + "/options", "The option " + in_quotes(option.id) + " of " + in_quotes(now.id) + " is new.");
  }

  void documents() {
    for (auto const& document : before_.documents)
      if (after_.document(document.id) == nullptr)
        add(ChangeKind::structural, "/documents", "The document " + in_quotes(document.id) + " is gone.");
    for (auto const& document : after_.documents) {
      auto const* old = before_.document(document.id);
      if (old == nullptr)
        add(document.optional ? ChangeKind::additive : ChangeKind::structural, "/documents",
            "The document " + in_quotes(document.id) + " is new.");
      else changed("/documents", "When " + in_quotes(document.id) + " is wanted", old->when, document.when);
    }
  }

  void states() {
    if (before_.workflow.start != after_.workflow.start)
      add(ChangeKind::additive, "/workflow/start",
          "Cases begin in " + in_quotes(after_.workflow.start) + ", no longer in " + in_quotes(before_.workflow.start) + '.');
    for (auto const& state : before_.workflow.states)
      if (after_.workflow.state(state.id) == nullptr)
        add(ChangeKind::structural, "/workflow/states", "The state " + in_quotes(state.id) + " is gone.");
    for (auto const& state : after_.workflow.states) {
      auto const at = member_at("/workflow/states", state.id);
      if (auto const* old = before_.workflow.state(state.id)) one_state(*old, state, at);
      else add(ChangeKind::additive, at, "The state " + in_quotes(state.id) + " is new.");
    }
  }

  void one_state(State const& old, State const& now, std::string const& at) {
    auto const name = in_quotes(now.id);
    if (old.public_name != now.public_name)
      add(ChangeKind::structural, at + "/public",
          "The state " + name + " was " + shown(old.public_name) + " in public, is " + shown(now.public_name) + '.');
    if (old.clock != now.clock) add(ChangeKind::structural, at + "/clock", "Whether the clock runs in " + name + " has changed.");
    if (old.sla != now.sla)
      add(ChangeKind::structural, at + "/sla",
          "The due times of " + name + " were " + in_words(old.sla) + ", are " + in_words(now.sla) + ".");
    if (old.end != now.end) add(ChangeKind::structural, at + "/end", "Whether " + name + " ends the case has changed.");
    if (old.on != now.on) add(ChangeKind::structural, at + "/on", "What happens by itself in " + name + " has changed.");
    if (old.after != now.after) add(ChangeKind::structural, at + "/after", "What happens after some time in " + name + " has changed.");
    for (auto const& action : old.actions)
      if (now.action(action.id) == nullptr)
        add(ChangeKind::structural, at + "/actions", "The action " + in_quotes(action.id) + " in " + name + " is gone.");
    for (auto const& action : now.actions) one_action(old.action(action.id), action, member_at(at + "/actions", action.id));
  }

  void one_action(Action const* old, Action const& now, std::string const& at) {
    if (old == nullptr) return add(ChangeKind::additive, at, "The action " + in_quotes(now.id) + " is new.");
    bool const equal = old->to == now.to && old->by == now.by && old->need == now.need && old->creates == now.creates &&
                       old->within == now.within && same(old->guard, now.guard);
    if (!equal) add(ChangeKind::structural, at, "The action " + in_quotes(now.id) + " has changed.");
  }

  void fees() {
    for (auto const& fee : before_.fees)
      if (find(after_.fees, fee.id) == nullptr) add(ChangeKind::structural, "/fees", "The fee " + in_quotes(fee.id) + " is gone.");
    for (std::size_t i = 0; i < after_.fees.size(); ++i) {
      auto const& fee = after_.fees[i];
      auto const* old = find(before_.fees, fee.id);
      if (old == nullptr) add(ChangeKind::structural, entry_at("/fees", i), "The fee " + in_quotes(fee.id) + " is new.");
      else if (!same_fee(*old, fee)) add(ChangeKind::structural, entry_at("/fees", i), "The fee " + in_quotes(fee.id) + " has changed.");
    }
  }

  /// What counts for new cases only.
  void handling() {
    auto const rules = [](auto const& a, auto const& b, auto const& equal) {
      return std::equal(a.begin(), a.end(), b.begin(), b.end(), equal);
    };
    if (!rules(before_.route, after_.route, [](RouteRule const& a, RouteRule const& b) {
          return same(a.when, b.when) && a.queue.text == b.queue.text && a.handoff == b.handoff && a.owner == b.owner &&
                 a.dispatch == b.dispatch;
        }))
      add(ChangeKind::additive, "/route",
          "New cases are routed in another way. It was " + in_words(before_.route) + ". It is " + in_words(after_.route) + '.');
    if (!rules(before_.priority, after_.priority,
               [](PriorityRule const& a, PriorityRule const& b) { return same(a.when, b.when) && a.set == b.set; }))
      add(ChangeKind::additive, "/priority",
          "New cases get their priority in another way. It was " + in_words(before_.priority) + ". It is " + in_words(after_.priority) +
              '.');
    if (!rules(before_.steps, after_.steps, [](WorkStep const& a, WorkStep const& b) {
          return a.id == b.id && a.queue.text == b.queue.text && same(a.when, b.when);
        }))
      add(ChangeKind::additive, "/steps",
          "The work goes in other steps. It was " + in_words(before_.steps) + ". It is " + in_words(after_.steps) + '.');
    if (!rules(before_.check_list, after_.check_list,
               [](CheckItem const& a, CheckItem const& b) { return a.id == b.id && a.required == b.required; }))
      add(ChangeKind::additive, "/check_list", "Crews tick another list at new cases.");
    if (before_.channels != after_.channels)
      add(ChangeKind::additive, "/channels",
          "The service is offered in other channels." + changed_members(before_.channels, after_.channels));
    if (before_.owner != after_.owner)
      add(ChangeKind::additive, "/owner", "The owner was " + shown(before_.owner) + ", is " + shown(after_.owner) + '.');
    if (before_.open311.service_code != after_.open311.service_code)
      add(ChangeKind::structural, "/open311/service_code",
          "The Open311 code was " + shown(before_.open311.service_code) + ", is " + shown(after_.open311.service_code) + '.');
    if (!(before_.retain == after_.retain))
      add(ChangeKind::additive, "/retain",
          "Closed cases were kept for " + kept(before_.retain) + ", are kept for " + kept(after_.retain) + '.');
    if (before_.work_minutes != after_.work_minutes)
      add(ChangeKind::additive, "/work_minutes", "A work order is planned with another length.");
    if (!rules(before_.notify, after_.notify, [](NotifyRule const& a, NotifyRule const& b) {
          return a.on == b.on && a.to == b.to && a.via == b.via && a.template_name == b.template_name;
        }))
      add(ChangeKind::additive, "/notify", "Others are told, or at other moments.");
  }

  void texts() {
    for (auto& change : changed_texts(before_, after_)) out_.changes.push_back(std::move(change));
    if (before_.group != after_.group || before_.situations != after_.situations)
      add(ChangeKind::text, "/group", "The service is found in another group or other situations.");
    if (before_.open311.keywords != after_.open311.keywords)
      add(ChangeKind::text, "/open311/keywords",
          "The words for the search have changed." + changed_members(before_.open311.keywords, after_.open311.keywords));
  }

  Definition const& before_;
  Definition const& after_;
  DefinitionDiff out_;
};

}  // namespace

DefinitionDiff diff(Definition const& before, Definition const& after) { return Differ{before, after}.run(); }

std::string_view to_text(ChangeKind kind) {
  constexpr std::string_view words[] = {"none", "text", "additive", "structural"};
  return words[static_cast<std::size_t>(kind)];
}

}  // namespace cityhall
