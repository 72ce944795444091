package policies.lib.installed_test

import data.policies.lib.installed

_packages := [{"name": "bash", "at": {"file": "/x"}}, {"name": "ftp", "at": {"file": "/x", "line": 2}}]

test_found if [one.name | some one in installed.found(_packages, ["ftp", "tnftp"])] == ["ftp"]

test_some_tells_where if {
	proof := installed.some_of(_packages, ["ftp"])
	proof.message == "installed: ftp"
	proof.at == [{"file": "/x", "line": 2}]
}

test_none if {
	installed.none(_packages, ["tnftp"]).message == "no such package is installed"
	not installed.none(_packages, ["ftp"])
	not installed.some_of(_packages, ["tnftp"])
}
