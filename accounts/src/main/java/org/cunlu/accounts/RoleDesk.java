package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.paging.Page;

/** Roles given, listed and ended by those whose own role gives them. Giving and ending need a fresh second factor for their act. */
public interface RoleDesk {
    /** Act of the second factor. */
    String GIVE = "accounts.grant";

    String END = "accounts.revoke";

    /** A role that he gives. @param fitting kinds of scope in which it can be had @param twoPeople whether another has to approve */
    record Givable(Role role, Set<Scope.Kind> fitting, boolean twoPeople) {
        public Givable {
            fitting = Set.copyOf(fitting);
        }
    }

    /** @param givenBy account id, or who runs the server  @param approvedBy second person of a powerful role */
    record Held(
            HeldGrant held,
            String accountId,
            @Nullable String nameMasked,
            @Nullable String phoneMasked,
            String givenBy,
            @Nullable String approvedBy) {}

    /** One of the two. @param proposalId for a powerful role, which another has to approve */
    record Given(@Nullable String grantId, @Nullable String proposalId) {}

    /** @return what he gives anywhere, in the order of the roles */
    List<Givable> givable(Caller giver);

    /**
     * @param phone only this person's, null for all @param role only this one, null for all
     * @return what stands within his right; a piece may have fewer than asked for although there are more
     */
    Page<Held> held(Caller giver, @Nullable String phone, @Nullable Role role, @Nullable String cursor, int limit);

    /**
     * Repeating it changes nothing.
     * @param phone of the account that gets the role
     * @param from county time; null for now  @param until county time; null for without end
     * @throws org.cunlu.kernel.problem.ProblemException 404 for what he may not give, and for what does not exist; 403
     *     {@code grant-to-oneself}; 409 {@code grant-circle}, {@code grant-stands}, {@code proposal-open}; 400 {@code scope-unfit},
     *     {@code dates-wrong}, {@code dates-beyond-yours}
     */
    Given give(Caller giver, String phone, Grant grant, @Nullable Instant from, @Nullable Instant until);

    /** Ending what is ended changes nothing. @throws org.cunlu.kernel.problem.ProblemException 404, 403 {@code grant-to-oneself}, 409 {@code grant-circle} */
    void end(Caller giver, String grantId);
}
