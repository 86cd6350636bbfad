package org.cunlu.accounts.apikey;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.cunlu.accounts.KeyScope;
import org.cunlu.kernel.http.Network;
import org.cunlu.kernel.problem.ProblemException;

/**
 * What a new key shall be.
 * @param name of the outside system, as the county calls it
 * @param networks from where it may be used; empty for anywhere
 */
record KeyOrder(String name, Set<KeyScope> scopes, List<Network> networks) {
    static final int NAME_LENGTH_MAX = 80;
    static final int NETWORKS_MAX = 20;

    /** Nothing that cannot be seen, or that turns the writing round. */
    private static final Pattern NAME = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]{1," + NAME_LENGTH_MAX + "}");

    /** @throws ProblemException 400 {@code name-invalid}, {@code scopes-missing}, {@code network-invalid} */
    static KeyOrder of(String name, Set<KeyScope> scopes, List<String> networks) {
        String stripped = name.strip();
        if (!NAME.matcher(stripped).matches()) {
            throw ProblemException.invalid("name", "name-invalid", "名称不对 · Not a name");
        }
        if (scopes.isEmpty()) {
            throw ProblemException.invalid("scopes", "scopes-missing", "请选择权限 · Choose what it may do");
        }
        return new KeyOrder(
                stripped,
                Set.copyOf(scopes),
                networks.stream().map(KeyOrder::network).toList());
    }

    private static Network network(String text) {
        try {
            Network network = Network.of(text.strip());
            if (network.bits() > 0) {
                return network;
            }
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
        throw wrong();
    }

    private static ProblemException wrong() {
        return ProblemException.invalid("networks", "network-invalid", "网段不对 · Not a network such as 203.0.113.0/24");
    }
}
