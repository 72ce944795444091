# METADATA
# title: The upload of the journal has an address, a key, a certificate and authorities it trusts
# description: |
#   Without authorities (or with `-`) anybody may pose as the log host; without a key and a certificate anybody
#   may send in this machine's name; http sends in the clear. A part that is not set counts where its usual file
#   is there.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://www.freedesktop.org/software/systemd/man/latest/journal-upload.conf.html
# custom:
#   severity: medium
#   subject: setting
#   remediation: |
#     Set URL, ServerKeyFile, ServerCertificateFile and TrustedCertificateFile in
#     /etc/systemd/journal-upload.conf.
#   aliases: [log-upload-tls]
#   parameters:
#     system:
#       default: "auto"
#       description: "rsyslog, journald, or auto: whichever is in charge (rsyslog where it starts, else the journal)."
package policies.detection.logging.upload_authenticated

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["URL"] := _upload.url if _in_use

subjects["ServerKeyFile"] := _upload.key if _in_use

subjects["ServerCertificateFile"] := _upload.certificate if _in_use

subjects["TrustedCertificateFile"] := _upload.authorities if _in_use

# Whether the journal is uploaded is not known: nothing that is known rules it out.
subjects["journal-upload"] := _unsure if {
	count(_unsure) > 0
	count(_ruled_out) == 0
	count({true | _in_use}) == 0
}

_unsure := array.concat(
	[fact | some fact in [_upload.installed, _upload.enabled, _upload.url]; fact.unknown],
	[fact | some fact in [_logging.system]; fact.unknown; _wanted == "auto"],
)

_ruled_out contains "system" if count({_chosen} - {"journald"}) == 1

_ruled_out contains "installed" if _upload.installed.value == false

_ruled_out contains "unused" if {
	_upload.enabled.value == false
	_upload.url.value == ""
}

passed[id] := verdict.proof($"{id} is {fact.value}", [fact]) if {
	some id, fact in subjects
	count({fact.value} - {"", "-"}) == 1
	id != "URL"
}

passed["URL"] := verdict.proof($"URL leads to {fact.value}", [fact]) if {
	fact := subjects.URL
	startswith(fact.value, "https://")
}

failed["URL"] := verdict.proof($"URL leads to {fact.value}, in the clear", [fact]) if {
	fact := subjects.URL
	startswith(fact.value, "http://")
}

failed[id] := verdict.proof($"{id} is not set", [fact]) if {
	some id, fact in subjects
	fact.value == ""
}

failed[id] := verdict.proof("the log host is not checked (-)", [fact]) if {
	some id, fact in subjects
	fact.value == "-"
}

# A journal that is not uploaded at all is told by the rules on the upload and on the forwarding.
_in_use if {
	_chosen == "journald"
	_upload.installed.value == true
	_upload.enabled.value == true
}

_in_use if {
	_chosen == "journald"
	_upload.installed.value == true
	_upload.url.value != ""
}

_in_use if {
	_chosen == "journald"
	_upload.url.unknown
}

_upload := _logging.upload

_chosen := _wanted if _wanted != "auto"

_chosen := _logging.system.value if _wanted == "auto"

_wanted := data.parameters["detection.logging.upload_authenticated"].system

_logging := input.host.logging.data
