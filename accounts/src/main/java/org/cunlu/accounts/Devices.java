package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/** Where somebody is signed in: his sessions as he sees them. */
public interface Devices {
    /**
     * A live session. Never tells the network address.
     * @param id of the session
     * @param way how he proved who he is
     * @param client what it says it is, in short words such as {@code Chrome · Android}; empty when it does not say
     * @param seenAt last request, at most a minute exact
     * @param current whether it is the one that asks
     */
    @Serdeable
    record Device(String id, Sessions.Way way, String client, Instant openedAt, Instant seenAt, boolean current) {}

    /** @param current id of the session that asks; null for none  @return the newest first, at most 200 */
    List<Device> of(String accountId, @Nullable String current);

    /**
     * Signs one out; one that is over already stays as it is.
     * @throws org.cunlu.kernel.problem.ProblemException 404 when the account has no such session
     */
    void signOut(String accountId, String sessionId);

    /** Signs all out, the one that asks too. */
    void signOutAll(String accountId);
}
