package org.cunlu.accounts;

/** What an outside system may do with its key. A closed list: each names the branch where it counts. */
public enum KeyScope {
    /** Hands in events of goods (EPCIS 2.0). */
    EPCIS_CAPTURE("/api/epcis"),
    /** Asks for events of goods. */
    EPCIS_QUERY("/api/epcis"),
    /** A carrier tells where parcels are. */
    CARRIER_TRACKING("/api/hooks"),
    /** A reserve authority of city or county reads figures of the level that its key was opened for. */
    RESERVE_LINKAGE("/api/reserve/linkage"),
    /** A payment provider that signs nothing of its own tells how a payment ended. */
    PAYMENT_CALLBACK("/api/hooks");

    private final String branch;

    KeyScope(String branch) {
        this.branch = branch;
    }

    public String branch() {
        return branch;
    }

    /** @return as controllers ask for it: {@code @Secured("KEY_EPCIS_QUERY")} */
    public String role() {
        return "KEY_" + name();
    }
}
