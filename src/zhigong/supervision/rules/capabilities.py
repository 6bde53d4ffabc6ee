"""What can be granted in supervision. Roles (identity) are sets of these."""

READ = "supervision.read"  # see documents and assignments of a unit
DRAFT = "supervision.draft"  # register a document, confirm its reading, divide it, send it round
COUNTERSIGN = "supervision.countersign"  # answer a draft for one's unit
APPROVE = "supervision.approve"  # approve a division, grant extensions, suspend, withdraw
CARRY_OUT = "supervision.carry_out"  # receive, plan, report, ask for extension or completion
VERIFY = "supervision.verify"  # verify, cancel the number or return, urge, look back
FOLLOW = "supervision.follow"  # see what a unit leads or joins
