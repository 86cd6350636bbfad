package org.cunlu.web.station;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.stream.Stream;

/** Why a parcel came back to where it had started; each has its own room of inspection. */
public enum Returned {
    /** A buyer sent it back. */
    SENT("AVAILABLE", "ON_HOLD", "QUARANTINED", "DAMAGED", "SCRAPPED", "MISSING"),
    /** It never reached its recipient. */
    UNDELIVERED("AVAILABLE", "ON_HOLD", "QUARANTINED", "DAMAGED", "MISSING");

    private final List<String> findings;

    Returned(String... findings) {
        this.findings = List.of(findings);
    }

    /** @return null for no such one */
    static @Nullable Returned of(@Nullable String name) {
        return Stream.of(values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** @return what each piece may turn out to be */
    public List<String> findings() {
        return findings;
    }
}
