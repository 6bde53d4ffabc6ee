"""What can be granted over members. Roles (identity) are sets of these."""

READ = "membership.read"  # see the members of a union and their files
MANAGE = "membership.manage"  # admit, transfer, correct, end
STATISTICS = "membership.statistics"  # figures without names
