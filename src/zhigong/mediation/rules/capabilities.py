"""What can be granted in joint mediation. Roles (identity) are sets of these."""

READ = "mediation.read"  # see the cases of a unit
ACCEPT = "mediation.accept"  # accept, refuse, ask for supplements, extend, close as expired
ASSIGN = "mediation.assign"  # give a case to a mediator
MEDIATE = "mediation.mediate"  # conduct the mediation of one's own cases
SEAL = "mediation.seal"  # put the stamp on an agreement
FOLLOW = "mediation.follow"  # an authority outside the union: the cases it takes part in
STATISTICS = "mediation.statistics"  # figures without names
