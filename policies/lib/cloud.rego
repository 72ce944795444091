# METADATA
# description: What rules about clouds and clusters share.
# custom:
#   library: true
package policies.lib.cloud

# METADATA
# description: What a person calls a thing, and a subject is named by, its id, and its name where that says more.
label(thing) := thing.id if contains(thing.id, thing.name)

label(thing) := $"{thing.id} {thing.name}" if contains(thing.id, thing.name) == false
