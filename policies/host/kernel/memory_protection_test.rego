package policies.host.kernel.memory_protection_test

import data.policies.host.kernel.memory_protection as rule
import data.policies.lib.kernel_test as fixture

wanted := {
	"CONFIG_STRICT_KERNEL_RWX": {
		"values": [
			"y",
		],
		"or": "CONFIG_DEBUG_RODATA",
	},
	"CONFIG_DEBUG_WX": {
		"values": [
			"y",
		],
	},
	"CONFIG_DEBUG_FS": {
		"values": [
			"n",
		],
	},
	"CONFIG_STACKPROTECTOR": {
		"values": [
			"y",
		],
		"or": "CONFIG_CC_STACKPROTECTOR",
	},
	"CONFIG_STACKPROTECTOR_STRONG": {
		"values": [
			"y",
		],
		"or": "CONFIG_CC_STACKPROTECTOR_STRONG",
	},
	"CONFIG_SCHED_STACK_END_CHECK": {
		"values": [
			"y",
		],
	},
	"CONFIG_HARDENED_USERCOPY": {
		"values": [
			"y",
		],
	},
	"CONFIG_HARDENED_USERCOPY_FALLBACK": {
		"values": [
			"n",
		],
	},
	"CONFIG_VMAP_STACK": {
		"values": [
			"y",
		],
	},
	"CONFIG_REFCOUNT_FULL": {
		"values": [
			"y",
		],
	},
	"CONFIG_FORTIFY_SOURCE": {
		"values": [
			"y",
		],
	},
	"CONFIG_ACPI_CUSTOM_METHOD": {
		"values": [
			"n",
		],
	},
	"CONFIG_DEVKMEM": {
		"values": [
			"n",
		],
	},
	"CONFIG_PROC_KCORE": {
		"values": [
			"n",
		],
	},
	"CONFIG_COMPAT_VDSO": {
		"values": [
			"n",
		],
	},
	"CONFIG_SECURITY_DMESG_RESTRICT": {
		"values": [
			"y",
		],
	},
	"CONFIG_RETPOLINE": {
		"values": [
			"y",
		],
		"or": "CONFIG_MITIGATION_RETPOLINE",
	},
	"CONFIG_LEGACY_VSYSCALL_NONE": {
		"values": [
			"y",
		],
	},
	"CONFIG_LEGACY_VSYSCALL_EMULATE": {
		"values": [
			"n",
		],
	},
	"CONFIG_LEGACY_VSYSCALL_XONLY": {
		"values": [
			"n",
		],
	},
	"CONFIG_X86_VSYSCALL_EMULATION": {
		"values": [
			"n",
		],
	},
}

test_status[note] if {
	some note, case in fixture.option_cases(wanted, "x86_64")
	observations := rule.observations with input as case.input
	fixture.statuses(observations) == case.want
}

test_absent_section_gives_no_observation if {
	count(rule.observations) == 0 with input as {"host": {"kernel_config": {"flag": "not-collected"}}}
}
