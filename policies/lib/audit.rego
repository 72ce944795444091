# METADATA
# description: |
#   What the rules about audit rules share: the events of one topic in the derived coverage, and what they prove. An event
#   that this machine cannot have (no such program, no such system call) is out of scope.
# custom:
#   library: true
package policies.lib.audit

import data.policies.lib.verdict

# METADATA
# description: By subject, the events of a topic.
events(all, topic) := {event.subject: event |
	some event in all
	event.topic == topic
}

# METADATA
# description: By subject, the fact that tells whether the event is recorded.
facts(wanted) := {id: event.covered | some id, event in wanted}

# METADATA
# description: Subjects that are recorded, with the lines that do so.
recorded(wanted) := {id: verdict.proof($"recorded by {concat(", ", sort([one.id | some one in event.covering]))}", array.concat([event.covered], [one | some one in event.covering; one.at != event.covered.at])) |
	some id, event in wanted
	event.in_scope == true
	event.covered.value == true
}

# METADATA
# description: Subjects that are not recorded, or not for each word size and result.
missed(wanted) := {id: verdict.proof(event.detail, array.concat([event.covered], [one | some one in event.covering; one.at != event.covered.at])) |
	some id, event in wanted
	event.in_scope == true
	event.covered.value == false
}

# METADATA
# description: Subjects that this machine cannot have.
out_of_scope(wanted) := {id: verdict.proof(event.why_out, []) |
	some id, event in wanted
	event.in_scope == false
}
