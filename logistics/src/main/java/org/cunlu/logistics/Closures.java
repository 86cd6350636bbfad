package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The book of closures. Each change makes a new version of the network, which all instances see within two seconds. */
public interface Closures {
    /** Joins the caller's transaction. */
    void close(Closure closure, String why, String actor);

    /** Joins the caller's transaction. @return false when it was lifted already, or nobody knows it */
    boolean lift(String id, String actor);

    /** This instance sees at once what was changed; not within a transaction. */
    void takeEffect();

    Optional<Closed> find(String id);

    /** @param standing only those that are not lifted and not over @return by id, from behind {@code after} */
    List<Closed> list(boolean standing, String after, int limit);

    /**
     * A closure as it is kept.
     * @param by account id of whoever closed it
     * @param liftedAt null while it stands
     */
    @Serdeable
    record Closed(
            Closure closure,
            String why,
            String by,
            Instant at,
            @Nullable String liftedBy,
            @Nullable Instant liftedAt) {}
}
