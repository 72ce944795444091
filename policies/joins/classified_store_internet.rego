# METADATA
# title: No database that holds data of the class confidential or above is reached from the internet
# description: |
#   A database speaks to applications, never to the world: passwords are guessed there without a second factor, and old
#   versions are found within hours. Judged is each store whose system is a scanned host, by the ports on which databases
#   usually wait; one that was moved to another port is not seen, and a public bucket is judged with the cloud account. A
#   store whose system was not scanned is unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, SC-7 (boundary protection)
# custom:
#   severity: critical
#   subject: store of data
#   remediation: >-
#     Bind the database to the inner address (`listen_addresses`, `bind-address`), and drop its port from outside in the packet
#     filter. Look through its log for strangers.
#   parameters:
#     from_level: {default: confidential, description: The lowest class of the scheme that is judged}
#   aliases: [join-classified-store-internet]
package policies.joins.classified_store_internet

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[store.id] := [host.databases_from_internet | some host in _hosts[store.system]] if {
	some store in _stores
	_hosts[store.system]
}

subjects[store.id] := {"unknown": $"its system {store.system} was not scanned", "at": store.at} if {
	some store in _stores
	not _hosts[store.system]
}

passed[store.id] := verdict.proof("no database port is reached from the internet", [host.databases_from_internet | some host in _hosts[store.system]]) if {
	some store in _stores
	every host in _hosts[store.system] {
		host.databases_from_internet.value == false
	}
}

failed[store.id] := verdict.proof(message, array.concat([store], [host.databases_from_internet | some host in reached])) if {
	some store in _stores
	reached := {host | some host in _hosts[store.system]; host.databases_from_internet.value == true}
	count(reached) > 0
	message := $"{store.class} data on {store.system}: {concat(", ", sort([host.databases_detail | some host in reached]))}"
}

_stores contains store if {
	some store in input.estate.data_stores.data.stores
	some level in input.estate.data_stores.data.levels
	level.id == data.parameters["joins.classified_store_internet"].from_level
	store.rank.value >= level.rank
}

_hosts[host.asset] contains host if {
	some host in input.estate.hosts.data.hosts
	host.asset != ""
}
