package org.cunlu.accounts;

import java.util.List;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;

/** Which roles an account holds, and where. */
public interface Grants {
    /** @return what holds now, by the county's time; always with CONSUMER for the account itself */
    List<Grant> of(String accountId);

    /** @return what stands, also what begins later; without what ended. For those who remember it for a moment */
    List<HeldGrant> standing(String accountId);

    /** @return whether one of these takes two people to give */
    boolean powerful(String accountId);

    /** @return accounts that hold the role in exactly this scope now, by the county's time, in order of their ids */
    List<String> holders(Role role, Scope scope);

    /** Gives a role from now on; repeating it changes nothing. Writes the audit trail. */
    void give(String accountId, Grant grant, String givenBy);

    /** Ends a role now; ending what is not held changes nothing. Writes the audit trail. */
    void end(String accountId, Grant grant, String endedBy);
}
