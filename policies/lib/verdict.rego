# METADATA
# description: |
#   Turns the tables of a rule into observations. A subject nobody proved anything about is unknown, and a subject
#   proved both ways is an error: a pass is never merely the absence of a failure.
# custom:
#   library: true
package policies.lib.verdict

# METADATA
# description: |
#   What a rule says of one subject, with the places the facts were read from and the settings that lost.
#   `facts` is a list of facts, or of anything with `at`.
proof(message, facts) := {
	"message": message,
	"at": [fact.at | some fact in facts],
	"overridden": [lost | some fact in facts; some lost in fact.overridden],
}

# METADATA
# description: |
#   A proof with the way that leads to it: what happens step by step, each with the record (anything with `at`) whose
#   line allows it.
proof_by_steps(message, facts, steps) := object.union(
	proof(message, facts),
	{"steps": [{"text": step.text, "at": step.at} | some step in steps]},
)

# METADATA
# description: |
#   One observation for each subject, whatever the rule could prove. The value of a subject is the fact, or an object
#   (or list) of the facts, that the rule judges: when neither side is proved, the reasons of its unknown facts are told.
decide(subjects, passed, failed) := decide_scoped(subjects, {}, passed, failed)

# METADATA
# description: As decide, where some subjects lie outside the rule's scope, which must be proved too.
decide_scoped(subjects, not_applicable, passed, failed) := {observation |
	some id, subject in subjects
	claims := {"pass": passed, "fail": failed, "not-applicable": not_applicable}
	proofs := {status: table[id] | some status, table in claims; table[id]}
	observation := _observation(id, subject, proofs)
}

_observation(id, _, proofs) := object.union({"subject": id, "status": status}, proof) if {
	count(proofs) == 1
	some status, proof in proofs
}

_observation(id, subject, proofs) := {
	"subject": id,
	"status": "unknown",
	"message": _unknown_message(unknowns),
	"at": [fact.at | some fact in unknowns],
} if {
	count(proofs) == 0
	unknowns := _unknowns(subject)
}

_observation(id, _, proofs) := {
	"subject": id,
	"status": "error",
	"message": concat("", [
		"the rule proved contradicting verdicts: ",
		concat("; ", sort([$"{status}: {proof.message}" | some status, proof in proofs])),
	]),
	"at": [place | some proof in proofs; some place in proof.at],
} if {
	count(proofs) > 1
}

_unknowns(subject) := [subject] if subject.unknown

_unknowns(subject) := [fact | some fact in subject; fact.unknown] if not subject.unknown

_unknown_message(unknowns) := "the facts collected prove neither side" if count(unknowns) == 0

_unknown_message(unknowns) := concat("; ", sort({trim_suffix(fact.unknown, ".") | some fact in unknowns})) if count(unknowns) > 0
