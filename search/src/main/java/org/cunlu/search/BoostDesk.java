package org.cunlu.search;

import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.search.Boosts.Boost;

/** What is to be found sooner, for who keeps it. Each change is traced, and in force at every instance within a second. */
public interface BoostDesk {
    /** What the code of a boost looks like. */
    String CODE = "[A-Z0-9-]{1,32}";

    /** @return all that were kept, also those of live slots and those that are over, by code */
    List<Boost> all();

    /** @return whether it is of a live slot, which nobody keeps by hand */
    boolean ofSlot(String code);

    /**
     * The same again is what is there.
     * @param wanted with the version that was seen, 0 for a new one
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code boost-invalid}, {@code boost-of-slot}; 409 {@code boost-changed}
     */
    Boost put(Caller operator, Boost wanted);

    /** What is gone already is gone. @throws org.cunlu.kernel.problem.ProblemException 409 {@code boost-changed} */
    void remove(Caller operator, String code, long version);
}
