"""What can be granted in governance. Roles (identity) are sets of these."""

READ = "governance.read"  # see everything that governance keeps of a unit
FOLLOW = "governance.follow"  # a Party committee sees its own matters, meetings and papers
HANDLE = "governance.handle"  # register matters, resources and the committee's duties; answer
CONVENE = "governance.convene"  # plan meetings, record topics, minutes and decisions
DRAFT = "governance.draft"  # draft papers upward, send them, record the reply
APPROVE = "governance.approve"  # sign papers upward
RECORD = "governance.record"  # register endorsements and practices
VERIFY = "governance.verify"  # verify what others registered
