package policies.lib.sign_in_test

import data.policies.lib.sign_in

test_up_to_five_are_listed if {
	sign_in.listed({"b", "a"}) == "a, b"
	sign_in.listed({"a", "b", "c", "d", "e", "f"}) == "a, b, c, d, e and 1 more"
}

test_exceptions_match_the_id_or_the_login_in_any_case if {
	entries := [_entry("user:Ann@x.example"), _entry("user:bob@x.example"), _entry("user:eve@x.example")]
	sign_in.left(entries, sign_in.options(["ann@X.example", "USER:bob@x.example"], [], {"browser"})) == {"user:eve@x.example"}
}

test_other_parts_and_accepted_applications_do_not_count if {
	entries := [_entry("user:eve@x.example")]
	sign_in.left(entries, sign_in.options([], [], {"modern"})) == set()
	sign_in.left(entries, sign_in.options([], ["ALL"], {"browser"})) == set()
}

_entry(id) := {"id": id, "name": substring(id, 5, -1), "admin": false, "cells": [{"app": "all", "part": "browser"}]}
