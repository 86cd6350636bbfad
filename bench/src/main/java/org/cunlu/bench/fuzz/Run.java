package org.cunlu.bench.fuzz;

/** What all who ask in one run share. */
record Run(
        Description description,
        Hints hints,
        Pool pool,
        People people,
        Drafts drafts,
        Hostile hostile,
        Judge judge,
        Findings findings,
        Tally tally) {}
