package org.cunlu.orders.live;

import java.util.List;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;

/** Who acts: a seller in all of his shops' sessions, a host in his own ones. */
record Host(String accountId, List<String> sells, List<String> hosts) {
    static Host of(Caller caller) {
        return new Host(
                caller.accountId(),
                caller.scopes(Role.SELLER, Scope.Kind.SHOP),
                caller.scopes(Role.LIVE_HOST, Scope.Kind.SHOP));
    }

    boolean sells(String sellerCode) {
        return sells.contains(sellerCode);
    }

    boolean may(Session session) {
        return sells(session.sellerCode())
                || hosts.contains(session.sellerCode()) && session.hostId().equals(accountId);
    }

    boolean works(String sellerCode) {
        return sells(sellerCode) || hosts.contains(sellerCode);
    }

    List<String> shops() {
        return Stream.concat(sells.stream(), hosts.stream()).distinct().toList();
    }
}
