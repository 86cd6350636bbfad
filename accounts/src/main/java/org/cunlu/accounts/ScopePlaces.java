package org.cunlu.accounts;

import java.util.List;
import org.cunlu.kernel.caller.Scope;

/** At which nodes something lies that is no node itself, told by who knows it: catalog for shops and brands. */
public interface ScopePlaces {
    boolean knows(Scope.Kind kind);

    /** @return codes of all its nodes; none when there is no such thing, or it is nowhere yet */
    List<String> nodes(Scope scope);
}
