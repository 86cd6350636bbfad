package org.cunlu.search;

import java.util.List;
import org.cunlu.kernel.caller.Caller;

/** Words of search, for who keeps them. Each change is traced, and in force when the index was made anew, seconds later. */
public interface WordDesk {
    /** What the code of a group looks like. */
    String CODE = "[A-Z0-9-]{1,32}";

    /** @return all groups, by code; 5,000 at most */
    List<WordGroup> all();

    /**
     * @param version that was seen, 0 for a new group. The same again is what is there.
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code not-a-word}, {@code too-few-or-many}; 409 {@code words-changed},
     *     {@code too-many-words}
     */
    WordGroup put(Caller operator, String code, WordGroup.Kind kind, List<String> said, long version);

    /** What is gone already is gone. @throws org.cunlu.kernel.problem.ProblemException 409 {@code words-changed} */
    void remove(Caller operator, String code, long version);
}
