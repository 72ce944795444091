package policies.lib.octal_test

import data.policies.lib.octal

test_parse[text] if {
	some text, want in {"0": 0, "7": 7, "27": 23, "022": 18, "0750": 488, "7777": 4095}
	octal.parse(text) == want
}

test_nothing_else[text] if {
	some text in ["", "8", "u=rwx", "00022", "-1"]
	count([value | value := octal.parse(text)]) == 0
}
